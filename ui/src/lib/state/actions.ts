import { isImeKey } from "$lib/ime";
import type { IconName } from "$lib/shared/icons";
import type { Word } from "$lib/words.svelte";

/** Something that can be done: one object, from which toolbar, menus and keys derive. */
export interface Action {
	/** Its name in tests and key maps. */
	id: string;
	label: Word;
	icon: IconName;
	/** Keys that do it: `Mod+Z`; Mod is Ctrl, or ⌘ on a Mac. */
	keys: readonly string[];
	/** Whether it can be done now. */
	possible(): boolean;
	do(): void;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "isComposing" | "keyCode">;

/** The keys as one writes them: `Mod+Shift+Z`. */
export function keysOf(event: Key): string {
	const parts: string[] = [];
	if (event.ctrlKey || event.metaKey) parts.push("Mod");
	if (event.altKey) parts.push("Alt");
	if (event.shiftKey) parts.push("Shift");
	parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
	return parts.join("+");
}

/** The action that these keys ask for; null when they ask for none, or belong to the input method. */
export function actionFor(actions: readonly Action[], event: Key): Action | null {
	if (isImeKey(event)) return null;
	const keys = keysOf(event);
	return actions.find((action) => action.keys.includes(keys)) ?? null;
}
