import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PreviewAsked } from "$lib/host/bindings";
import type { Host } from "$lib/host/host";
import { Thumbs } from "$lib/state/thumbs.svelte";
import { Troubles } from "$lib/state/troubles.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A core that draws the name of the template, and leaves out what is known as the real one does. */
function stage() {
	const asked: PreviewAsked[] = [];
	const core = { words: "", refuses: false };
	const call = async (_: string, args: PreviewAsked) => {
		asked.push(args);
		if (core.refuses) throw new Error("no");
		const hash = `${args.print.template}${core.words}`;
		return { pages: [{ hash, svg: args.known.includes(hash) ? null : `<svg>${hash}</svg>` }] };
	};
	const troubles = new Troubles();
	return { asked, core, troubles, thumbs: new Thumbs({ call } as unknown as Host, troubles) };
}
const wishes = ["a", "b"].map((template) => ({ key: template, print: { sheet: "s", template } }));

describe("small drawings", () => {
	it("are asked for only after a quiet while, and the newest wish alone", async () => {
		const { asked, thumbs } = stage();
		thumbs.later(wishes);
		await vi.advanceTimersByTimeAsync(300);
		thumbs.later(wishes.slice(1));
		await vi.advanceTimersByTimeAsync(300);
		expect(asked).toEqual([]);
		await vi.advanceTimersByTimeAsync(200);
		expect(asked.map(({ print }) => print.template)).toEqual(["b"]);
		expect([...thumbs.drawings]).toEqual([["b", "<svg>b</svg>"]]);
	});

	it("stay as they are where nothing changed, and are not sent again", async () => {
		const { asked, core, thumbs } = stage();
		thumbs.later(wishes);
		await vi.advanceTimersByTimeAsync(500);
		const before = thumbs.drawings;
		thumbs.later(wishes);
		await vi.advanceTimersByTimeAsync(500);
		expect(asked.map(({ known }) => known)).toEqual([[], [], ["a"], ["b"]]);
		expect(thumbs.drawings).toBe(before);
		core.words = "!";
		thumbs.later(wishes);
		await vi.advanceTimersByTimeAsync(500);
		expect(thumbs.drawings.get("a")).toBe("<svg>a!</svg>");
	});

	it("make room for what is more urgent", async () => {
		const { asked, thumbs } = stage();
		thumbs.later(wishes);
		vi.advanceTimersByTime(400);
		thumbs.stop();
		await vi.advanceTimersByTimeAsync(1000);
		expect(asked).toHaveLength(1);
	});

	it("that cannot be had are told of once", async () => {
		const { asked, core, thumbs, troubles } = stage();
		core.refuses = true;
		thumbs.later(wishes);
		await vi.advanceTimersByTimeAsync(500);
		expect([asked.length, troubles.list.length, thumbs.drawings.size]).toEqual([1, 1, 0]);
	});
});
