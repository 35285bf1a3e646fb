import { getContext, setContext, tick } from "svelte";
import type { Commands, Edit, FieldId, SheetId, SheetView } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import { announcer } from "$lib/shared/announcer.svelte";
import { fieldsOf, type Words } from "$lib/sheet";
import { t } from "$lib/words.svelte";
import { Drafts, type Taken } from "./drafts.svelte";
import type { Troubles } from "./troubles.svelte";

const nothing: Words = { text: "", confidential: false };
const KEY = Symbol("desk");
/** Dots of the longer side of a picture on the screen. */
const LONGEST_SIDE = 960;

/** What the words at the top of the window say about the file. */
export type Saved = "saved" | "saving" | "unsaved";

/** One sheet at work: what the core says it is, the drafts of its fields, and what goes on between the two. */
export class Desk {
	/** The sheet as the core last told it. */
	view = $state.raw<SheetView>() as SheetView;
	/** The field that the person is in, or was in last. */
	focused = $state<FieldId | null>(null);
	/** The section of the screen that the person is in, or was in last. */
	section = $state("head");
	/** Whether that is the sheet or its poster. */
	readonly at = $derived<"sheet" | "poster">(this.section === "poster" ? "poster" : "sheet");
	/** The drafts of the fields on the screen. */
	readonly drafts: Drafts;

	readonly #host: Host;
	readonly #troubles: Troubles;
	readonly #fields = $derived(fieldsOf(this.view.sheet));
	#waiting = $state(0);
	#failed = $state(false);
	#line: Promise<unknown> = Promise.resolve();
	#flushed: Promise<unknown> = Promise.resolve();

	constructor(host: Host, troubles: Troubles, view: SheetView) {
		this.#host = host;
		this.#troubles = troubles;
		this.view = view;
		this.drafts = new Drafts(() => void this.flush());
	}

	get id(): SheetId {
		return this.view.id;
	}

	/** Whether all that was typed is safely in the file. */
	get saved(): Saved {
		if (this.#waiting > 0) return "saving";
		if (!this.drafts.unsaved) return "saved";
		return this.#failed ? "unsaved" : "saving";
	}

	/** A field as the core has it. */
	words(field: FieldId): Words {
		return this.#fields.get(field) ?? nothing;
	}

	/** A field's text as the core has it, outside of any rendering. */
	textNow(field: FieldId): string {
		return this.words(field).text;
	}

	/** Sends what was typed to the core; true when nothing is left that could be sent. */
	async flush(): Promise<boolean> {
		const taken = this.drafts.take();
		if (taken.length === 0) {
			// What was sent before is known to be kept only when its answer was taken in, not as soon as it came.
			await this.#flushed;
			await this.#line;
			return !this.drafts.unsaved;
		}
		const kept = this.#keep(taken);
		this.#flushed = kept;
		return kept;
	}

	async #keep(taken: readonly Taken[]): Promise<boolean> {
		const edits = taken.map(({ field, base, text }): Edit => ({ edit: "text", field, base, text }));
		const view = await this.#ask("edit", { sheet: this.id, edits }, true);
		this.#failed = view === null;
		if (view) {
			this.#take(view, taken);
			this.#troubles.saved();
		} else {
			this.drafts.refused(taken);
		}
		return view !== null;
	}

	/** Changes the sheet; all edits are one thing to undo. False when the core refused, which the person was told. */
	async apply(edits: Edit[]): Promise<boolean> {
		const flushed = this.flush();
		const view = await this.#ask("edit", { sheet: this.id, edits });
		await flushed;
		if (view) this.#take(view);
		return view !== null;
	}

	/** Takes back the person's last change, and leads to it. */
	async undo(): Promise<void> {
		await this.#back("undo");
	}

	/** Brings back what undo took, and leads to it. */
	async redo(): Promise<void> {
		await this.#back("redo");
	}

	/** Marks a field 非公開, or takes the mark away. */
	async setConfidential(field: FieldId, on: boolean): Promise<void> {
		await this.apply([{ edit: "confidential", field, on }]);
	}

	/** Keeps the picture in `file` in the book; its name there, or null when the core refused, which the person was told. */
	async addPicture(file: Blob): Promise<string | null> {
		const bytes = await base64(file);
		const added = await this.#troubles.watch(() => this.#host.call("picture-add", { bytes }));
		return added?.hash ?? null;
	}

	/** The address of a picture of the book, small enough for a screen; null where the book lacks it. */
	async picture(hash: string): Promise<string | null> {
		const found = await this.#troubles.watch(() => this.#host.call("picture", { hash, longest: LONGEST_SIDE }));
		return found?.address ?? null;
	}

	/** Reads the sheet anew, after somebody else changed it. */
	async refresh(): Promise<void> {
		const view = await this.#ask("sheet", { sheet: this.id });
		if (view) this.#take(view);
	}

	/** Puts the focus into a field, once it is on the screen. */
	async focus(field: FieldId, caret: "start" | "end" | "keep" = "end"): Promise<void> {
		await tick();
		const area = document.querySelector<HTMLTextAreaElement>(`textarea[data-field="${CSS.escape(field)}"]`);
		if (!area) return;
		for (let parent = area.parentElement; parent; parent = parent.parentElement) {
			if (parent instanceof HTMLDetailsElement) parent.open = true;
		}
		area.focus({ preventScroll: true });
		area.scrollIntoView({ block: "nearest" });
		if (caret === "start") area.setSelectionRange(0, 0);
		if (caret === "end") area.setSelectionRange(area.value.length, area.value.length);
	}

	async #back(command: "undo" | "redo"): Promise<void> {
		await this.flush();
		const undone = await this.#ask(command, { sheet: this.id });
		if (!undone) return;
		this.#take(undone.view);
		// What was taken back is what could be brought back now, and the other way round.
		const { undo, redo } = undone.view;
		const what = command === "undo" ? redo : undo;
		if (what) announcer.say(t(command === "undo" ? "ui.undo.said" : "ui.redo.said", { what }));
		if (undone.field) await this.focus(undone.field);
	}

	/** One question after another, in the order in which they were asked; null when the core refused. */
	#ask<Name extends keyof Commands>(
		command: Name,
		args: Commands[Name]["asked"],
		saving = false,
	): Promise<Commands[Name]["answered"] | null> {
		this.#waiting += 1;
		const answer = this.#line.then(() => this.#troubles.watch(() => this.#host.call(command, args), saving));
		this.#line = answer;
		return answer.finally(() => {
			this.#waiting -= 1;
		});
	}

	#take(view: SheetView, taken: readonly Taken[] = []): void {
		// An answer that was overtaken by a newer one tells only that our words were kept.
		if (view.id === this.view.id && view.revision >= this.view.revision) this.view = view;
		const text = (field: FieldId) => this.textNow(field);
		this.drafts.kept(taken, text);
		this.drafts.heard(text);
	}
}

/** What is in `file`, in base64, as JSON can carry it. */
function base64(file: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.addEventListener("load", () => resolve(String(reader.result).replace(/^data:[^,]*,/, "")));
		reader.addEventListener("error", () => reject(reader.error));
		reader.readAsDataURL(file);
	});
}

/** Puts the desk where the components below find it. */
export const provideDesk = (desk: Desk): Desk => setContext(KEY, desk);

/** The desk that a component stands on. */
export const useDesk = (): Desk => getContext<Desk>(KEY);
