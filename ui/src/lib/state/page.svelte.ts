import type { Preview, SheetId } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import type { Troubles } from "./troubles.svelte";

/** The pages as they will print, asked for anew whenever the sheet changes: the newest wish wins, one at a time. */
export class Page {
	preview = $state.raw<Preview | null>(null);
	/** Whether the pages are older than the sheet. */
	stale = $state(false);

	readonly #host: Host;
	readonly #troubles: Troubles;
	#wish: { sheet: SheetId; paper: string } | null = null;
	#running = false;

	constructor(host: Host, troubles: Troubles) {
		this.#host = host;
		this.#troubles = troubles;
	}

	/** Asks for the pages of `sheet` on `paper`. */
	async ask(sheet: SheetId, paper: string): Promise<void> {
		this.#wish = { sheet, paper };
		this.stale = true;
		if (this.#running) return;
		this.#running = true;
		while (this.#wish) {
			const wish = this.#wish;
			this.#wish = null;
			const preview = await this.#troubles.watch(() => this.#host.call("preview", wish));
			if (preview) this.preview = preview;
		}
		this.#running = false;
		this.stale = false;
	}
}
