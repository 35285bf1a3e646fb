import { MediaQuery } from "svelte/reactivity";
import { innerWidth } from "svelte/reactivity/window";
import type { Look as Choice, Settings } from "$lib/host/bindings";

/** The least and the most that everything can be enlarged, in percent; the core holds to the same. */
const [LEAST, MOST] = [80, 200] as const;
const STEP = 10;
/** What is seen from a few steps away is at least so much larger, in percent. */
const PROJECTED = 150;
/** CSS pixels that a section and the numerals beside it take up at 100 %. */
const PROJECTED_WIDTH = 58 * 16;
/** CSS pixels that a window is wide at the least, at 100 %: no more is enlarged than leaves as much. */
const LEAST_WIDTH = 32 * 16;
/** So many rem are needed for a sheet and a page beside each other. */
const BOTH = 50;

/** Where the page on the right stands: folded away, beside the sheet, or larger than it. */
export type PagePlace = "shut" | "side" | "wide";

/** How the window looks: its colours, how large everything is, and which of its parts are folded away. */
export class Look {
	/** The colours that were chosen. */
	choice = $state<Choice>("system");
	/** How large everything is, in percent. */
	zoom = $state(100);
	/** Whether several people look at one screen: everything is as large as the width allows. */
	projector = $state(false);
	/** Whether the years and sections on the left are open. */
	rail = $state(true);
	/** The page on the right, as it was wished for. */
	page = $state<PagePlace>("side");
	/** CSS pixels of the width for all parts together; 0 before it is known. */
	room = $state(0);

	readonly #dark = new MediaQuery("(prefers-color-scheme: dark)");
	readonly #more = new MediaQuery("(prefers-contrast: more)");
	/** The page before it was projected. */
	#before: PagePlace = "side";

	/** The colours to be seen. */
	get colours(): "light" | "dark" | "contrast" {
		if (this.choice !== "system") return this.choice;
		if (this.#more.current) return "contrast";
		return this.#dark.current ? "dark" : "light";
	}

	/** How large everything is in the end, in percent. */
	get percent(): number {
		if (!this.projector) return this.zoom;
		const width = innerWidth.current ?? 0;
		const wished = (Math.max(PROJECTED, (width / PROJECTED_WIDTH) * 100) * this.zoom) / 100;
		return Math.round(Math.min(wished, Math.max(this.zoom, PROJECTED, (width / LEAST_WIDTH) * 100)));
	}

	/** CSS pixels of a rem. */
	get rem(): number {
		return (16 * this.percent) / 100;
	}

	/** Whether sheet and page do not fit beside each other: the page lies over the sheet then. */
	get narrow(): boolean {
		return this.room > 0 && this.room / this.rem < BOTH;
	}

	/** The page as it is seen: where there is little room, only when it was asked for there. */
	get seen(): PagePlace {
		return this.narrow && this.page === "side" ? "shut" : this.page;
	}

	/** Folds the page away, or opens it. */
	foldPage(): void {
		this.page = this.seen !== "shut" ? "shut" : this.narrow ? "wide" : "side";
	}

	/** Shows the page larger than the sheet, or as before. */
	widenPage(): void {
		this.page = this.seen !== "wide" ? "wide" : this.narrow ? "shut" : "side";
	}

	/** The next larger or smaller zoom, in percent; the same at the end. */
	stepped(larger: boolean): number {
		const next = larger ? Math.floor(this.zoom / STEP) + 1 : Math.ceil(this.zoom / STEP) - 1;
		return Math.min(MOST, Math.max(LEAST, next * STEP));
	}

	/** Enlarges everything for several people, or goes back to how it was; the page is folded away meanwhile. */
	project(on: boolean): void {
		if (on === this.projector) return;
		this.projector = on;
		if (on) {
			this.#before = this.page;
			this.page = "shut";
		} else if (this.page === "shut") {
			this.page = this.#before;
		}
	}

	/** Looks as the settings say. */
	take({ look, zoom }: Settings): void {
		this.choice = look;
		this.zoom = zoom;
	}
}
