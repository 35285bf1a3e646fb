import { tick } from "svelte";
import { describe, expect, it } from "vitest";
import type { Choices, Event, Print, ProductChoice } from "$lib/host/bindings";
import type { Host, Question } from "$lib/host/host";
import { fitted, productOf } from "$lib/print";
import { App } from "$lib/state/app.svelte";
import { Exporting } from "$lib/state/exporting.svelte";

const both = (ja: string) => ({ ja, en: ja });

const product = (what: ProductChoice["what"], more: Partial<ProductChoice> = {}): ProductChoice => ({
	what,
	name: both(what),
	papers: ["a3", "a4"],
	templates: [],
	imposed: ["single"],
	kinds: ["pdf"],
	families: ["gothic"],
	marks: false,
	drafts: false,
	turns: false,
	lies: "landscape",
	...more,
});

const poster = product("poster", {
	papers: ["a1", "a0"],
	templates: [{ id: "story", name: both("物語"), description: both("未来から今へ"), pictures: 1 }],
	imposed: ["single", "tiles"],
	kinds: ["pdf", "png"],
	families: ["gothic", "mincho"],
	marks: true,
	drafts: true,
	turns: true,
});
const choices: Choices = { products: [product("sheet"), poster], papers: [], themes: [], last: null };

describe("a print", () => {
	const wish: Print = {
		sheet: "s",
		what: "poster",
		paper: "a0",
		turned: "portrait",
		template: "story",
		theme: "kaki",
		family: "mincho",
		draft: true,
		kind: "pdf",
		imposed: "tiles",
		tile: "a3",
		overlap: 15,
	};

	it("is of the product that it names, or the first where that cannot be made", () => {
		expect(productOf(wish, choices)?.what).toBe("poster");
		expect(productOf({ sheet: "s" }, choices)?.what).toBe("sheet");
		expect(productOf({ sheet: "s", what: "brief" }, choices)?.what).toBe("sheet");
	});

	it("stays as it is where all of it can be had", () => {
		expect(fitted(wish, poster)).toMatchObject(wish);
	});

	it("loses what another product cannot have, and keeps the colours", () => {
		const sheet = fitted({ ...wish, what: "sheet" }, product("sheet"));
		expect(sheet).toMatchObject({ what: "sheet", paper: "a3", theme: "kaki", family: "gothic", draft: false });
		expect([sheet.turned, sheet.template, sheet.imposed, sheet.tile, sheet.overlap]).toEqual(Array(5).fill(undefined));
	});

	it("as a picture has neither tiles nor marks, but a resolution", () => {
		const png = fitted({ ...wish, kind: "png", marks: true, dpi: 300 }, poster);
		expect([png.imposed, png.tile, png.marks, png.dpi]).toEqual([undefined, undefined, false, 300]);
		expect(fitted({ ...png, kind: "pdf" }, poster).dpi).toBe(undefined);
	});

	it("has marks only where each page has a sheet of its own", () => {
		expect(fitted({ ...wish, marks: true }, poster).marks).toBe(false);
		expect(fitted({ ...wish, imposed: "single", marks: true }, poster).marks).toBe(true);
	});
});

describe("an export", () => {
	/** A core that begins exports and leaves it to the test what becomes of them. */
	function stage() {
		const asked: string[] = [];
		const questions: Question[] = [];
		const host = {
			dialogs: true,
			pickPlace: async (question: Question) => {
				questions.push(question);
				return "/tmp/x.pdf";
			},
			call: async (command: string) => {
				asked.push(command);
				return { export: 7 };
			},
			openPdf: async (path: string) => void asked.push(`open ${path}`),
			showInFolder: async (path: string) => void asked.push(`show ${path}`),
		} as unknown as Host;
		const app = new App(host);
		const exporting = new Exporting(app);
		return { asked, questions, app, exporting };
	}
	const progress = (done: number): Event => ({ event: "export-progress", export: 7, done, of: 3 });
	const report = { overflow: [], leftOut: [], pictures: [], illegible: [], missing: [], textSize: 9 };

	it("tells how far it is, and what was written", async () => {
		const { app, exporting } = stage();
		await exporting.to({ sheet: "s" }, "シート");
		app.exports({ ...progress(1), export: 6 } as Event);
		expect(exporting.under).toEqual({ export: 7, done: 0, of: 0 });
		app.exports(progress(2));
		expect(exporting.under).toEqual({ export: 7, done: 2, of: 3 });
		const exported = { files: [{ path: "/tmp/x.pdf", pages: 1, bytes: 2 }], report };
		app.exports({ event: "export-ended", export: 7, ending: { how: "done", exported } });
		expect([exporting.under, exporting.done]).toEqual([null, exported]);
	});

	it("hears what was told before its number was known", async () => {
		const { app, exporting } = stage();
		const begun = exporting.to({ sheet: "s" }, "シート");
		while (exporting.under === null) await tick();
		app.exports(progress(2));
		await begun;
		expect(exporting.under).toEqual({ export: 7, done: 2, of: 3 });
	});

	it("can be cancelled, and then nothing was written", async () => {
		const { app, asked, exporting } = stage();
		await exporting.to({ sheet: "s" }, "シート");
		await exporting.cancel();
		expect(asked).toEqual(["export-start", "export-cancel"]);
		app.exports(progress(1));
		expect(exporting.under).toEqual({ export: 7, done: 1, of: 3, ending: true });
		app.exports({ event: "export-ended", export: 7, ending: { how: "cancelled" } });
		expect([exporting.under, exporting.done, app.troubles.list]).toEqual([null, null, []]);
	});

	it("has a file, but for the meeting a folder", async () => {
		const { questions, app, exporting } = stage();
		for (const what of ["poster", "meeting"] as const) {
			await exporting.to({ sheet: "s", what }, "町/一式");
			app.exports({ event: "export-ended", export: 7, ending: { how: "cancelled" } });
		}
		expect(questions.map(({ name, extension }) => [name, extension])).toEqual([
			["町_一式.pdf", "pdf"],
			["町_一式", undefined],
		]);
	});

	it("is opened, or shown where it lies, only once it is there", async () => {
		const { app, asked, exporting } = stage();
		await exporting.show();
		await exporting.to({ sheet: "s" }, "シート");
		await exporting.show();
		const files = ["/tmp/x.pdf", "/tmp/x-2.pdf"].map((path) => ({ path, pages: 1, bytes: 2 }));
		app.exports({ event: "export-ended", export: 7, ending: { how: "done", exported: { files, report } } });
		await exporting.show();
		await exporting.open();
		expect(asked).toEqual(["export-start", "show /tmp/x.pdf", "open /tmp/x.pdf"]);
	});

	it("to a browser's downloads is nowhere that could be shown", async () => {
		const asked: string[] = [];
		const host = {
			dialogs: false,
			downloadPdf: async () => {},
			showInFolder: async (path: string) => void asked.push(path),
		} as unknown as Host;
		const exporting = new Exporting(new App(host));
		await exporting.to({ sheet: "s" }, "シート");
		await exporting.show();
		expect([exporting.done, exporting.file, asked]).toEqual(["downloaded", null, []]);
	});

	it("that fails says why", async () => {
		const { app, exporting } = stage();
		await exporting.to({ sheet: "s" }, "シート");
		const failure = { code: "app.file", what: "書けません", next: "別の場所へ", kept: "本は無事です", offer: null };
		app.exports({ event: "export-ended", export: 7, ending: { how: "failed", failure } });
		expect(app.troubles.list.map(({ what }) => what)).toEqual(["書けません"]);
		expect(exporting.under).toBe(null);
	});
});
