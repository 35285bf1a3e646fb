import type { Action } from "$lib/actions";
import type { BookView, Look } from "$lib/host/bindings";
import { announcer } from "$lib/shared/announcer.svelte";
import type { IconName } from "$lib/shared/icons";
import { holdPlace } from "$lib/shared/place";
import type { App } from "$lib/state/app.svelte";
import type { Desk } from "$lib/state/desk.svelte";
import { t, type Word, words } from "$lib/words.svelte";
import { shortYear } from "$lib/years";

const always = () => true;

/** Puts a section of the sheet at the top of its room, and the focus on its title. */
export function leadTo(section: string): void {
	const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
	document
		.getElementById(`section-${section}`)
		?.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
	document.getElementById(`title-${section}`)?.focus({ preventScroll: true });
}

/** What can be done wherever one is: find what can be done, change how it looks, open a book. */
export function appActions(app: App): Action[] {
	const { look } = app;
	const enlarge = (percent: number) => {
		void holdPlace(() => void app.enlarge(percent));
		announcer.say(t("ui.enlarge.said", { percent: look.zoom }));
	};
	const colours = (choice: Look, label: Word): Action => ({
		id: `look-${choice}`,
		label,
		keywords: "ui.look.words",
		icon: "look",
		group: "see",
		keys: [],
		possible: () => look.choice !== choice,
		do: () => void app.wear(choice),
	});
	return [
		{
			id: "palette",
			label: "ui.palette",
			short: "ui.palette",
			keywords: "ui.palette.words",
			icon: "search",
			group: "go",
			keys: ["Mod+K"],
			possible: () => app.started !== null,
			do: () => {
				app.window = "palette";
			},
		},
		{
			id: "keys",
			label: "ui.keys",
			keywords: "ui.keys.words",
			icon: "keys",
			group: "go",
			keys: ["F1", "?"],
			possible: () => app.started !== null,
			do: () => {
				app.window = "keys";
			},
		},
		{
			id: "look",
			label: "ui.look",
			keywords: "ui.look.words",
			icon: "look",
			group: "see",
			keys: ["Mod+,"],
			possible: () => app.started !== null,
			do: () => {
				app.window = "look";
			},
		},
		colours("system", "ui.look.do.system"),
		colours("light", "ui.look.do.light"),
		colours("dark", "ui.look.do.dark"),
		colours("contrast", "ui.look.do.contrast"),
		{
			id: "larger",
			label: "ui.enlarge.larger",
			keywords: "ui.enlarge.words",
			icon: "plus",
			group: "see",
			// On a Japanese keyboard + stands on the key of ; and on an American one on that of =.
			keys: ["Mod++", "Mod+;", "Mod+="],
			always: true,
			possible: () => look.stepped(true) > look.zoom,
			do: () => enlarge(look.stepped(true)),
		},
		{
			id: "smaller",
			label: "ui.enlarge.smaller",
			keywords: "ui.enlarge.words",
			icon: "minus",
			group: "see",
			keys: ["Mod+-"],
			always: true,
			possible: () => look.stepped(false) < look.zoom,
			do: () => enlarge(look.stepped(false)),
		},
		{
			id: "usual-size",
			label: "ui.enlarge.usual",
			keywords: "ui.enlarge.words",
			icon: "search",
			group: "see",
			keys: ["Mod+0"],
			always: true,
			possible: () => look.zoom !== 100,
			do: () => enlarge(100),
		},
		{
			id: "projector",
			label: "ui.projector",
			keywords: "ui.projector.words",
			icon: "screen",
			group: "see",
			keys: ["F5"],
			says: () => t(look.projector ? "ui.projector.off" : "ui.projector"),
			on: () => look.projector,
			possible: () => app.started !== null,
			do: () => void holdPlace(() => look.project(!look.projector)),
		},
		{
			id: "speak-ja",
			label: "ui.language.ja",
			keywords: "ui.language.words",
			icon: "globe",
			group: "see",
			keys: [],
			possible: () => words.language !== "ja",
			do: () => void app.speak("ja"),
		},
		{
			id: "speak-en",
			label: "ui.language.en",
			keywords: "ui.language.words",
			icon: "globe",
			group: "see",
			keys: [],
			possible: () => words.language !== "en",
			do: () => void app.speak("en"),
		},
		{
			id: "book-open",
			label: "ui.start.open",
			keywords: "ui.start.open.words",
			icon: "folder",
			group: "book",
			keys: ["Mod+O"],
			possible: () => app.host.dialogs && app.started !== null && !app.busy,
			do: () => void app.choose(),
		},
	];
}

/** What can be done with a book that is open, and with one of its years. */
export function bookActions(app: App, desk: Desk): Action[] {
	const { look } = app;
	const what = (label: Word, done: string | null) =>
		done ? t("ui.undo.what", { action: t(label), what: done }) : t(label);
	return [
		{
			id: "undo",
			label: "ui.undo",
			keywords: "ui.undo.words",
			icon: "undo",
			group: "write",
			keys: ["Mod+Z"],
			says: () => what("ui.undo", desk.view.undo),
			possible: () => desk.view.undo !== null || desk.drafts.unsaved,
			do: () => void desk.undo(),
		},
		{
			id: "redo",
			label: "ui.redo",
			keywords: "ui.redo.words",
			icon: "redo",
			group: "write",
			keys: ["Mod+Shift+Z", "Mod+Y"],
			says: () => what("ui.redo", desk.view.redo),
			possible: () => desk.view.redo !== null,
			do: () => void desk.redo(),
		},
		{
			// There is nothing to save by hand; who presses it by habit is told so.
			id: "save",
			label: "ui.save",
			keywords: "ui.save.words",
			icon: "check",
			group: "book",
			keys: ["Mod+S"],
			possible: always,
			do: () => void desk.flush().then((kept) => kept && announcer.say(t("ui.saved.saved"))),
		},
		{
			id: "version",
			label: "ui.version.do",
			short: "ui.version.list",
			keywords: "ui.version.words",
			icon: "flag",
			group: "book",
			keys: ["Mod+Shift+S"],
			possible: always,
			do: () => {
				app.window = "versions";
			},
		},
		{
			id: "export",
			label: "ui.export",
			short: "ui.export",
			keywords: "ui.export.words",
			icon: "export",
			group: "book",
			keys: ["Mod+P"],
			possible: always,
			do: () => {
				app.window = "print";
			},
		},
		{
			id: "form",
			label: "ui.form.change",
			short: "ui.form",
			keywords: "ui.form.words",
			icon: "form",
			group: "book",
			keys: [],
			possible: always,
			do: () => {
				app.window = "form";
			},
		},
		{
			id: "rename",
			label: "ui.rename",
			keywords: "ui.rename.words",
			icon: "home",
			group: "book",
			keys: [],
			possible: always,
			do: () => {
				app.window = "name";
			},
		},
		{
			id: "year-add",
			label: "ui.year.add",
			short: "ui.year.add",
			keywords: "ui.year.add.words",
			icon: "plus",
			group: "book",
			keys: [],
			possible: always,
			do: () => {
				app.window = "year";
			},
		},
		{
			id: "home",
			label: "ui.home",
			keywords: "ui.home.words",
			icon: "home",
			group: "book",
			keys: [],
			possible: always,
			do: () => void app.close(),
		},
		{
			id: "rail",
			label: "ui.rail",
			keywords: "ui.rail.words",
			icon: "rail",
			group: "see",
			keys: ["F8"],
			says: () => t(look.rail ? "ui.rail.fold" : "ui.rail.open"),
			on: () => look.rail,
			possible: always,
			do: () =>
				void holdPlace(() => {
					look.rail = !look.rail;
				}),
		},
		{
			id: "page",
			label: "ui.page",
			short: "ui.preview",
			keywords: "ui.page.words",
			icon: "side",
			group: "see",
			keys: ["F9"],
			says: () => t(look.seen === "shut" ? "ui.page.open" : "ui.page.fold"),
			on: () => look.seen !== "shut",
			possible: always,
			do: () => void holdPlace(() => look.foldPage()),
		},
		{
			id: "page-wide",
			label: "ui.preview.wide",
			keywords: "ui.page.words",
			icon: "wide",
			group: "see",
			keys: ["Shift+F9"],
			says: () => t(look.seen === "wide" ? "ui.preview.narrow" : "ui.preview.wide"),
			on: () => look.seen === "wide",
			possible: always,
			do: () => void holdPlace(() => look.widenPage()),
		},
	];
}

/** Ways to a section of the sheet, and to another year. */
export function placeActions(app: App, book: BookView, desk: Desk): Action[] {
	const way = (id: string, name: string, icon: IconName, keywords: Word, go: () => void): Action => ({
		id,
		label: "ui.go",
		keywords,
		icon,
		group: "go",
		keys: [],
		says: () => t("ui.go", { name }),
		possible: always,
		do: go,
	});
	const section = (kind: string, name: string) =>
		way(`section-${kind}`, name, "right", "ui.go.section.words", () => leadTo(kind));
	const years = book.years.filter(({ sheet }) => sheet !== desk.id);
	return [
		section("head", t("ui.head")),
		...desk.view.form.section.map(({ kind, number, title }) => section(kind, `${number} ${words.of(title)}`)),
		section("poster", t("ui.poster")),
		...years.map(({ sheet, fiscalYear }) =>
			way(
				`year-${sheet}`,
				shortYear(fiscalYear, words.language),
				"page",
				"ui.go.year.words",
				() => void app.show(sheet),
			),
		),
	];
}
