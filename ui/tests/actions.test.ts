import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Action, actionFor, ariaKeys, findActions, isWriting, keyNames, keysOf, titleOf } from "$lib/actions";
import { App } from "$lib/state/app.svelte";
import { Desk } from "$lib/state/desk.svelte";
import { Registry } from "$lib/state/registry.svelte";
import { Troubles } from "$lib/state/troubles.svelte";
import { appActions, bookActions } from "$lib/views/actions";
import { words } from "$lib/words.svelte";
import { SmallCore } from "./core";

const press = (init: KeyboardEventInit & { keyCode?: number }) =>
	new KeyboardEvent("keydown", { cancelable: true, ...init });

/** An action that counts how often it was done. */
function counting(over: Partial<Action> = {}): Action & { done: number } {
	const action = {
		id: "undo",
		label: "ui.undo",
		keywords: "ui.undo.words",
		icon: "undo",
		group: "write",
		keys: ["Mod+Z"],
		done: 0,
		possible: () => true,
		do: () => {
			action.done += 1;
		},
		...over,
	} as Action & { done: number };
	return action;
}

/** All actions of the app and of a book that is open in it. */
function everything(): { app: App; desk: Desk; all: Action[] } {
	const core = new SmallCore();
	const app = new App(core.host());
	const desk = new Desk(core.host(), new Troubles(), core.view());
	return { app, desk, all: [...appActions(app), ...bookActions(app, desk)] };
}

afterEach(() => {
	words.language = "ja";
});

describe("keys", () => {
	it.each([
		[{ key: "z", ctrlKey: true }, "Mod+Z"],
		[{ key: "Z", metaKey: true, shiftKey: true }, "Mod+Shift+Z"],
		[{ key: "?", shiftKey: true }, "?"],
		[{ key: "+", ctrlKey: true, shiftKey: true }, "Mod++"],
		[{ key: "F9", shiftKey: true }, "Shift+F9"],
		[{ key: "ArrowUp", altKey: true }, "Alt+ArrowUp"],
	])("%o are written %s on all systems", (init, keys) => {
		expect(keysOf(press(init))).toBe(keys);
	});

	it("are told as they stand on the keyboard", () => {
		expect(["Mod+Shift+Z", "Mod++", "?", "Alt+ArrowUp"].map(keyNames)).toEqual([
			["Ctrl", "Shift", "Z"],
			["Ctrl", "+"],
			["?"],
			["Alt", "↑"],
		]);
		expect(ariaKeys(["Mod++", "Mod+-"])).toBe("Control+Plus Control+-");
		expect(titleOf(counting())).toBe("元に戻す（Ctrl+Z）");
	});

	it("find their action, but not while an input method works", () => {
		const undo = counting();
		expect(actionFor([undo], press({ key: "z", ctrlKey: true }))).toBe(undo);
		expect(actionFor([undo], press({ key: "z" }))).toBeNull();
		for (const composing of [{ isComposing: true }, { keyCode: 229 }])
			expect(actionFor([undo], press({ key: "z", ctrlKey: true, ...composing }))).toBeNull();
	});

	it("without Ctrl are written where somebody writes", () => {
		const help = counting({ keys: ["F1", "?"] });
		expect(actionFor([help], press({ key: "?", shiftKey: true }), true)).toBeNull();
		expect(actionFor([help], press({ key: "F1" }), true)).toBe(help);
		expect([document.createElement("textarea"), document.body, null].map(isWriting)).toEqual([true, false, false]);
	});
});

describe("the registry", () => {
	it("has what is offered, and no longer than that", () => {
		const registry = new Registry();
		const back = registry.offer([counting()]);
		expect(registry.find("undo")?.id).toBe("undo");
		back();
		expect(registry.all).toEqual([]);
	});

	it("keeps keys from the webview even where nothing can be done, and does nothing under a window", () => {
		const registry = new Registry();
		const [undo, never, larger] = [
			counting(),
			counting({ id: "never", keys: ["Mod+P"], possible: () => false }),
			counting({ id: "larger", keys: ["Mod++"], always: true }),
		];
		registry.offer([undo, never, larger]);
		const events = ["z", "p", "+"].map((key) => press({ key, ctrlKey: true }));
		for (const event of events) registry.press(event, true);
		expect(events.map((event) => event.defaultPrevented)).toEqual([true, true, true]);
		expect([undo.done, never.done, larger.done]).toEqual([0, 0, 1]);
		registry.press(press({ key: "z", ctrlKey: true }), false);
		expect(undo.done).toBe(1);
	});

	it("does not switch to and fro while a key is held down, nor what another has done already", () => {
		const registry = new Registry();
		const fold = counting({ id: "rail", keys: ["F8"], on: () => true });
		registry.offer([fold]);
		registry.press(press({ key: "F8" }), false);
		registry.press(press({ key: "F8", repeat: true }), false);
		const taken = press({ key: "F8" });
		taken.preventDefault();
		registry.press(taken, false);
		expect(fold.done).toBe(1);
	});
});

describe("all actions", () => {
	it("have ids and keys of their own, in either language a name that no other has, and words by which they are found", () => {
		const { all } = everything();
		for (const language of ["ja", "en"] as const) {
			words.language = language;
			for (const part of [(a: Action) => [a.id], (a: Action) => a.keys, (a: Action) => [titleOf(a)]]) {
				const list = all.flatMap(part);
				expect(list).toEqual([...new Set(list)]);
			}
			for (const action of all)
				expect(findActions(all, titleOf(action).replace(/[（(].*/, "")), action.id).toContain(action);
		}
	});

	it.each([
		["もどす", "undo"],
		["モドス", "undo"],
		["ＰＤＦ", "export"],
		["印刷", "export"],
		["プロジェクター", "projector"],
		["色 暗く", "look-dark"],
		["english", "speak-en"],
	])("%s finds %s first", (query, id) => {
		expect(findActions(everything().all, query)[0]?.id).toBe(id);
	});

	it("find nothing for words that none of them has", () => {
		expect(findActions(everything().all, "もどす 印刷")).toEqual([]);
	});

	it("say what undo and redo would do", () => {
		const { desk, all } = everything();
		desk.view = { ...desk.view, undo: "テーマの入力" };
		const names = all.filter(({ id }) => id === "undo" || id === "redo").map((action) => action.says?.());
		expect(names).toEqual(["元に戻す：テーマの入力", "やり直す"]);
	});
});

describe("keys outside of the registry", () => {
	it("are listened to only where they write or move what has the focus", () => {
		const source = join(import.meta.dirname, "../src");
		const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
			/\.(svelte|ts)$/.test(file),
		);
		const listening = files.filter((file) =>
			/onkey(down|up|press)|"key(down|up|press)"/.test(readFileSync(join(source, file), "utf8")),
		);
		expect(listening.map((file) => file.replaceAll("\\", "/")).toSorted()).toEqual([
			"App.svelte",
			"lib/domain/ActionChip.svelte",
			"lib/domain/Causes.svelte",
			"lib/domain/FocusPicker.svelte",
			"lib/domain/Items.svelte",
			"lib/domain/TextField.svelte",
			"lib/domain/cells.ts",
			"lib/shared/Pages.svelte",
			"lib/views/Palette.svelte",
		]);
	});
});
