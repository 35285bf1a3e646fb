import { fireEvent, render } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, it } from "vitest";
import FocusPicker from "$lib/domain/FocusPicker.svelte";
import type { Form, Sheet } from "$lib/host/bindings";
import { appear, count, flat, groupsOf } from "$lib/poster";
import { viewOf } from "./core";

const both = (ja: string) => ({ ja, en: ja });
const names = { of: ({ ja }: { ja: string }) => ja, team: "チーム" };

/** A sheet with a step of three goals, one of them confidential, one put away, and an action without a title. */
function story(): { sheet: Sheet; form: Form } {
	const { sheet, form } = viewOf("", [{ id: "bullet-a", text: "一" }], 1);
	const goal = (id: string, text: Sheet["theme"], archived = false) => ({ id, text, archived, aspect: null });
	return {
		sheet: {
			...sheet,
			steps: [
				{
					id: "step-1",
					label: "",
					horizon: 1,
					goals: [
						goal("goal-a", "届く"),
						goal("goal-b", "続く"),
						goal("goal-c", { text: "内緒", confidential: true }),
						goal("goal-d", "しまった", true),
					],
				},
			],
			partners: [{ id: "partner-a", name: "みどり市" }],
		},
		form: {
			...form,
			section: [
				{ kind: "steps", number: "④", title: both("ステップ"), guidance: both("") },
				{ kind: "actions", number: "⑥", title: both("アクション"), guidance: both("") },
			],
			step: [{ key: "1", name: both("ステップ1"), horizon: 1 }],
		},
	};
}

describe("what can stand on a poster", () => {
	it("is what was written, in the form's order, without what is empty, confidential or put away", () => {
		const { sheet, form } = story();
		const groups = groupsOf(sheet, form, names);
		expect(groups.map(({ name }) => name)).toEqual(["ステップ", "チーム"]);
		expect(flat(groups[0]?.entries ?? []).map(({ id }) => id)).toEqual(["step-1", "goal-a", "goal-b"]);
	});

	it("is counted without what is left out, and without what belongs to that", () => {
		const { sheet, form } = story();
		const entries = groupsOf(sheet, form, names)[0]?.entries ?? [];
		expect(count(entries, new Set())).toEqual({ shown: 2, of: 2 });
		expect(count(entries, new Set(["goal-a"]))).toEqual({ shown: 1, of: 2 });
		expect(count(entries, new Set(["step-1"]))).toEqual({ shown: 0, of: 2 });
	});

	it("is left out by a value on the poster, and shown again by clearing it", () => {
		expect(appear("goal-a", false)).toEqual({ edit: "value", id: "poster-main", key: "hides:goal-a", value: true });
		expect(appear("goal-a", true)).toMatchObject({ key: "hides:goal-a", value: null });
	});
});

describe("the point that a picture keeps in sight", () => {
	const told: [number, number][] = [];
	const shown = (x: number, y: number) => {
		told.length = 0;
		const { getByRole } = render(FocusPicker, {
			address: "data:,",
			alt: "川",
			x,
			y,
			onset: (...at: [number, number]) => told.push(at),
		});
		return getByRole("slider");
	};

	it("is moved by the arrow keys, by less with Shift, and stays within the picture", async () => {
		const point = shown(500, 990);
		for (const [key, shiftKey] of [
			["ArrowLeft", false],
			["ArrowRight", true],
			["ArrowDown", false],
			["Enter", false],
		] as const)
			await fireEvent.keyDown(point, { key, shiftKey });
		expect(told).toEqual([
			[450, 990],
			[510, 990],
			[500, 1000],
		]);
		expect(point.getAttribute("aria-valuetext")).toBe("左から50％、上から99％");
	});

	it("follows the pointer, and is told once, where it is let go", async () => {
		const point = shown(500, 500);
		const frame = point.parentElement;
		if (!frame) throw new Error("no frame");
		frame.setPointerCapture = () => {};
		frame.getBoundingClientRect = () => new DOMRect(100, 100, 200, 100);
		await fireEvent.pointerDown(frame, { button: 0, clientX: 150, clientY: 120 });
		await fireEvent.pointerMove(frame, { clientX: 160, clientY: 130 });
		await tick();
		expect(point.getAttribute("aria-valuetext")).toBe("左から30％、上から30％");
		expect(told).toEqual([]);
		await fireEvent.pointerUp(frame);
		expect(told).toEqual([[300, 300]]);
	});
});
