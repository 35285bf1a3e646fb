/** Where the tiles of a page lie. Pure. */
import type { TilePlan } from "$lib/host/bindings";

/** From where to where, in millimetres. */
export interface Span {
	from: number;
	to: number;
}

/** Something for each of the two ways: from left to right, and from above down. */
export interface Ways<T> {
	across: T;
	down: T;
}

/** The parts of the first row and of the first column: all others lie as they do. */
const firsts = ({ parts, columns }: TilePlan) => ({
	row: parts.slice(0, columns),
	column: parts.filter((_, index) => index % columns === 0),
});

/** Where each further sheet begins on the one before: its cut edge is laid there. */
export function seamsOf(plan: TilePlan): Ways<number[]> {
	const { row, column } = firsts(plan);
	return { across: row.slice(1).map(({ x }) => x), down: column.slice(1).map(({ y }) => y) };
}

/** The strips that are on two sheets, where they are glued. */
export function bandsOf(plan: TilePlan): Ways<Span[]> {
	const { row, column } = firsts(plan);
	const spans = (list: readonly { start: number; length: number }[]) =>
		list
			.slice(1)
			.map(({ start }, index) => ({ from: start, to: (list[index]?.start ?? 0) + (list[index]?.length ?? 0) }));
	return {
		across: spans(row.map(({ x, width }) => ({ start: x, length: width }))),
		down: spans(column.map(({ y, height }) => ({ start: y, length: height }))),
	};
}

/** The middle of what is seen of each sheet once they are glued, with its number, counted from 1. */
export function placesOf(plan: TilePlan): { row: number; column: number; x: number; y: number }[] {
	const { across, down } = seamsOf(plan);
	return plan.parts.map((part, index) => {
		const [row, column] = [Math.floor(index / plan.columns), index % plan.columns];
		const [right, foot] = [across[column] ?? part.x + part.width, down[row] ?? part.y + part.height];
		return { row: row + 1, column: column + 1, x: (part.x + right) / 2, y: (part.y + foot) / 2 };
	});
}

/** How many sheets of which paper come out of the printer, and how they lie; null where no page is parted. */
export function sheetsOf(
	plans: readonly (TilePlan | null)[],
): { paper: string; rows: number; columns: number; count: number } | null {
	const parted = plans.flatMap((plan) => (plan === null ? [] : [plan]));
	const first = parted[0];
	if (!first) return null;
	const count = parted.reduce((all, { parts }) => all + parts.length, 0);
	return { paper: first.paper, rows: first.rows, columns: first.columns, count };
}
