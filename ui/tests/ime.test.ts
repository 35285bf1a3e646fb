import { describe, expect, it } from "vitest";
import { carryCaret, isImeKey, listenToWriting, rewrite } from "$lib/ime";

/** One event as a webview sends it, and the value that the field has by then. */
type Step =
	| { key: string; isComposing?: boolean; keyCode?: number }
	| { composition: "start" | "update" | "end"; value?: string }
	| { input: string; type: string; isComposing?: boolean }
	| { blur: true };

interface Sequence {
	name: string;
	steps: Step[];
	/** The commands that our keys would have given: Enter presses that were ours. */
	enters: number;
	/** What the field told, in order. */
	told: string[];
}

// かな → 仮名, confirmed by Enter, then Enter as a command.
const sequences: Sequence[] = [
	{
		name: "Chromium and WebView2: the confirming Enter is composing",
		steps: [
			{ key: "Process", isComposing: false, keyCode: 229 },
			{ composition: "start" },
			{ composition: "update" },
			{ input: "かな", type: "insertCompositionText", isComposing: true },
			{ key: "Process", isComposing: true, keyCode: 229 },
			{ input: "仮名", type: "insertCompositionText", isComposing: true },
			{ key: "Enter", isComposing: true, keyCode: 229 },
			{ input: "仮名", type: "insertCompositionText", isComposing: true },
			{ composition: "end", value: "仮名" },
			{ key: "Enter", isComposing: false, keyCode: 13 },
		],
		enters: 1,
		told: ["composing", "typed かな", "typed 仮名", "typed 仮名", "composed 仮名"],
	},
	{
		name: "WebKit: compositionend comes first, then Enter with isComposing=false and keyCode=229",
		steps: [
			{ composition: "start" },
			{ input: "かな", type: "insertCompositionText", isComposing: true },
			{ key: "Process", isComposing: true, keyCode: 229 },
			{ input: "仮名", type: "insertCompositionText", isComposing: true },
			{ input: "", type: "deleteCompositionText", isComposing: true },
			{ input: "仮名", type: "insertFromComposition", isComposing: true },
			{ composition: "end", value: "仮名" },
			{ key: "Enter", isComposing: false, keyCode: 229 },
			{ key: "Enter", isComposing: false, keyCode: 13 },
		],
		enters: 1,
		told: ["composing", "typed かな", "typed 仮名", "typed ", "typed 仮名", "composed 仮名"],
	},
	{
		name: "WebKitGTK without composition events: only keyCode 229 and plain input",
		steps: [
			{ key: "Unidentified", isComposing: false, keyCode: 229 },
			{ input: "仮名", type: "insertText" },
			{ key: "Enter", isComposing: false, keyCode: 229 },
			{ key: "Enter", isComposing: false, keyCode: 13 },
		],
		enters: 1,
		told: ["typed 仮名"],
	},
	{
		name: "WebView2: the composition is broken off by Escape",
		steps: [
			{ composition: "start" },
			{ input: "か", type: "insertCompositionText", isComposing: true },
			{ key: "Escape", isComposing: true, keyCode: 229 },
			{ input: "", type: "deleteCompositionText", isComposing: true },
			{ composition: "end", value: "" },
		],
		enters: 0,
		told: ["composing", "typed か", "typed ", "composed "],
	},
	{
		name: "an input method that leaves with the focus and never says compositionend",
		steps: [
			{ composition: "start" },
			{ input: "かな", type: "insertCompositionText", isComposing: true },
			{ blur: true },
		],
		enters: 0,
		told: ["composing", "typed かな", "composed かな", "left"],
	},
	{
		name: "an input method that goes on with plain input and never says compositionend",
		steps: [
			{ composition: "start" },
			{ input: "かな", type: "insertCompositionText", isComposing: true },
			{ input: "かな、", type: "insertText", isComposing: false },
		],
		enters: 0,
		told: ["composing", "typed かな", "composed かな、"],
	},
	{
		name: "brackets and commas typed straight arrive",
		steps: [
			{ input: "「", type: "insertText" },
			{ input: "「、", type: "insertText" },
		],
		enters: 0,
		told: ["typed 「", "typed 「、"],
	},
];

async function play(steps: Step[]): Promise<{ told: string[]; enters: number }> {
	const area = document.createElement("textarea");
	document.body.append(area);
	const told: string[] = [];
	let enters = 0;
	listenToWriting(area, {
		typed: (text) => told.push(`typed ${text}`),
		composing: () => told.push("composing"),
		composed: (text) => told.push(`composed ${text}`),
		left: () => told.push("left"),
		history: (direction) => told.push(direction),
	});
	area.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && !isImeKey(event)) enters += 1;
	});
	for (const step of steps) {
		if ("key" in step) {
			const event = new KeyboardEvent("keydown", { key: step.key, isComposing: step.isComposing ?? false });
			Object.defineProperty(event, "keyCode", { value: step.keyCode ?? 0 });
			area.dispatchEvent(event);
		} else if ("composition" in step) {
			if (step.value !== undefined) area.value = step.value;
			area.dispatchEvent(new CompositionEvent(`composition${step.composition}`));
		} else if ("input" in step) {
			area.value = step.input;
			area.dispatchEvent(new InputEvent("input", { inputType: step.type, isComposing: step.isComposing ?? false }));
		} else {
			area.dispatchEvent(new FocusEvent("blur"));
			await Promise.resolve();
		}
	}
	return { told, enters };
}

describe("the input method", () => {
	it.each(sequences)("$name", async ({ steps, enters, told }) => {
		expect(await play(steps)).toEqual({ told, enters });
	});

	it("leaves undo to us, from the webview's own menu too", () => {
		const area = document.createElement("textarea");
		const told: string[] = [];
		const nothing = () => {};
		listenToWriting(area, {
			typed: nothing,
			composing: nothing,
			composed: nothing,
			left: nothing,
			history: (d) => told.push(d),
		});
		const undo = new InputEvent("beforeinput", { inputType: "historyUndo", cancelable: true });
		area.dispatchEvent(undo);
		expect(undo.defaultPrevented).toBe(true);
		expect(told).toEqual(["undo"]);
	});
});

describe("the caret", () => {
	it.each([
		["そのまま", "今日そのまま", 2, 4],
		["あいう", "あいうえ", 3, 3],
		["あいう", "あいうえ", 1, 1],
		["あいう", "あう", 2, 1],
		["あいう", "", 3, 0],
		["あ", "あ", 1, 1],
	])("in %s → %s goes from %i to %i", (before, after, from, to) => {
		expect(carryCaret(before, after, from)).toBe(to);
	});

	it("stays at its letters when a focused field is rewritten", () => {
		const area = document.createElement("textarea");
		document.body.append(area);
		area.value = "川と山";
		area.focus();
		area.setSelectionRange(1, 1);
		rewrite(area, "清い川と山");
		expect([area.value, area.selectionStart]).toEqual(["清い川と山", 3]);
	});
});
