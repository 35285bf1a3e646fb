import { beforeEach, describe, expect, it, vi } from "vitest";
import { Draft } from "$lib/state/draft";
import { Drafts, LONGEST, PAUSE } from "$lib/state/drafts.svelte";

describe("a draft", () => {
	it("sends what was typed with the text it was made from", () => {
		const draft = new Draft("川");
		draft.type("川と");
		draft.type("川と山");
		expect(draft.take()).toEqual({ base: "川", text: "川と山" });
		expect(draft.unsaved).toBe(true);
		expect(draft.kept("川と山")).toBe(false);
		expect(draft.unsaved).toBe(false);
		expect(draft.take()).toBeNull();
	});

	it("does not send twice at a time, and builds the next on what it sent", () => {
		const draft = new Draft("");
		draft.type("一");
		draft.take();
		draft.type("一二");
		expect(draft.take()).toBeNull();
		draft.kept("一");
		expect(draft.take()).toEqual({ base: "一", text: "一二" });
	});

	it("shows what the core merged once nothing of ours is open", () => {
		const draft = new Draft("山");
		draft.type("山川");
		draft.take();
		expect(draft.kept("青い山川")).toBe(true);
		expect([draft.shown, draft.base]).toEqual(["青い山川", "青い山川"]);
	});

	it("holds a colleague's words back while ours are open, and loses neither", () => {
		const draft = new Draft("山");
		draft.type("山川");
		expect(draft.heard("青い山")).toBe(false);
		expect(draft.shown).toBe("山川");
		// The base stays our own: the core merges 山 → 山川 into 青い山.
		expect(draft.take()).toEqual({ base: "山", text: "山川" });
		expect(draft.kept("青い山川")).toBe(true);
	});

	it("is neither sent nor rewritten during a composition", () => {
		const draft = new Draft("山");
		draft.compose();
		draft.type("山かわ");
		expect(draft.take()).toBeNull();
		expect(draft.heard("青い山")).toBe(false);
		expect(draft.composed("山川")).toBe(false);
		expect(draft.take()).toEqual({ base: "山", text: "山川" });
	});

	it("catches up at the end of a composition that changed nothing", () => {
		const draft = new Draft("山");
		draft.compose();
		draft.type("山か");
		draft.heard("青い山");
		expect(draft.composed("山")).toBe(true);
		expect(draft.shown).toBe("青い山");
	});

	it("keeps refused words to be sent again", () => {
		const draft = new Draft("山");
		draft.type("山川");
		draft.take();
		draft.refused();
		expect(draft.unsaved).toBe(true);
		expect(draft.take()).toEqual({ base: "山", text: "山川" });
	});
});

describe("the drafts of a sheet", () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});

	it("go to the core after a pause, and after a while of steady typing", () => {
		const due = vi.fn();
		const drafts = new Drafts(() => {
			due();
			const taken = drafts.take();
			drafts.kept(taken, () => taken[0]?.text ?? "");
		});
		const draft = drafts.open("sheet.theme", "", () => {});
		draft.type("あ");
		drafts.soon();
		vi.advanceTimersByTime(PAUSE - 1);
		expect(due).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(due).toHaveBeenCalledTimes(1);
		for (let typed = 0; typed <= LONGEST; typed += 100) {
			draft.type(`${draft.shown}い`);
			drafts.soon();
			vi.advanceTimersByTime(100);
		}
		expect(due).toHaveBeenCalledTimes(2);
	});

	it("outlive their field until the core has them", () => {
		const drafts = new Drafts(() => {});
		const draft = drafts.open("sheet.theme", "", () => {});
		draft.type("あ");
		drafts.close("sheet.theme", draft);
		expect(drafts.unsaved).toBe(true);
		const taken = drafts.take();
		expect(taken).toEqual([{ field: "sheet.theme", base: "", text: "あ" }]);
		drafts.kept(taken, () => "あ");
		expect(drafts.unsaved).toBe(false);
		expect(drafts.open("sheet.theme", "い", () => {}).shown).toBe("い");
	});

	it("show a field what the core tells, and leave the one that is written in", () => {
		const drafts = new Drafts(() => {});
		const shown: string[] = [];
		drafts.open("a.text", "", (text) => shown.push(`a ${text}`));
		const busy = drafts.open("b.text", "", (text) => shown.push(`b ${text}`));
		busy.type("書きかけ");
		drafts.heard((field) => `${field}!`);
		expect(shown).toEqual(["a a.text!"]);
	});
});
