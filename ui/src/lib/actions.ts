/** What can be done, and by which keys and words it is found. */
import { isImeKey } from "$lib/ime";
import type { IconName } from "$lib/shared/icons";
import { t, type Word } from "$lib/words.svelte";

/** Where an action stands in the list of keys. */
export type Group = "write" | "go" | "see" | "book";

/** Something that can be done: one object, from which toolbar, palette, key map and the list of keys derive. */
export interface Action {
	/** Its name in tests and key maps. */
	id: string;
	/** What it does, as a verb. */
	label: Word;
	/** What its button says beside the icon; none where the icon stands alone. */
	short?: Word;
	/** Further words by which it is found, parted by spaces. */
	keywords: Word;
	icon: IconName;
	group: Group;
	/** Keys that do it: `Mod+Z`; Mod is Ctrl, or ⌘ on a Mac. The first is the one that is told. */
	keys: readonly string[];
	/** Whether it can also be done while a window stands over the book. */
	always?: boolean;
	/** What it would do just now, where that is more than its label. */
	says?(): string;
	/** Whether it is on; only for what is on or off. */
	on?(): boolean;
	/** Whether it can be done now. */
	possible(): boolean;
	do(): void;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing" | "keyCode">;

/** The keys as one writes them: `Mod+Shift+Z`. Of a sign that Shift brings forth only the sign: `?`, `Mod++`. */
export function keysOf(event: Key): string {
	const parts: string[] = [];
	const sign = event.key.length === 1 && event.key.toUpperCase() === event.key.toLowerCase();
	if (event.ctrlKey || event.metaKey) parts.push("Mod");
	if (event.altKey) parts.push("Alt");
	if (event.shiftKey && !(sign && event.key !== " ")) parts.push("Shift");
	parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
	return parts.join("+");
}

/**
 * The action that these keys ask for; null when they ask for none, or belong to the input method. A sign without Ctrl or ⌘
 * asks for nothing where somebody is `writing`: it is written.
 */
export function actionFor(actions: readonly Action[], event: Key, writing = false): Action | null {
	if (isImeKey(event)) return null;
	const keys = keysOf(event);
	if (writing && keys.length === 1) return null;
	return actions.find((action) => action.keys.includes(keys)) ?? null;
}

/** Whether keys pressed in `target` write something there. */
export function isWriting(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/** What the action is called just now. */
export const nameOf = (action: Action): string => action.says?.() ?? t(action.label);

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);
const SIGNS: Record<string, string> = {
	ArrowUp: "↑",
	ArrowDown: "↓",
	ArrowLeft: "←",
	ArrowRight: "→",
	PageUp: "Page Up",
	PageDown: "Page Down",
	Escape: "Esc",
};
const HELD: Record<string, string> = onMac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl" };

/** `Mod+Shift+Z` in its parts; the sign `+` itself may be the last one. */
function partsOf(keys: string): string[] {
	const cut = keys.lastIndexOf("+", keys.length - 2);
	return cut < 0 ? [keys] : [...keys.slice(0, cut).split("+"), keys.slice(cut + 1)];
}

/** The keys as they are written on the keyboard, one by one: `Ctrl`, `Shift`, `Z`. */
export const keyNames = (keys: string): string[] => partsOf(keys).map((part) => HELD[part] ?? SIGNS[part] ?? part);

/** The keys as `aria-keyshortcuts` writes them. */
export const ariaKeys = (keys: readonly string[]): string | undefined =>
	keys
		.map((one) =>
			partsOf(one)
				.map((part) => (part === "Mod" ? (onMac ? "Meta" : "Control") : part === "+" ? "Plus" : part))
				.join("+"),
		)
		.join(" ") || undefined;

/** Its name, with the keys that do it. */
export function titleOf(action: Action): string {
	const [keys] = action.keys;
	return keys ? t("ui.keys.beside", { name: nameOf(action), keys: keyNames(keys).join("+") }) : nameOf(action);
}

/** One spelling for full and half width, large and small letters, hiragana and katakana. */
const plain = (text: string): string =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Those among `actions` that `query` means: every word of it stands in the name or in the keywords. Names come first. */
export function findActions(actions: readonly Action[], query: string): Action[] {
	const parts = plain(query).split(/\s+/).filter(Boolean);
	const rank = (action: Action): number => {
		const name = plain(nameOf(action));
		const words = `${name} ${plain(t(action.keywords))}`;
		if (!parts.every((part) => words.includes(part))) return 3;
		if (name.startsWith(parts[0] ?? "")) return 0;
		return parts.every((part) => name.includes(part)) ? 1 : 2;
	};
	return actions
		.map((action) => ({ action, rank: rank(action) }))
		.filter((found) => found.rank < 3)
		.toSorted((one, other) => one.rank - other.rank)
		.map(({ action }) => action);
}
