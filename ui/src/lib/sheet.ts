/** Questions to a sheet and its form. Pure: no state, no host, no DOM. */
import type {
	Action,
	Bullet,
	Edit,
	FieldId,
	Finding,
	GapCell,
	Ideal,
	ItemId,
	Kind,
	Sheet,
	StatusChange,
	Step,
	Text,
	Vision,
} from "$lib/host/bindings";

/** A text field's words and whether they stay in the book. */
export interface Words {
	text: string;
	confidential: boolean;
}

const nothing: Words = { text: "", confidential: false };

/** A text of the sheet in one shape. */
export function wordsOf(text: Text | undefined): Words {
	if (text === undefined) return nothing;
	return typeof text === "string" ? { text, confidential: false } : text;
}

/** The id of a slot that the form gives. */
export const slot = (kind: Kind, ...keys: string[]): ItemId => [kind, ...keys].join("-");

/** The address of an item's text field. */
export const fieldOf = (item: ItemId, key: string): FieldId => `${item}.${key}`;

const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id for an item of `kind`. */
export function mint(kind: Kind): ItemId {
	const random = crypto.getRandomValues(new Uint8Array(12));
	return `${kind}-${Array.from(random, (byte) => letters[byte & 31]).join("")}`;
}

/** The key of an item's field that names it. */
export function mainKey(kind: Kind): string {
	switch (kind) {
		case "member":
		case "partner":
			return "name";
		case "earlier":
		case "action":
			return "title";
		case "effect":
			return "audience";
		case "status":
			return "reason";
		case "picture":
			return "caption";
		default:
			return "text";
	}
}

export const visionOf = (sheet: Sheet, key: string): Vision | undefined =>
	sheet.visions.find((v) => v.id === slot("vision", key));
export const idealOf = (sheet: Sheet, key: string): Ideal | undefined =>
	sheet.ideals.find((i) => i.id === slot("ideal", key));
export const cellOf = (sheet: Sheet, row: string, column: string): GapCell | undefined =>
	sheet.gap.find((c) => c.id === slot("gap", row, column));
export const findingOf = (sheet: Sheet, key: string): Finding | undefined =>
	sheet.findings.find((f) => f.id === slot("finding", key));
export const stepOf = (sheet: Sheet, key: string): Step | undefined =>
	sheet.steps.find((s) => s.id === slot("step", key));

/** Those that were not put away. */
export const present = <T extends { archived?: boolean }>(items: readonly T[]): T[] =>
	items.filter((item) => !item.archived);

/** Every text field of the sheet by its address, empty and archived ones included. */
export function fieldsOf(sheet: Sheet): Map<FieldId, Words> {
	const fields = new Map<FieldId, Words>();
	const put = (item: ItemId, key: string, text: Text | undefined) => fields.set(fieldOf(item, key), wordsOf(text));
	const bullets = (list: readonly Bullet[]) => {
		for (const bullet of list) {
			put(bullet.id, "text", bullet.text);
			for (const cause of bullet.causes) put(cause.id, "text", cause.text);
		}
	};
	for (const key of ["theme", "subtitle", "why"] as const) put("sheet", key, sheet[key]);
	for (const [key, text] of Object.entries(sheet.leads)) put("sheet", `lead-${key}`, text);
	for (const m of sheet.members)
		for (const key of ["name", "reading", "post", "affiliation"] as const) put(m.id, key, m[key]);
	for (const p of sheet.partners) put(p.id, "name", p.name);
	for (const v of sheet.visions) {
		for (const key of ["headline", "label", "background", "drift"] as const) put(v.id, key, v[key]);
		bullets(v.lines);
	}
	for (const i of sheet.ideals) {
		for (const key of ["headline", "reasoning"] as const) put(i.id, key, i[key]);
		bullets(i.bullets);
	}
	for (const c of sheet.gap) bullets(c.bullets);
	for (const f of sheet.findings) bullets(f.bullets);
	for (const s of sheet.steps) {
		put(s.id, "label", s.label);
		for (const g of s.goals) put(g.id, "text", g.text);
	}
	for (const e of sheet.earlier) for (const key of ["title", "team", "note"] as const) put(e.id, key, e[key]);
	for (const a of sheet.actions) {
		for (const key of ["title", "owner"] as const) put(a.id, key, a[key]);
		for (const [key, text] of Object.entries(a.attributes)) put(a.id, `attr-${key}`, text);
		for (const [key, cell] of Object.entries(a.roadmap)) put(a.id, `roadmap-${key}`, cell.text);
		for (const e of a.effects) for (const key of ["audience", "text"] as const) put(e.id, key, e[key]);
		for (const s of a.statuses) put(s.id, "reason", s.reason);
	}
	const { poster } = sheet;
	for (const key of ["headline", "catchphrase"] as const) put(poster.id, key, poster[key]);
	for (const p of poster.pictures) for (const key of ["caption", "alt"] as const) put(p.id, key, p[key]);
	return fields;
}

/** The goals of the step that an action hangs on, or of all steps where it hangs on none, and those that it serves already. */
export function goalsFor(sheet: Sheet, action: Action): { id: ItemId; text: string }[] {
	return sheet.steps
		.flatMap((step) =>
			present(step.goals).filter(
				(goal) => action.step === null || action.step === step.id || action.serves.includes(goal.id),
			),
		)
		.map((goal) => ({ id: goal.id, text: wordsOf(goal.text).text }))
		.filter((goal) => goal.text !== "");
}

/** Where an action stands now: the last of its statuses. */
export const statusNow = (action: Action): StatusChange | undefined => present(action.statuses).at(-1);

/** Whether nothing was ever written in an action. */
export function isBlank(action: Action): boolean {
	const texts = [
		action.title,
		action.owner,
		...Object.values(action.attributes),
		...Object.values(action.roadmap).map((cell) => cell.text),
		...action.effects.flatMap((effect) => [effect.audience, effect.text]),
		...action.statuses.map((status) => status.reason),
	];
	return texts.every((text) => wordsOf(text).text.trim() === "");
}

/** The edits that hang an action on a goal; one that leads to no step yet leads to the goal's from then on. */
export function hang(sheet: Sheet, action: Action, goal: ItemId): Edit[] {
	const step = sheet.steps.find(({ goals }) => goals.some(({ id }) => id === goal));
	return [
		{ edit: "value", id: action.id, key: `serves:${goal}`, value: true },
		...(action.step === null && step ? [{ edit: "value" as const, id: action.id, key: "step", value: step.id }] : []),
	];
}

/** The edit that takes an action off a goal. */
export const unhang = (action: Action, goal: ItemId): Edit => ({
	edit: "value",
	id: action.id,
	key: `serves:${goal}`,
	value: null,
});

/** The edits that give an item these values. */
export const valuesOf = (id: ItemId, values: Readonly<Record<string, string>>): Edit[] =>
	Object.entries(values).map(([key, value]) => ({ edit: "value", id, key, value }));

/** A list that items are put into: what they belong to, the values that all of them have, and those that are there. */
export interface Into {
	readonly place: ItemId | null;
	readonly values: Readonly<Record<string, string>>;
	readonly ids: readonly ItemId[];
}

/**
 * The edits that write `lines` into a list, an item for each, and the ids of these items. The first line goes into the item
 * `first`, which has the text `base`, or is new and comes last where that is null; the others are new and follow it.
 */
export function written(
	kind: Kind,
	first: { id: ItemId; base: string | null },
	lines: readonly string[],
	into: Into,
): { edits: Edit[]; ids: ItemId[] } {
	const add = (id: ItemId, after: ItemId | null, text: string): Edit[] => [
		{ edit: "add", id, place: into.place, after, text },
		...valuesOf(id, into.values),
	];
	const [text = "", ...rest] = lines;
	const edits: Edit[] =
		first.base === null
			? add(first.id, into.ids.at(-1) ?? null, text)
			: [{ edit: "text", field: fieldOf(first.id, mainKey(kind)), base: first.base, text }];
	const ids = [first.id];
	for (const line of rest) {
		const id = mint(kind);
		edits.push(...add(id, ids.at(-1) ?? null, line));
		ids.push(id);
	}
	return { edits, ids };
}

/** A section's number without its ring, which the screen draws itself: 1 for ①. */
export const numeralOf = (number: string): string => number.normalize("NFKC");
