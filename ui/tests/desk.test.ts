import { fireEvent, render } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { Desk } from "$lib/state/desk.svelte";
import { Troubles } from "$lib/state/troubles.svelte";
import Bench from "./Bench.svelte";
import { SmallCore } from "./core";

let core: SmallCore;
let troubles: Troubles;
let desk: Desk;

beforeEach(() => {
	core = new SmallCore();
	core.theme = "川";
	core.bullets = [
		{ id: "bullet-a", text: "一" },
		{ id: "bullet-b", text: "二三" },
	];
	troubles = new Troubles();
	desk = new Desk(core.host(), troubles, core.view());
	render(Bench, { desk });
});

const area = (field: string): HTMLTextAreaElement => {
	const found = document.querySelector<HTMLTextAreaElement>(`textarea[data-field="${field}"]`);
	if (!found) throw new Error(`no field ${field}`);
	return found;
};
const type = (field: string, text: string, init: InputEventInit = {}) => {
	const into = area(field);
	into.value = text;
	into.dispatchEvent(new InputEvent("input", { inputType: "insertText", ...init }));
};
/** Lets the core answer and the screen follow. */
const settle = async () => {
	for (let i = 0; i < 20; i++) {
		await Promise.resolve();
		await tick();
	}
	await new Promise((done) => setTimeout(done, 5));
	await tick();
};
/** Pastes; true when it is left to the webview. */
const paste = async (field: string, text: string) => {
	const clipboardData = { getData: (format: string) => (format === "text/plain" ? text : "") };
	const left = await fireEvent.paste(area(field), { clipboardData });
	await settle();
	return left;
};
const press = (field: string, init: KeyboardEventInit) => fireEvent.keyDown(area(field), init);

describe("a text field", () => {
	it("is saved when it is left, and says so only after the core has answered", async () => {
		let open = () => {};
		core.gate = new Promise((done) => {
			open = done;
		});
		type("sheet.theme", "川と山");
		area("sheet.theme").dispatchEvent(new FocusEvent("blur"));
		await tick();
		await tick();
		expect(desk.saved).toBe("saving");
		open();
		await settle();
		expect(desk.saved).toBe("saved");
		expect(core.asked).toEqual([[{ edit: "text", field: "sheet.theme", base: "川", text: "川と山" }]]);
	});

	it("is not touched by a colleague's words during a composition, and has them after it", async () => {
		const field = area("sheet.theme");
		field.focus();
		field.dispatchEvent(new CompositionEvent("compositionstart"));
		type("sheet.theme", "川と", { inputType: "insertCompositionText", isComposing: true });
		core.theme = "清い川";
		core.revision += 1;
		await desk.refresh();
		await settle();
		expect(field.value).toBe("川と");
		field.value = "川";
		field.dispatchEvent(new CompositionEvent("compositionend"));
		await settle();
		expect(field.value).toBe("清い川");
	});

	it("takes a colleague's words at once where nobody writes", async () => {
		core.theme = "清い川";
		core.revision += 1;
		await desk.refresh();
		await settle();
		expect(area("sheet.theme").value).toBe("清い川");
	});

	it("says that all is kept when it is asked while words are on their way", async () => {
		type("sheet.theme", "川と山");
		const [first, second] = [desk.flush(), desk.flush()];
		expect(await second, "the window may close").toBe(true);
		expect(await first).toBe(true);
		expect(core.asked).toHaveLength(1);
	});

	it("keeps refused words on the screen, says that they are not saved, and saves them later", async () => {
		core.refuse = true;
		type("sheet.theme", "川と山");
		await desk.flush();
		expect(desk.saved).toBe("unsaved");
		expect(troubles.list.map(({ what, next, kept }) => [what, next, kept])).toEqual([
			["保存できません", "空きを作ってください", "画面に残っています"],
		]);
		expect(area("sheet.theme").value).toBe("川と山");
		core.refuse = false;
		await desk.flush();
		expect([desk.saved, core.theme]).toEqual(["saved", "川と山"]);
		expect(troubles.list, "what was overcome is not told any longer").toEqual([]);
	});
});

describe("a list", () => {
	it("goes on in a new item at Enter, with what stood behind the caret, as one step", async () => {
		area("bullet-b.text").focus();
		area("bullet-b.text").setSelectionRange(1, 1);
		await press("bullet-b.text", { key: "Enter" });
		await settle();
		expect(core.bullets.map(({ text }) => text)).toEqual(["一", "二", "三"]);
		expect(core.asked).toHaveLength(1);
		expect(document.activeElement).toBe(area(`${core.bullets[2]?.id}.text`));
	});

	it("does nothing at the Enter that confirms a conversion", async () => {
		await fireEvent.keyDown(area("bullet-a.text"), { key: "Enter", keyCode: 229 });
		await fireEvent.keyDown(area("bullet-a.text"), { key: "Enter", isComposing: true });
		await settle();
		expect(core.asked).toEqual([]);
	});

	it("puts an empty item away at Backspace and goes back to the one above", async () => {
		type("bullet-b.text", "");
		await press("bullet-b.text", { key: "Backspace" });
		await settle();
		expect(core.bullets.map(({ archived }) => archived ?? false)).toEqual([false, true]);
		expect(document.activeElement).toBe(area("bullet-a.text"));
	});

	it("moves an item by Alt and an arrow, and keeps the focus in it", async () => {
		area("bullet-a.text").focus();
		await press("bullet-a.text", { key: "ArrowDown", altKey: true });
		await settle();
		expect(core.bullets.map(({ id }) => id)).toEqual(["bullet-b", "bullet-a"]);
		expect(document.activeElement).toBe(area("bullet-a.text"));
	});

	it("takes several lines from the clipboard as one step, each as an item, without their signs", async () => {
		area("bullet-b.text").focus();
		area("bullet-b.text").setSelectionRange(1, 1);
		await paste("bullet-b.text", "・四\r\n\r\n・五\r\n");
		expect(core.bullets.map(({ text }) => text)).toEqual(["一", "二", "四", "五", "三"]);
		expect(core.asked).toHaveLength(1);
		expect(document.activeElement).toBe(area(`${core.bullets[3]?.id}.text`));
	});

	it("takes a table in a place without a grid as one list", async () => {
		type("bullet-b.text", "");
		await paste("bullet-b.text", "二\t三\n四\t五");
		expect(core.bullets.map(({ text }) => text)).toEqual(["一", "二", "三", "四", "五"]);
	});

	it("takes a single line at the caret, without its sign", async () => {
		area("bullet-b.text").setSelectionRange(1, 1);
		await paste("bullet-b.text", "\uf0b7\t半\r\n");
		expect(area("bullet-b.text").value).toBe("二半三");
		expect(core.asked).toEqual([]);
		await desk.flush();
		expect(core.bullets[1]?.text).toBe("二半三");
	});

	it("leaves a paste to the webview where there is nothing to clean, and during a composition", async () => {
		expect(await paste("bullet-b.text", "半")).toBe(true);
		area("bullet-b.text").dispatchEvent(new CompositionEvent("compositionstart"));
		expect(await paste("bullet-b.text", "・四\n・五")).toBe(true);
		expect(core.asked).toEqual([]);
	});

	it("has a line to write on when it is empty, which is an item from its first letter on", async () => {
		await desk.apply([
			{ edit: "archive", id: "bullet-a" },
			{ edit: "archive", id: "bullet-b" },
		]);
		await settle();
		core.asked = [];
		const line = document.querySelector<HTMLTextAreaElement>("li.blank textarea");
		const field = line?.dataset.field ?? "";
		line?.focus();
		await press(field, { key: "Enter" });
		await press(field, { key: "Backspace" });
		await settle();
		expect(core.asked, "nothing was written").toEqual([]);
		type(field, "六");
		await settle();
		type(field, "六つ");
		await desk.flush();
		expect(document.querySelector("li.blank")).toBeNull();
		expect(document.activeElement, "the field stays the same one").toBe(line);
		expect(core.bullets.filter(({ archived }) => !archived).map(({ text }) => text)).toEqual(["六つ"]);
		expect(core.asked.map((edits) => edits.map(({ edit }) => edit))).toEqual([["add"], ["text"]]);
	});

	it("makes items of what is pasted into its empty line", async () => {
		await desk.apply([
			{ edit: "archive", id: "bullet-a" },
			{ edit: "archive", id: "bullet-b" },
		]);
		await settle();
		core.asked = [];
		await paste(document.querySelector<HTMLElement>("li.blank textarea")?.dataset.field ?? "", "一\n二");
		expect(core.bullets.filter(({ archived }) => !archived).map(({ text }) => text)).toEqual(["一", "二"]);
		expect(core.asked).toHaveLength(1);
	});

	it("folds out why at Alt and Enter, but not while an input method works", async () => {
		area("bullet-a.text").focus();
		await press("bullet-a.text", { key: "Enter", altKey: true, keyCode: 229 });
		expect(document.querySelector('[data-item="bullet-a"] .why')?.getAttribute("aria-expanded")).toBe("false");
		await press("bullet-a.text", { key: "Enter", altKey: true });
		await settle();
		expect(document.querySelector('[data-item="bullet-a"] .why')?.getAttribute("aria-expanded")).toBe("true");
		expect(document.activeElement?.closest(".causes")).not.toBeNull();
	});

	it("brings back what was put away", async () => {
		await desk.apply([{ edit: "archive", id: "bullet-a" }]);
		await settle();
		const restore = [...document.querySelectorAll("details button")].at(0);
		if (!restore) throw new Error("nothing to bring back");
		await fireEvent.click(restore);
		await settle();
		expect(core.bullets[0]?.archived).toBe(false);
		expect(area("bullet-a.text").value).toBe("一");
	});
});
