/** Where an item goes when it is moved within its list, or into another one. Pure. */

/** The place in a list: behind the item `after`, or first when it is null. */
export interface Spot {
	after: string | null;
	/** The new position, counted from 0. */
	index: number;
}

/** The spot of `id` moved by `steps` (negative: towards the front); null when it cannot go there. */
export function shifted(ids: readonly string[], id: string, steps: number): Spot | null {
	const from = ids.indexOf(id);
	if (from < 0) return null;
	return spotAt(ids, id, from + steps);
}

/** The spot of `id` so that it stands at `index`; null when it stands there already or there is no such position. */
export function spotAt(ids: readonly string[], id: string, index: number): Spot | null {
	const from = ids.indexOf(id);
	if (from < 0 || index < 0 || index >= ids.length || index === from) return null;
	const others = ids.filter((other) => other !== id);
	return { after: index === 0 ? null : (others[index - 1] ?? null), index };
}

/** The upper and lower edge of an item on the screen. */
export interface Edges {
	top: number;
	bottom: number;
}

/** The position for an item that is held at height `y`, among all items' edges as they were when it was taken up. */
export function indexAt(edges: readonly Edges[], from: number, y: number): number {
	let index = from;
	for (const [i, edge] of edges.entries()) {
		const middle = (edge.top + edge.bottom) / 2;
		if (i < from && y < middle) return i;
		if (i > from && y > middle) index = i;
	}
	return index;
}

/** The position in a list that it does not belong to yet, for an item that is held at height `y` among that list's edges. */
export function gapAt(edges: readonly Edges[], y: number): number {
	return edges.filter((edge) => (edge.top + edge.bottom) / 2 < y).length;
}

/** The edges of a list's whole room on the screen. */
export interface Box extends Edges {
	left: number;
	right: number;
}

/** Which of `boxes` is under the point, or nearest to it within `reach` px; -1 where none is. */
export function boxAt(boxes: readonly Box[], x: number, y: number, reach: number): number {
	let [found, nearest] = [-1, reach];
	for (const [i, box] of boxes.entries()) {
		const aside = Math.max(box.left - x, 0, x - box.right);
		const above = Math.max(box.top - y, 0, y - box.bottom);
		const away = Math.hypot(aside, above);
		if (away < nearest || (away === 0 && nearest > 0)) [found, nearest] = [i, away];
	}
	return found;
}
