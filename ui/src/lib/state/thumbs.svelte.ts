import type { Print } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import type { Troubles } from "./troubles.svelte";

/** A print whose first page is to be seen in small, and the name under which it is asked for. */
export interface Wish {
	key: string;
	print: Print;
}

/** Milliseconds without a newer wish before anything is drawn: whoever types or chooses is not held up. */
const QUIET = 400;
/** Dots of the longer side of a photograph in a small drawing. */
const LONGEST = 240;

/** Small drawings of prints, made one after another once nothing else is waited for. What was drawn stays until it is drawn anew. */
export class Thumbs {
	/** The drawings by their names. */
	drawings = $state.raw<ReadonlyMap<string, string>>(new Map());
	readonly #host: Host;
	readonly #troubles: Troubles;
	/** The hash of each drawing: one that is the same is not sent again. */
	#hashes = new Map<string, string>();
	#round = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: Host, troubles: Troubles) {
		this.#host = host;
		this.#troubles = troubles;
	}

	/** Draws `wishes` after a quiet while, unless newer ones come before. */
	later(wishes: readonly Wish[]): void {
		this.stop();
		const round = this.#round;
		this.#timer = setTimeout(() => void this.#draw(wishes, round), QUIET);
	}

	/** Draws nothing further for now. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#round += 1;
	}

	async #draw(wishes: readonly Wish[], round: number): Promise<void> {
		for (const { key, print } of wishes) {
			if (round !== this.#round) return;
			const hash = this.#hashes.get(key);
			const asked = { print, known: hash === undefined ? [] : [hash], longest: LONGEST };
			const found = await this.#troubles.watch(() => this.#host.call("preview", asked));
			const page = found?.pages[0];
			if (!page) return;
			this.#hashes.set(key, page.hash);
			if (page.svg !== null) this.drawings = new Map(this.drawings).set(key, page.svg);
		}
	}
}
