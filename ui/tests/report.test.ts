import { describe, expect, it } from "vitest";
import type { PrintReport } from "$lib/host/bindings";
import { noticesOf } from "$lib/report";

const quiet: PrintReport = { overflow: [], leftOut: [], pictures: [], illegible: [], missing: [], textSize: 9 };

describe("a report", () => {
	it("of a page where all is well says nothing", () => {
		expect(noticesOf(quiet)).toEqual([]);
	});

	it("counts what goes on or is left out, field by field, and at which size all would fit", () => {
		const [over, left] = noticesOf({
			...quiet,
			overflow: [
				{ field: "sheet.why", characters: 30, fitsAt: 6.5 },
				{ field: "vision-main.background", characters: 12, fitsAt: 6.5 },
				{ field: "sheet.why", characters: 3, fitsAt: null },
			],
			leftOut: [{ field: "sheet.theme", characters: 8 }],
		});
		expect(over).toEqual({
			kind: "overflow",
			characters: 45,
			fitsAt: 6.5,
			lines: [
				{ field: "sheet.why", characters: 33 },
				{ field: "vision-main.background", characters: 12 },
			],
		});
		expect(left).toMatchObject({ kind: "left-out", characters: 8 });
	});

	it("names no size where none would do", () => {
		const overflow = [{ field: "sheet.why", characters: 9000, fitsAt: null }];
		expect(noticesOf({ ...quiet, overflow })).toMatchObject([{ fitsAt: null }]);
	});

	it("says once of a field how small it is at its smallest, words of the form too", () => {
		const notices = noticesOf({
			...quiet,
			illegible: [
				{ field: "action-1.title", size: 20, least: 32, largerPaper: false },
				{ field: null, size: 18, least: 24, largerPaper: true },
				{ field: "action-1.title", size: 16, least: 24, largerPaper: false },
			],
		});
		expect(notices).toEqual([
			{
				kind: "illegible",
				largerPaper: true,
				lines: [
					{ field: "action-1.title", size: 16, least: 32 },
					{ field: null, size: 18, least: 24 },
				],
			},
		]);
	});

	it("leads to the caption of a picture that is not shown, and to where a sign cannot be printed", () => {
		const notices = noticesOf({
			...quiet,
			pictures: ["picture-a"],
			missing: [
				{ field: "sheet.theme", character: "𠮷" },
				{ field: "sheet.theme", character: "𠮷" },
				{ field: "sheet.why", character: "✈" },
			],
		});
		expect(notices).toEqual([
			{ kind: "pictures", lines: [{ field: "picture-a.caption" }] },
			{
				kind: "missing",
				signs: "𠮷 ✈",
				lines: [
					{ field: "sheet.theme", signs: "𠮷" },
					{ field: "sheet.why", signs: "✈" },
				],
			},
		]);
	});
});
