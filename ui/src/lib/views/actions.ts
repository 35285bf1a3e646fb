import { announcer } from "$lib/shared/announcer.svelte";
import type { Action } from "$lib/state/actions";
import type { Desk } from "$lib/state/desk.svelte";
import { t } from "$lib/words.svelte";

/** What can be done with a sheet, by button and by key. */
export function bookActions(desk: Desk, open: { versions: () => void; export: () => void }): Action[] {
	return [
		{
			id: "undo",
			label: "ui.undo",
			icon: "undo",
			keys: ["Mod+Z"],
			possible: () => desk.view.undo !== null || desk.drafts.unsaved,
			do: () => void desk.undo(),
		},
		{
			id: "redo",
			label: "ui.redo",
			icon: "redo",
			keys: ["Mod+Shift+Z", "Mod+Y"],
			possible: () => desk.view.redo !== null,
			do: () => void desk.redo(),
		},
		{
			// There is nothing to save by hand; who presses it by habit is told so.
			id: "save",
			label: "ui.saved.saved",
			icon: "check",
			keys: ["Mod+S"],
			possible: () => true,
			do: () => void desk.flush().then((kept) => kept && announcer.say(t("ui.saved.saved"))),
		},
		{
			id: "version",
			label: "ui.version.add",
			icon: "flag",
			keys: ["Mod+Shift+S"],
			possible: () => true,
			do: open.versions,
		},
		{
			id: "export",
			label: "ui.export",
			icon: "export",
			keys: ["Mod+P"],
			possible: () => true,
			do: open.export,
		},
	];
}
