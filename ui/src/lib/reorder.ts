/** Where an item goes when it is moved within its list. Pure. */

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
