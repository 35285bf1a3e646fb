/** One text field between the person who types and the core that keeps. Pure: no timers, no DOM, no host. */
export class Draft {
	/** What the field shows. */
	shown: string;
	/** The text that `shown` was made from: what the core has of our own words. */
	base: string;
	/** What the core said last. */
	#core: string;
	#sent: string | null = null;
	#composing = false;

	constructor(text: string) {
		this.shown = text;
		this.base = text;
		this.#core = text;
	}

	/** Whether the core has not yet answered for everything that was typed. */
	get unsaved(): boolean {
		return this.#sent !== null || this.shown !== this.base;
	}

	/** Whether an input method is at work in the field. */
	get composing(): boolean {
		return this.#composing;
	}

	/** The person typed. */
	type(text: string): void {
		this.shown = text;
	}

	/** An input method began to compose. */
	compose(): void {
		this.#composing = true;
	}

	/** The composition ended with `text`; true when the field shall now be rewritten to `shown`. */
	composed(text: string): boolean {
		this.#composing = false;
		this.shown = text;
		return this.#adopt();
	}

	/** What to send to the core: the text and what it was made from; null when there is nothing, or not now. */
	take(): { base: string; text: string } | null {
		if (this.#sent !== null || this.#composing || this.shown === this.base) return null;
		this.#sent = this.shown;
		return { base: this.base, text: this.shown };
	}

	/** The core has kept what was taken, and the field is now `core` there; true when the field shall be rewritten. */
	kept(core: string): boolean {
		if (this.#sent !== null) {
			this.base = this.#sent;
			this.#sent = null;
		}
		return this.heard(core);
	}

	/** The core could not keep it: the words stay here, to be taken again. */
	refused(): void {
		this.#sent = null;
	}

	/** The core says that the field is now `core`; true when the field shall be rewritten to `shown`. */
	heard(core: string): boolean {
		this.#core = core;
		return this.#adopt();
	}

	#adopt(): boolean {
		if (this.#composing || this.#sent !== null || this.shown !== this.base) return false;
		this.base = this.#core;
		if (this.shown === this.#core) return false;
		this.shown = this.#core;
		return true;
	}
}
