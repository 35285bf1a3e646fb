/** Questions to a sheet and its form. Pure: no state, no host, no DOM. */
import type {
	Action,
	Bullet,
	FieldId,
	Finding,
	GapCell,
	Ideal,
	ItemId,
	Kind,
	Sheet,
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

/** The goals of the step that an action hangs on, or of all steps where it hangs on none. */
export function goalsFor(sheet: Sheet, action: Action): { id: ItemId; text: string }[] {
	const steps = action.step === null ? sheet.steps : sheet.steps.filter((step) => step.id === action.step);
	return steps
		.flatMap((step) => present(step.goals))
		.map((goal) => ({ id: goal.id, text: wordsOf(goal.text).text }))
		.filter((goal) => goal.text !== "");
}

/** A section's number without its ring, which the screen draws itself: 1 for ①. */
export const numeralOf = (number: string): string => number.normalize("NFKC");
