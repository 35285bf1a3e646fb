/**
 * The only place that knows how an input method talks.
 *
 * While text is being composed (変換中) a key belongs to the input method, and the value of the field must not be
 * touched from outside. The three webviews tell it differently:
 *
 * - Chromium and WebView2 send `keydown` with `isComposing = true`, the confirming Enter included, then `compositionend`.
 * - WebKit (macOS, and WebKitGTK with some input methods) sends `compositionend` first and then the confirming Enter with
 *   `isComposing = false` and `keyCode = 229`.
 * - Some input methods leave a composition without `compositionend` when the field loses the focus.
 */

/** Whether the key belongs to the input method and is no command of ours. */
export function isImeKey(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
	return event.isComposing || event.keyCode === 229;
}

/** What a text field is told while somebody writes in it. */
export interface Writing {
	/** The text changed; during a composition this is called too, with the unconfirmed text. */
	typed(text: string): void;
	/** A composition began: the value must not be rewritten until `composed`. */
	composing(): void;
	/** The composition ended with this text. */
	composed(text: string): void;
	/** The field lost the focus. */
	left(): void;
	/** The webview wants to undo or redo by itself, from its menu or by a gesture. */
	history(direction: "undo" | "redo"): void;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Listens to a text field and tells `writing` what happens; returns what takes the listeners away again. */
export function listenToWriting(field: Field, writing: Writing): () => void {
	let composing = false;

	const start = () => {
		composing = true;
		writing.composing();
	};
	const end = () => {
		if (!composing) return;
		composing = false;
		writing.composed(field.value);
	};
	const input = (event: Event) => {
		// A composition that ended without saying so is over when ordinary input arrives.
		if (composing && event instanceof InputEvent && !event.isComposing && event.inputType !== "insertFromComposition")
			end();
		else writing.typed(field.value);
	};
	// A field that is moved or taken away loses the focus in the middle of a rendering, when nothing may be changed.
	const blur = () =>
		queueMicrotask(() => {
			end();
			writing.left();
		});
	const before = (event: Event) => {
		const type = event instanceof InputEvent ? event.inputType : "";
		if (type !== "historyUndo" && type !== "historyRedo") return;
		event.preventDefault();
		if (!composing) writing.history(type === "historyUndo" ? "undo" : "redo");
	};

	field.addEventListener("compositionstart", start);
	field.addEventListener("compositionend", end);
	field.addEventListener("input", input);
	field.addEventListener("blur", blur);
	field.addEventListener("beforeinput", before);
	return () => {
		field.removeEventListener("compositionstart", start);
		field.removeEventListener("compositionend", end);
		field.removeEventListener("input", input);
		field.removeEventListener("blur", blur);
		field.removeEventListener("beforeinput", before);
	};
}

/** Where a caret at `caret` in `before` stands in `after`: the same letters stay on its left and right where they can. */
export function carryCaret(before: string, after: string, caret: number): number {
	let head = 0;
	const most = Math.min(before.length, after.length);
	while (head < most && before[head] === after[head]) head++;
	if (caret <= head) return caret;
	let tail = 0;
	while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
	if (caret >= before.length - tail) return after.length - (before.length - caret);
	return Math.min(caret, after.length - tail);
}

/** Puts `text` into a field and keeps the caret at its letters. Never call it during a composition. */
export function rewrite(field: Field, text: string): void {
	if (field.value === text) return;
	const focused = field.ownerDocument.activeElement === field;
	const before = field.value;
	const start = field.selectionStart ?? before.length;
	const end = field.selectionEnd ?? start;
	field.value = text;
	if (focused) field.setSelectionRange(carryCaret(before, text, start), carryCaret(before, text, end));
}
