import { describe, expect, it } from "vitest";
import type { TilePlan } from "$lib/host/bindings";
import { bandsOf, placesOf, seamsOf, sheetsOf } from "$lib/tiles";

/** A page of 300 × 180 on three sheets side by side and two rows, 10 mm glued. */
const plan: TilePlan = {
	paper: "a4",
	rows: 2,
	columns: 3,
	parts: [0, 90].flatMap((y) =>
		[0, 100, 200].map((x) => ({ x, y, width: x < 200 ? 110 : 100, height: y === 0 ? 100 : 90 })),
	),
};

describe("the tiles of a page", () => {
	it("meet where the next sheet begins, and are glued where two lie over each other", () => {
		expect(seamsOf(plan)).toEqual({ across: [100, 200], down: [90] });
		expect(bandsOf(plan)).toEqual({
			across: [
				{ from: 100, to: 110 },
				{ from: 200, to: 210 },
			],
			down: [{ from: 90, to: 100 }],
		});
	});

	it("are numbered by row and column in the middle of what is seen of each", () => {
		const places = placesOf(plan);
		expect(places).toHaveLength(6);
		expect(places[0]).toEqual({ row: 1, column: 1, x: 50, y: 45 });
		expect(places[5]).toEqual({ row: 2, column: 3, x: 250, y: 135 });
	});

	it("of one sheet have neither seams nor glue", () => {
		const one = { ...plan, rows: 1, columns: 1, parts: [{ x: 0, y: 0, width: 200, height: 100 }] };
		expect(seamsOf(one)).toEqual({ across: [], down: [] });
		expect(bandsOf(one)).toEqual({ across: [], down: [] });
		expect(placesOf(one)).toEqual([{ row: 1, column: 1, x: 100, y: 50 }]);
	});

	it("are counted over all pages", () => {
		expect(sheetsOf([plan, plan])).toEqual({ paper: "a4", rows: 2, columns: 3, count: 12 });
		expect(sheetsOf([null])).toBe(null);
		expect(sheetsOf([])).toBe(null);
	});
});
