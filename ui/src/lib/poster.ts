/** What of a sheet can stand on its poster. Pure: no state, no host, no DOM. */
import type { Bullet, Choices, Edit, Form, ItemId, Poster, Sheet, TemplateChoice, Text } from "$lib/host/bindings";
import { cellOf, findingOf, idealOf, present, slot, stepOf, visionOf, wordsOf } from "$lib/sheet";

/** The poster's own item. */
export const POSTER: ItemId = slot("poster", "main");

/** The templates that a poster can be set in. */
export const templatesOf = (choices: Choices): TemplateChoice[] =>
	choices.products.find(({ what }) => what === "poster")?.templates ?? [];

/** The template that `poster` is set in; the usual one where it says none, or one that only a later version knows. */
export const templateOf = (poster: Pick<Poster, "template">, templates: readonly TemplateChoice[]): string =>
	(templates.find(({ id }) => id === poster.template) ?? templates[0])?.id ?? "";

/** Something that can be left out of the poster, with all that belongs to it. */
export interface Entry {
	id: ItemId;
	text: string;
	under: Entry[];
}

/** What belongs together, under one name. */
export interface Group {
	key: string;
	name: string;
	entries: Entry[];
}

/** Names in the person's language. */
export interface Names {
	of: (both: { ja: string; en: string }) => string;
	team: string;
}

/** What can stand on the poster, by the sections of the form; what is empty, put away or confidential is not there at all. */
export function groupsOf(sheet: Sheet, form: Form, names: Names): Group[] {
	const groups = form.section.map(({ kind, title }) => ({
		key: kind as string,
		name: names.of(title),
		entries: entries(kind, sheet, form, names),
	}));
	const team = [...present(sheet.members), ...present(sheet.partners)].flatMap(({ id, name }) => entry(id, name));
	return [...groups, { key: "team", name: names.team, entries: team }].filter((group) => group.entries.length > 0);
}

/** All entries of a group, those that belong to others included. */
export const flat = (list: readonly Entry[]): Entry[] => list.flatMap((one) => [one, ...flat(one.under)]);

/** How many of `list` stand on the poster, and of how many; what is part of another is counted, the other is not. */
export function count(list: readonly Entry[], hidden: ReadonlySet<ItemId>): { shown: number; of: number } {
	const sum = { shown: 0, of: 0 };
	for (const one of list) {
		if (one.under.length === 0) {
			sum.of += 1;
			sum.shown += hidden.has(one.id) ? 0 : 1;
		} else {
			const inner = count(one.under, hidden);
			sum.of += inner.of;
			sum.shown += hidden.has(one.id) ? 0 : inner.shown;
		}
	}
	return sum;
}

/** The edit that puts an item on the poster or leaves it out. */
export const appear = (id: ItemId, on: boolean): Edit => ({
	edit: "value",
	id: POSTER,
	key: `hides:${id}`,
	value: on ? null : true,
});

function entries(kind: string, sheet: Sheet, form: Form, names: Names): Entry[] {
	switch (kind) {
		case "vision":
			return form.vision.flatMap(({ key, name }) => {
				const vision = visionOf(sheet, key);
				const text = wordsOf(vision?.headline).text || names.of(name);
				return part(slot("vision", key), text, bullets(vision?.lines), wordsOf(vision?.headline).text !== "");
			});
		case "ideal":
			return form.ideal.flatMap(({ key, name }) => {
				const ideal = idealOf(sheet, key);
				const filled = wordsOf(ideal?.headline).text !== "";
				return part(slot("ideal", key), names.of(name), bullets(ideal?.bullets), filled);
			});
		case "gap":
			return form.row.flatMap((row) =>
				form.column.flatMap((column) => {
					const name = `${names.of(row.name)} / ${names.of(column.name)}`;
					return part(slot("gap", row.key, column.key), name, bullets(cellOf(sheet, row.key, column.key)?.bullets));
				}),
			);
		case "findings":
			return form.finding.flatMap(({ key, name }) =>
				part(slot("finding", key), names.of(name), bullets(findingOf(sheet, key)?.bullets)),
			);
		case "steps":
			return form.step.flatMap(({ key, name }) =>
				part(slot("step", key), names.of(name), bullets(stepOf(sheet, key)?.goals)),
			);
		case "why":
			return present(sheet.earlier).flatMap(({ id, title }) => entry(id, title));
		case "actions":
			return present(sheet.actions).flatMap(({ id, title }) => entry(id, title));
		default:
			return [];
	}
}

function entry(id: ItemId, text: Text): Entry[] {
	const words = wordsOf(text);
	return words.text.trim() === "" || words.confidential ? [] : [{ id, text: words.text, under: [] }];
}

const bullets = (list: readonly (Pick<Bullet, "id" | "text"> & { archived?: boolean })[] | undefined): Entry[] =>
	present(list ?? []).flatMap(({ id, text }) => entry(id, text));

const part = (id: ItemId, text: string, under: Entry[], filled = false): Entry[] =>
	under.length > 0 || filled ? [{ id, text, under }] : [];
