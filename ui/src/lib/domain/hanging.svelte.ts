import { getContext, setContext } from "svelte";
import type { Action, ItemId } from "$lib/host/bindings";
import { announcer } from "$lib/shared/announcer.svelte";
import { hang, present, unhang, wordsOf } from "$lib/sheet";
import type { Desk } from "$lib/state/desk.svelte";
import { t } from "$lib/words.svelte";

const KEY = Symbol("hanging");
/** How many px a pointer moves before it holds what it pressed. */
const SLACK = 4;

/** An action that is held by the pointer. */
export interface Held {
	action: ItemId;
	/** The goal that it was taken from; null where it was taken from the list of all. */
	from: ItemId | null;
	start: { x: number; y: number };
	now: { x: number; y: number };
	/** Whether it was moved far enough to be held. */
	moved: boolean;
	/** What it is over: a goal, or the list of all, where it hangs on none. */
	over: ItemId | "tray" | null;
}

/** Actions on the staircase: which hang on which goal, and the one that is being moved. */
export class Hanging {
	held = $state.raw<Held | null>(null);
	/** The action whose goals are shown. */
	lit = $state<ItemId | null>(null);

	readonly #desk: Desk;
	/** The actions on the sheet, in its order; the position is their mark. */
	readonly actions = $derived.by(() => present(this.#desk.view.sheet.actions));

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** The mark of an action, counted from 1. */
	mark(action: ItemId): number {
		return this.actions.findIndex(({ id }) => id === action) + 1;
	}

	/** What an action is called. */
	called(action: Action): string {
		return wordsOf(action.title).text.trim() || t("ui.action.title", { n: this.mark(action.id) });
	}

	/** Whether the goal is served by the action that is shown. */
	shows(goal: ItemId): boolean {
		return this.#find(this.lit)?.serves.includes(goal) ?? false;
	}

	/** Hangs an action on a goal, or takes it off. */
	async set(action: Action, goal: ItemId, on: boolean): Promise<void> {
		const edits = on ? hang(this.#desk.view.sheet, action, goal) : [unhang(action, goal)];
		if (!(await this.#desk.apply(edits))) return;
		const names = { action: this.called(action), goal: this.#goal(goal) };
		announcer.say(t(on ? "ui.hang.said" : "ui.hang.off.said", names));
	}

	/** Takes an action up with the pointer. */
	take(event: PointerEvent, action: ItemId, from: ItemId | null): void {
		if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		const start = { x: event.clientX, y: event.clientY };
		this.held = { action, from, start, now: start, moved: false, over: null };
	}

	/** The pointer moved. */
	drag({ clientX: x, clientY: y }: PointerEvent): void {
		if (!this.held) return;
		const { start } = this.held;
		const moved = this.held.moved || Math.hypot(x - start.x, y - start.y) > SLACK;
		this.held = { ...this.held, now: { x, y }, moved, over: moved ? under(x, y) : null };
	}

	/** Lets go; true when the action was held, so that this was no click. */
	drop(): boolean {
		const { held } = this;
		this.held = null;
		if (!held?.moved) return false;
		const action = this.#find(held.action);
		if (action) void this.#drop(action, held);
		return true;
	}

	async #drop(action: Action, { from, over }: Held): Promise<void> {
		if (over === null || over === from) return;
		if (over === "tray") {
			if (from) await this.set(action, from, false);
		} else if (from === null) {
			if (!action.serves.includes(over)) await this.set(action, over, true);
		} else {
			const edits = [...hang(this.#desk.view.sheet, action, over), unhang(action, from)];
			if (!(await this.#desk.apply(edits))) return;
			announcer.say(t("ui.hang.said", { action: this.called(action), goal: this.#goal(over) }));
		}
	}

	#find(action: ItemId | null): Action | undefined {
		return this.actions.find(({ id }) => id === action);
	}

	#goal(id: ItemId): string {
		return this.#desk.words(`${id}.text`).text;
	}
}

/** The goal, or the list of all actions, at a point of the screen. */
function under(x: number, y: number): ItemId | "tray" | null {
	for (const place of document.querySelectorAll<HTMLElement>("[data-hangs]")) {
		const card = place.closest("li") ?? place;
		const box = card.getBoundingClientRect();
		if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return place.dataset.hangs ?? null;
	}
	return null;
}

/** Puts the hanging where the goals find it. */
export const provideHanging = (hanging: Hanging): Hanging => setContext(KEY, hanging);

/** The hanging that a goal takes part in. */
export const useHanging = (): Hanging => getContext<Hanging>(KEY);
