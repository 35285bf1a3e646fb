import type { Event, Exported, ExportedFile, Print } from "$lib/host/bindings";
import { Refusal } from "$lib/host/host";
import { fileName } from "$lib/paths";
import { t } from "$lib/words.svelte";
import type { App } from "./app.svelte";

/** How far an export is; nothing is known of its steps before the core told the first one. */
export interface Under {
	export: number | null;
	done: number;
	of: number;
	/** Whether it was asked to end; it does at its next step. */
	ending?: boolean;
}

/** An export on its way out of the book, and what became of it. */
export class Exporting {
	under = $state.raw<Under | null>(null);
	done = $state.raw<Exported | "downloaded" | null>(null);
	readonly #app: App;
	/** What was told of exports before their number was known here. */
	#early: Event[] = [];

	constructor(app: App) {
		this.#app = app;
		app.exports = (event) => this.#heard(event);
	}

	/** Writes what `print` asks for, under `name` unless the person says otherwise; all that was typed is in it. */
	async to(print: Print, name: string): Promise<void> {
		if (this.under || !(await this.#app.flush())) return;
		this.done = null;
		this.#early = [];
		const kind = print.kind ?? "pdf";
		const host = this.#app.host;
		if (!host.dialogs) {
			this.under = { export: null, done: 0, of: 0 };
			const handed = await this.#app.troubles.watch(() => host.downloadPdf(print).then(() => true));
			this.done = handed ? "downloaded" : null;
			this.under = null;
			return;
		}
		const title = t("ui.export.title");
		const question =
			print.what === "meeting"
				? { title, kind: t("ui.export.kind.folder"), name: fileName(name) }
				: {
						title,
						kind: t("ui.export.kind", { kind: kind.toUpperCase() }),
						extension: kind,
						name: `${fileName(name)}.${kind}`,
					};
		const path = await this.#app.troubles.watch(() => host.pickPlace(question));
		if (!path) return;
		this.under = { export: null, done: 0, of: 0 };
		const started = await this.#app.troubles.watch(() => host.call("export-start", { print, path }));
		if (!started) {
			this.under = null;
			return;
		}
		this.under = { ...this.under, export: started.export };
		for (const event of this.#early.splice(0)) this.#heard(event);
	}

	/** Asks the export under way to end without a file. */
	async cancel(): Promise<void> {
		const under = this.under;
		if (under === null || under.export === null) return;
		const { export: number } = under;
		this.under = { ...under, ending: true };
		await this.#app.troubles.watch(() => this.#app.host.call("export-cancel", { export: number }));
	}

	/** The first file that was written, where its place is known here. */
	get file(): ExportedFile | null {
		return this.done === null || this.done === "downloaded" ? null : (this.done.files[0] ?? null);
	}

	/** Shows the first file that was written in the system's viewer. */
	async open(): Promise<void> {
		const { file } = this;
		if (file) await this.#app.troubles.watch(() => this.#app.host.openPdf(file.path));
	}

	/** Shows where the first file that was written lies. */
	async show(): Promise<void> {
		const { file } = this;
		if (file) await this.#app.troubles.watch(() => this.#app.host.showInFolder(file.path));
	}

	/** The person has seen it. */
	dismiss(): void {
		this.done = null;
	}

	#heard(event: Event): void {
		if (this.under === null || (event.event !== "export-progress" && event.event !== "export-ended")) return;
		if (this.under.export === null) this.#early.push(event);
		if (this.under.export !== event.export) return;
		if (event.event === "export-progress") {
			this.under = { ...this.under, done: event.done, of: event.of };
			return;
		}
		this.under = null;
		if (event.ending.how === "done") this.done = event.ending.exported;
		if (event.ending.how === "failed") this.#app.troubles.tell(new Refusal(event.ending.failure));
	}
}
