/** What was noticed about a print, put together by what a person can do about it. Pure. */
import type { FieldId, PrintReport } from "$lib/host/bindings";
import { fieldOf } from "$lib/sheet";

/** Something that was noticed, at one field; at none where it is about words of the form. */
export interface Line {
	field: FieldId | null;
	/** How many characters are meant. */
	characters?: number;
	/** The size of a text in points, and the least that can be read. */
	size?: number;
	least?: number;
	/** What cannot be printed. */
	signs?: string;
}

/** Things of one kind. */
export type Notice =
	| { kind: "overflow"; lines: Line[]; characters: number; fitsAt: number | null }
	| { kind: "left-out"; lines: Line[]; characters: number }
	| { kind: "illegible"; lines: Line[]; largerPaper: boolean }
	| { kind: "pictures"; lines: Line[] }
	| { kind: "missing"; lines: Line[]; signs: string };

/** One line for each field. */
function byField<T extends { field: FieldId | null }>(list: readonly T[], line: (same: readonly T[]) => Line): Line[] {
	const groups = new Map<FieldId | null, T[]>();
	for (const one of list) groups.set(one.field, [...(groups.get(one.field) ?? []), one]);
	return [...groups.values()].map(line);
}

const sum = (list: readonly { characters: number }[]): number =>
	list.reduce((all, { characters }) => all + characters, 0);
const counted = (same: readonly { field: FieldId; characters: number }[]): Line => ({
	field: same[0]?.field ?? null,
	characters: sum(same),
});
const signs = (list: readonly { character: string }[]): string =>
	[...new Set(list.map(({ character }) => character))].join(" ");

/** What `report` tells, what concerns the most of the page first; nothing where all is well. */
export function noticesOf(report: PrintReport): Notice[] {
	const { overflow, leftOut, illegible, pictures, missing } = report;
	const sizes = overflow.flatMap(({ fitsAt }) => (fitsAt === null ? [] : [fitsAt]));
	const notices: Notice[] = [
		{
			kind: "overflow",
			lines: byField(overflow, counted),
			characters: sum(overflow),
			fitsAt: sizes.length > 0 ? Math.min(...sizes) : null,
		},
		{ kind: "left-out", lines: byField(leftOut, counted), characters: sum(leftOut) },
		{
			kind: "illegible",
			lines: byField(illegible, (same) => ({
				field: same[0]?.field ?? null,
				size: Math.min(...same.map(({ size }) => size)),
				least: Math.max(...same.map(({ least }) => least)),
			})),
			largerPaper: illegible.some(({ largerPaper }) => largerPaper),
		},
		{ kind: "pictures", lines: pictures.map((id) => ({ field: fieldOf(id, "caption") })) },
		{
			kind: "missing",
			lines: byField(missing, (same) => ({ field: same[0]?.field ?? null, signs: signs(same) })),
			signs: signs(missing),
		},
	];
	return notices.filter(({ lines }) => lines.length > 0);
}
