import { describe, expect, it } from "vitest";
import { boxAt, gapAt, indexAt, shifted, spotAt } from "$lib/reorder";

const ids = ["a", "b", "c", "d"];

describe("moving an item", () => {
	it.each([
		["b", -1, { after: null, index: 0 }],
		["b", 1, { after: "c", index: 2 }],
		["c", -1, { after: "a", index: 1 }],
		["c", 1, { after: "d", index: 3 }],
		["a", -1, null],
		["d", 1, null],
		["x", 1, null],
	])("%s by %i", (id, steps, spot) => {
		expect(shifted(ids, id, steps)).toEqual(spot);
	});

	it("to where it stands is no move", () => {
		expect(spotAt(ids, "b", 1)).toBeNull();
	});

	it("does what it says: the item stands there afterwards", () => {
		for (const id of ids) {
			for (let index = 0; index < ids.length; index++) {
				const spot = spotAt(ids, id, index);
				if (!spot) continue;
				const others = ids.filter((other) => other !== id);
				others.splice(spot.after === null ? 0 : others.indexOf(spot.after) + 1, 0, id);
				expect(others.indexOf(id)).toBe(index);
			}
		}
	});
});

describe("holding an item", () => {
	const edges = [0, 1, 2, 3].map((i) => ({ top: i * 40, bottom: i * 40 + 30 }));
	it.each([
		[1, 55, 1],
		[1, 5, 0],
		[1, 100, 2],
		[1, 400, 3],
		[3, -20, 0],
		[3, 60, 2],
	])("number %i at height %i stands at %i", (from, y, index) => {
		expect(indexAt(edges, from, y)).toBe(index);
	});
});

describe("holding an item over another list", () => {
	const edges = [0, 1, 2].map((i) => ({ top: i * 40, bottom: i * 40 + 30 }));
	it.each([
		[-5, 0],
		[14, 0],
		[16, 1],
		[70, 2],
		[400, 3],
	])("at height %i it comes to stand at %i", (y, index) => {
		expect(gapAt(edges, y)).toBe(index);
	});

	const boxes = [0, 1].map((i) => ({ left: i * 100, right: i * 100 + 90, top: 0, bottom: 50 }));
	it.each([
		[10, 10, 0],
		[110, 10, 1],
		[93, 10, 0],
		[98, 10, 1],
		[10, 60, 0],
		[10, 90, -1],
	])("the list at %i, %i is %i", (x, y, list) => {
		expect(boxAt(boxes, x, y, 32)).toBe(list);
	});
});
