import { describe, expect, it } from "vitest";
import type { Action } from "$lib/host/bindings";
import { goalsFor, hang, isBlank, statusNow, unhang, written } from "$lib/sheet";
import { viewOf } from "./core";

const action = (given: Partial<Action> = {}): Action => ({
	id: "action-a",
	title: "",
	step: null,
	serves: [],
	attributes: {},
	effects: [],
	owner: "",
	statuses: [],
	roadmap: {},
	...given,
});

const sheet = {
	...viewOf("", [], 1).sheet,
	steps: [1, 2].map((n) => ({
		id: `step-${n}`,
		label: "",
		horizon: null,
		goals: [{ id: `goal-${n}`, aspect: null, text: `目標${n}` }],
	})),
};

describe("writing lines into a list", () => {
	const into = { place: "step-1", values: { aspect: "people" }, ids: ["goal-x", "goal-y"] };

	it("begins in an item that is there, and goes on behind it", () => {
		const { edits, ids } = written("goal", { id: "goal-x", base: "一" }, ["一二", "三", "四"], into);
		expect(edits).toEqual([
			{ edit: "text", field: "goal-x.text", base: "一", text: "一二" },
			{ edit: "add", id: ids[1], place: "step-1", after: "goal-x", text: "三" },
			{ edit: "value", id: ids[1], key: "aspect", value: "people" },
			{ edit: "add", id: ids[2], place: "step-1", after: ids[1], text: "四" },
			{ edit: "value", id: ids[2], key: "aspect", value: "people" },
		]);
	});

	it("begins in a new item at the end", () => {
		expect(written("goal", { id: "goal-z", base: null }, ["一"], into).edits[0]).toEqual({
			edit: "add",
			id: "goal-z",
			place: "step-1",
			after: "goal-y",
			text: "一",
		});
	});
});

describe("an action", () => {
	it("can serve the goals of its step, of all steps where it has none, and those that it serves", () => {
		const goals = (given: Partial<Action>) => goalsFor(sheet, action(given)).map(({ id }) => id);
		expect(goals({})).toEqual(["goal-1", "goal-2"]);
		expect(goals({ step: "step-1" })).toEqual(["goal-1"]);
		expect(goals({ step: "step-1", serves: ["goal-2"] })).toEqual(["goal-1", "goal-2"]);
	});

	it("that leads to no step yet leads to that of the first goal it hangs on", () => {
		const serves = { edit: "value", id: "action-a", key: "serves:goal-2", value: true };
		expect(hang(sheet, action(), "goal-2")).toEqual([
			serves,
			{ edit: "value", id: "action-a", key: "step", value: "step-2" },
		]);
		expect(hang(sheet, action({ step: "step-1" }), "goal-2")).toEqual([serves]);
		expect(unhang(action(), "goal-2")).toEqual({ ...serves, value: null });
	});

	it("stands where its last status says that was not put away", () => {
		const statuses = (["idea", "trial", "stopped"] as const).map((status, n) => ({
			id: `status-${n}`,
			status,
			date: null,
			reason: "",
			archived: status === "stopped",
		}));
		expect(statusNow(action({ statuses }))?.status).toBe("trial");
		expect(statusNow(action())).toBeUndefined();
	});

	it("is blank only where nothing was ever written in it", () => {
		expect(isBlank(action())).toBe(true);
		expect(isBlank(action({ title: "　" }))).toBe(true);
		expect(isBlank(action({ attributes: { purpose: "対話" } }))).toBe(false);
		expect(isBlank(action({ owner: { text: "企画課", confidential: true } }))).toBe(false);
	});
});
