import type { Print, PrintReport, TilePlan } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import type { Troubles } from "./troubles.svelte";

/** The pages as they will print. */
export interface Preview {
	/** The drawing of each page. */
	pages: string[];
	/** How each page is parted into tiles; null where it is printed in one piece. */
	plans: (TilePlan | null)[];
	/** What was noticed. */
	report: PrintReport;
}

/** The pages as they will print, asked for anew whenever the sheet changes: the newest wish wins, one at a time. */
export class Page {
	preview = $state.raw<Preview | null>(null);
	/** Whether the pages are older than the sheet. */
	stale = $state(false);

	readonly #host: Host;
	readonly #troubles: Troubles;
	#wish: Print | null = null;
	#running = false;
	/** The drawings that are here, by their hash: only pages that changed are sent. */
	#drawn = new Map<string, string>();

	constructor(host: Host, troubles: Troubles) {
		this.#host = host;
		this.#troubles = troubles;
	}

	/** Asks for the pages of `print`. */
	async ask(print: Print): Promise<void> {
		this.#wish = print;
		this.stale = true;
		if (this.#running) return;
		this.#running = true;
		while (this.#wish) {
			const wish: Print = this.#wish;
			this.#wish = null;
			const asked = { print: wish, known: [...this.#drawn.keys()] };
			const found = await this.#troubles.watch(() => this.#host.call("preview", asked));
			if (!found) continue;
			const drawings = found.pages.map((page) => [page.hash, page.svg ?? this.#drawn.get(page.hash) ?? ""] as const);
			this.#drawn = new Map(drawings);
			this.preview = {
				pages: drawings.map(([, svg]) => svg),
				plans: found.pages.map(({ tiles }) => tiles),
				report: found.report,
			};
		}
		this.#running = false;
		this.stale = false;
	}
}
