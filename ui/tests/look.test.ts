import { flushSync } from "svelte";
import { describe, expect, it } from "vitest";
import type { Settings } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import { App } from "$lib/state/app.svelte";
import { Look } from "$lib/state/look.svelte";

describe("the look", () => {
	it("goes by steps of ten from 80 to 200", () => {
		const look = new Look();
		const steps = (zoom: number) => {
			look.zoom = zoom;
			return [look.stepped(false), look.stepped(true)];
		};
		expect([80, 100, 95, 200].map(steps)).toEqual([
			[80, 90],
			[90, 110],
			[90, 100],
			[190, 200],
		]);
	});

	it("enlarges for several people as far as the width allows, by half at least, and folds the page away meanwhile", () => {
		const look = new Look();
		look.page = "wide";
		window.innerWidth = 1856;
		look.project(true);
		expect([look.percent, look.seen]).toEqual([200, "shut"]);
		window.innerWidth = 1024;
		window.dispatchEvent(new Event("resize"));
		flushSync();
		expect(look.percent).toBe(150);
		look.project(false);
		expect([look.percent, look.seen]).toEqual([100, "wide"]);
	});

	it("lays the page over the sheet where both do not fit, and only when it was asked for there", () => {
		const look = new Look();
		look.room = 1024;
		expect(look.seen).toBe("side");
		look.zoom = 200;
		expect([look.narrow, look.seen]).toEqual([true, "shut"]);
		look.foldPage();
		expect(look.seen).toBe("wide");
		look.foldPage();
		expect(look.seen).toBe("shut");
	});
});

describe("the settings", () => {
	/** An app whose core keeps settings when the test lets it, in the order in which they were asked. */
	function keeping() {
		const settings: Settings = { language: "ja", author: "佐藤", look: "system", zoom: 100 };
		const asked: { settings: Settings; answer: () => void }[] = [];
		const host = {
			call: (_: string, args: Settings) =>
				new Promise((done) => asked.push({ settings: args, answer: () => done(args) })),
		} as unknown as Host;
		const app = new App(host);
		app.started = { settings } as never;
		return { app, asked };
	}

	it("are seen at once, and an answer to an older wish changes nothing", async () => {
		const { app, asked } = keeping();
		const done = [app.enlarge(110), app.wear("dark"), app.enlarge(120)];
		expect([app.look.zoom, app.look.colours]).toEqual([120, "dark"]);
		expect(asked.map(({ settings }) => settings)).toEqual([
			{ language: "ja", author: "佐藤", look: "system", zoom: 110 },
			{ language: "ja", author: "佐藤", look: "dark", zoom: 110 },
			{ language: "ja", author: "佐藤", look: "dark", zoom: 120 },
		]);
		for (const { answer } of asked) {
			answer();
			await Promise.resolve();
			expect(app.look.zoom).toBe(120);
		}
		await Promise.all(done);
		expect(app.started?.settings).toEqual(asked[2]?.settings);
	});
});
