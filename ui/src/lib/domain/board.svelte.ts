import { getContext, setContext } from "svelte";
import type { ItemId } from "$lib/host/bindings";
import { boxAt, gapAt } from "$lib/reorder";

const KEY = Symbol("board");
/** How many px beside a list an item may still be let go for it. */
const REACH = 32;

/** A list on a board. */
export interface BoardList {
	/** Where it stands on the board, counted from 0. */
	readonly row: number;
	readonly column: number;
	/** What its items belong to. */
	readonly place: ItemId | null;
	/** Values that all its items have. */
	readonly values: Record<string, string>;
	/** What it is called. */
	readonly name: string;
	/** Whether items can be brought here. */
	readonly takes: boolean;
	/** The items that it shows. */
	readonly ids: readonly ItemId[];
	/** Its room on the screen, and the items in it. */
	box(): HTMLElement | undefined;
	items(): HTMLElement[];
}

/** Lists of one kind in rows and columns, which pass items to one another: the gap matrix, the staircase. */
export class Board {
	/** Where the item that is held would go, if that is another list than its own. */
	over = $state.raw<{ list: BoardList; index: number } | null>(null);
	/** What the rows and columns are called. */
	readonly names: () => { rows: string[]; columns: string[] };

	readonly #lists = new Set<BoardList>();

	constructor(names: () => { rows: string[]; columns: string[] }) {
		this.names = names;
	}

	/** Puts a list onto the board; returns what takes it off. */
	join(list: BoardList): () => void {
		this.#lists.add(list);
		return () => this.#lists.delete(list);
	}

	/** The list there that takes items. */
	at(row: number, column: number): BoardList | null {
		for (const list of this.#lists) if (list.takes && list.row === row && list.column === column) return list;
		return null;
	}

	/** The list under a point of the screen, and which position there; null where none takes an item. */
	under(x: number, y: number): { list: BoardList; index: number } | null {
		const lists = [...this.#lists].filter((list) => list.takes);
		const boxes = lists.map((list) => list.box()?.getBoundingClientRect() ?? new DOMRect(0, 0, -1, -1));
		const list = lists[boxAt(boxes, x, y, REACH)];
		if (!list) return null;
		const edges = list.items().map((item) => item.getBoundingClientRect());
		return { list, index: gapAt(edges, y) };
	}
}

/** Puts a board where the lists in it find it. */
export const provideBoard = (board: Board): Board => setContext(KEY, board);

/** The board that a list stands on, if it stands on one. */
export const useBoard = (): Board | undefined => getContext<Board | undefined>(KEY);
