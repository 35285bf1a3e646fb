import type { FieldId } from "$lib/host/bindings";
import { Draft } from "./draft";

/** A pause in typing of this many milliseconds sends what was typed to the core. */
export const PAUSE = 400;
/** Steady typing is sent at least this often, in milliseconds. */
export const LONGEST = 2000;

/** What was taken from the open fields, to be kept by the core. */
export interface Taken {
	field: FieldId;
	base: string;
	text: string;
}

interface Open {
	draft: Draft;
	/** Shows the draft's text in the field, if the field is still there. */
	show: ((text: string) => void) | null;
}

/** The drafts of all text fields on the screen, and when they go to the core. */
export class Drafts {
	/** Whether the core has not yet answered for some words. */
	unsaved = $state(false);

	readonly #open = new Map<FieldId, Open>();
	readonly #due: () => void;
	#pause: ReturnType<typeof setTimeout> | undefined;
	#oldest: number | null = null;

	/** `due` is called when it is time to flush. */
	constructor(due: () => void) {
		this.#due = due;
	}

	/** Opens a field that shows `text`; an older draft of it that the core has not kept yet goes on. */
	open(field: FieldId, text: string, show: (text: string) => void): Draft {
		const before = this.#open.get(field);
		const draft = before?.draft.unsaved ? before.draft : new Draft(text);
		this.#open.set(field, { draft, show });
		return draft;
	}

	/** The field has gone from the screen; its words stay until the core has them. */
	close(field: FieldId, draft: Draft): void {
		const open = this.#open.get(field);
		if (open?.draft !== draft) return;
		if (draft.unsaved) {
			open.show = null;
			this.soon();
		} else {
			this.#open.delete(field);
		}
	}

	/** Something was typed: flush after a pause. */
	soon(): void {
		this.#count();
		if (!this.unsaved) return;
		const now = Date.now();
		this.#oldest ??= now;
		clearTimeout(this.#pause);
		this.#pause = setTimeout(this.#due, Math.max(0, Math.min(PAUSE, this.#oldest + LONGEST - now)));
	}

	/** Takes everything that can go to the core now. */
	take(): Taken[] {
		clearTimeout(this.#pause);
		this.#oldest = null;
		const taken: Taken[] = [];
		for (const [field, { draft }] of this.#open) {
			const words = draft.take();
			if (words) taken.push({ field, ...words });
		}
		this.#count();
		return taken;
	}

	/** The core has kept what was taken; `text` tells what each field holds there now. */
	kept(taken: readonly Taken[], text: (field: FieldId) => string): void {
		for (const { field } of taken) {
			const open = this.#open.get(field);
			if (open?.draft.kept(text(field))) open.show?.(open.draft.shown);
		}
		this.#sweep();
	}

	/** The core could not keep what was taken; it stays here. */
	refused(taken: readonly Taken[]): void {
		for (const { field } of taken) this.#open.get(field)?.draft.refused();
		this.#count();
	}

	/** The core tells anew what every field holds. */
	heard(text: (field: FieldId) => string): void {
		for (const [field, open] of this.#open) {
			if (open.draft.heard(text(field))) open.show?.(open.draft.shown);
		}
		this.#count();
	}

	/** Forgets every draft: another sheet is shown. Flush first. */
	clear(): void {
		clearTimeout(this.#pause);
		this.#open.clear();
		this.#count();
	}

	#sweep(): void {
		for (const [field, open] of this.#open) {
			if (open.show === null && !open.draft.unsaved) this.#open.delete(field);
		}
		this.#count();
		if (this.unsaved) this.soon();
	}

	#count(): void {
		let unsaved = false;
		for (const { draft } of this.#open.values()) unsaved ||= draft.unsaved;
		this.unsaved = unsaved;
	}
}
