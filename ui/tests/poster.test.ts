import { describe, expect, it } from "vitest";
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
