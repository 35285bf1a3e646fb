import { getContext, setContext, tick } from "svelte";
import type {
	BookView,
	Look as Choice,
	Commands,
	Event,
	FiscalYear,
	FormId,
	Offer,
	Settings,
	SheetId,
	Started,
} from "$lib/host/bindings";
import { type Host, Refusal } from "$lib/host/host";
import { type Language, t, words } from "$lib/words.svelte";
import { Desk } from "./desk.svelte";
import { Look } from "./look.svelte";
import { Troubles } from "./troubles.svelte";

const KEY = Symbol("app");

/** A window that can stand over what is shown; one at a time. */
export type WindowName = "palette" | "keys" | "look" | "name" | "year" | "form" | "versions" | "print";

/** What the window shows: nothing open, or a book and one of its years. */
export class App {
	/** What the core said when the window opened. */
	started = $state.raw<Started | null>(null);
	/** The open book. */
	book = $state.raw<BookView | null>(null);
	/** The year's sheet at work. */
	desk = $state.raw<Desk | null>(null);
	/** Whether something is being opened. */
	busy = $state(false);
	/** The window that stands over it. */
	window = $state<WindowName | null>(null);
	/** Hears what is told of exports. */
	exports: (event: Event) => void = () => {};
	readonly host: Host;
	readonly troubles = new Troubles();
	readonly look = new Look();
	/** Settings that are being kept just now. */
	#keeping = 0;

	constructor(host: Host) {
		this.host = host;
	}

	/** Asks the core for what the window needs, and begins to hear what it tells; returns what ends that. */
	async start(): Promise<() => void> {
		const ends = [
			this.host.listen((event) => void this.#heard(event)),
			this.host.asked((path) => void this.open(path)),
			this.host.leaving(() => this.leave()),
		];
		const started = await this.#ask("start", {});
		if (started) {
			words.language = started.settings.language;
			this.look.take(started.settings);
			this.started = started;
			if (started.trouble) this.troubles.tell(new Refusal(started.trouble));
			if (started.book) await this.#show(started.book);
		}
		const asked = await this.troubles.watch(() => this.host.ready());
		if (asked) await this.open(asked);
		return () => {
			for (const end of ends) end();
		};
	}

	/** Opens the book at `path`. */
	async open(path: string): Promise<boolean> {
		return this.#opening("book-open", { path });
	}

	/** Opens a fresh copy of the sample book. */
	async openSample(): Promise<boolean> {
		return this.#opening("book-sample", {});
	}

	/** Begins a new book. */
	async begin(asked: Commands["book-new"]["asked"]): Promise<boolean> {
		return this.#opening("book-new", asked);
	}

	/** Does what the core offers to do about a failure. */
	async accept(offer: Offer): Promise<boolean> {
		if (offer.offer === "copy") return this.#opening("book-copy", { path: offer.path });
		if (!(await this.flush())) return false;
		this.troubles.anew();
		this.busy = true;
		try {
			const recovered = await this.#ask("book-recover", { path: offer.path });
			if (!recovered) return false;
			await this.#show(recovered.book);
			if (recovered.lost) this.troubles.tell(new Refusal(recovered.lost));
			return true;
		} finally {
			this.busy = false;
		}
	}

	/** Lets the person choose a book; only where there are dialogs. */
	async choose(): Promise<void> {
		const question = { title: t("ui.start.open.title"), kind: t("ui.book.kind"), extension: "aritai" };
		const path = await this.troubles.watch(() => this.host.pickBook(question));
		if (path) await this.open(path);
	}

	/** Goes back to the list of books. All is saved before. */
	async close(): Promise<void> {
		if (!(await this.flush())) return;
		const closed = await this.troubles.watch(async () => {
			await this.host.call("book-close", {});
			return true;
		});
		if (!closed) return;
		this.window = null;
		this.book = null;
		this.desk = null;
		await this.#restart();
	}

	/** Shows another year of the book. */
	async show(sheet: SheetId): Promise<void> {
		if (this.desk?.id === sheet || !(await this.flush())) return;
		const view = await this.#ask("sheet", { sheet });
		if (!view) return;
		this.window = null;
		this.desk = new Desk(this.host, this.troubles, view);
	}

	/** Begins a further year and shows it. */
	async addYear(
		fiscalYear: FiscalYear,
		form: FormId,
		cohort: number | null,
		follows: SheetId | null,
	): Promise<boolean> {
		if (!(await this.flush())) return false;
		const view = await this.#ask("year-add", { fiscalYear, form, cohort, follows });
		if (!view) return false;
		this.book = await this.#ask("book", {});
		this.window = null;
		this.desk = new Desk(this.host, this.troubles, view);
		return true;
	}

	/** Says whose book it is. */
	async rename(organisation: string): Promise<boolean> {
		const book = await this.#ask("organisation", { organisation });
		if (book) this.book = book;
		return book !== null;
	}

	/** Takes a book off the list; its file stays. */
	async forget(path: string): Promise<void> {
		const recent = await this.#ask("recent-forget", { path });
		if (recent && this.started) this.started = { ...this.started, recent };
	}

	/** Speaks another language, on screen and on paper. */
	async speak(language: Language): Promise<void> {
		if (await this.flush()) await this.#set({ language });
	}

	/** Says who writes. */
	async sign(author: string): Promise<void> {
		await this.#set({ author });
	}

	/** Shows the screens in other colours, now and from now on. */
	async wear(look: Choice): Promise<void> {
		this.look.choice = look;
		await this.#set({ look });
	}

	/** Shows everything on the screens at `zoom` percent, now and from now on. */
	async enlarge(zoom: number): Promise<void> {
		this.look.zoom = zoom;
		await this.#set({ zoom });
	}

	/** Opens or shuts a window; to shut one that is not open does nothing. */
	showWindow(name: WindowName, open: boolean): void {
		if (open) this.window = name;
		else if (this.window === name) this.window = null;
	}

	/** Sends what was typed to the core; false when it could not be kept. */
	async flush(): Promise<boolean> {
		return (await this.desk?.flush()) ?? true;
	}

	/** Keeps what was typed last, words in composition included; false when it could not be kept. */
	async leave(): Promise<boolean> {
		if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
		await tick();
		return this.flush();
	}

	async #set(change: Partial<Settings>): Promise<void> {
		if (!this.started) return;
		const asked = { ...this.started.settings, ...change };
		this.started = { ...this.started, settings: asked };
		this.#keeping += 1;
		const settings = await this.#ask("settings", asked);
		this.#keeping -= 1;
		// What was chosen meanwhile is newer than this answer.
		if (settings && this.#keeping === 0) await this.#took(settings);
	}

	/** Does as the core has kept it. */
	async #took(settings: Settings): Promise<void> {
		if (!this.started) return;
		this.started = { ...this.started, settings };
		this.look.take(settings);
		if (settings.language === words.language) return;
		words.language = settings.language;
		await this.#again();
	}

	async #opening<Name extends "book-open" | "book-new" | "book-sample" | "book-copy">(
		command: Name,
		asked: Commands[Name]["asked"],
	): Promise<boolean> {
		if (!(await this.flush())) return false;
		this.troubles.anew();
		this.busy = true;
		try {
			const book = await this.#ask(command, asked);
			if (book) await this.#show(book);
			return book !== null;
		} finally {
			this.busy = false;
		}
	}

	async #show(book: BookView): Promise<void> {
		const latest = book.years[0];
		const view = latest ? await this.#ask("sheet", { sheet: latest.sheet }) : null;
		// What stood over another book is not about this one.
		this.window = null;
		this.book = book;
		this.desk = view ? new Desk(this.host, this.troubles, view) : null;
	}

	async #heard(event: Event): Promise<void> {
		switch (event.event) {
			case "sheet-changed":
				if (event.sheet === this.desk?.id && event.revision > this.desk.view.revision) await this.desk.refresh();
				break;
			case "book-changed":
				// What this window is opening itself, it shows itself: shown twice, a field would lose the keyboard.
				if (this.started && !this.busy) await this.#again();
				break;
			case "export-progress":
			case "export-ended":
				this.exports(event);
				break;
			case "settings-changed":
				if (this.#keeping === 0) await this.#took(event.settings);
				break;
		}
	}

	/** Reads anew what is shown: its words, or the book, may have changed. */
	async #again(): Promise<void> {
		const answer = await this.troubles.watch(async () => ({ book: await this.host.call("book", {}) }));
		if (!answer) return;
		const { book } = answer;
		if (book && this.book && book.path === this.book.path) {
			this.book = book;
			await this.desk?.refresh();
		} else if (book) {
			await this.#show(book);
		} else if (this.book) {
			// Another window closed it.
			this.window = null;
			this.book = null;
			this.desk = null;
			await this.#restart();
		}
	}

	async #restart(): Promise<void> {
		const started = await this.#ask("start", {});
		if (started) this.started = started;
	}

	#ask<Name extends keyof Commands>(
		command: Name,
		asked: Commands[Name]["asked"],
	): Promise<Commands[Name]["answered"] | null> {
		return this.troubles.watch(() => this.host.call(command, asked));
	}
}

/** Puts the app where the components below find it. */
export const provideApp = (app: App): App => setContext(KEY, app);

/** The app that a component belongs to. */
export const useApp = (): App => getContext<App>(KEY);
