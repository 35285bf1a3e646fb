import type { Exported, SheetId } from "$lib/host/bindings";
import { fileName } from "$lib/paths";
import type { App } from "$lib/state/app.svelte";
import { t } from "$lib/words.svelte";

/** A PDF on its way out of the book, and what became of it. */
export class Exporting {
	busy = $state(false);
	done = $state.raw<Exported | "downloaded" | null>(null);
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	/** Writes the sheet on `paper`; all that was typed is in it. */
	async to(sheet: SheetId, paper: string, name: string): Promise<void> {
		if (this.busy || !(await this.#app.flush())) return;
		this.busy = true;
		this.done = null;
		const question = {
			title: t("ui.export.title"),
			kind: t("ui.export.kind"),
			extension: "pdf",
			name: `${fileName(name)}.pdf`,
		};
		const done = await this.#app.troubles.watch(() => this.#app.host.exportPdf({ sheet, paper }, question));
		this.done = done;
		this.busy = false;
	}

	/** Shows what was written in the system's viewer. */
	async open(): Promise<void> {
		const done = this.done;
		if (done === null || done === "downloaded") return;
		await this.#app.troubles.watch(() => this.#app.host.openPdf(done.files[0]?.path ?? ""));
	}

	/** The person has seen it. */
	dismiss(): void {
		this.done = null;
	}
}
