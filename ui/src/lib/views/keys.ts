import type { Word } from "$lib/words.svelte";

/** A key that holds in one place only, and what it does there. */
interface PlaceKey {
	label: Word;
	/** Keys as {@link keysOf} writes them; each does it. */
	keys: readonly string[];
}

/** The keys that belong to a part of the screen, and are none of the registry's: how one writes in a list, how pages turn. */
export const places: readonly { title: Word; lines: readonly PlaceKey[] }[] = [
	{
		title: "ui.keys.list",
		lines: [
			{ label: "ui.keys.list.next", keys: ["Enter"] },
			{ label: "ui.keys.list.back", keys: ["Backspace"] },
			{ label: "ui.keys.list.move", keys: ["Alt+ArrowUp", "Alt+ArrowDown"] },
		],
	},
	{
		title: "ui.keys.pages",
		lines: [
			{ label: "ui.keys.pages.turn", keys: ["PageUp", "PageDown"] },
			{ label: "ui.keys.pages.size", keys: ["Mod++", "Mod+-"] },
			{ label: "ui.zoom.width", keys: ["Mod+0"] },
		],
	},
];
