import { describe, expect, it } from "vitest";
import { nameIn } from "$lib/host/browser";
import { bookPath, fileName } from "$lib/paths";
import { words } from "$lib/words.svelte";
import { cohortUnit, fiscalYear, fiscalYearOf, shortYear } from "$lib/years";
import { OFFERED, percentOf, scaleOf, sizeOf, stepped, TRUE_SIZE } from "$lib/zoom";

describe("fiscal years", () => {
	it.each([
		[2022, "令和4年度（2022年度）"],
		[2019, "令和元年度（2019年度）"],
		[2018, "平成30年度（2018年度）"],
		[1988, "昭和63年度（1988年度）"],
	])("%i is %s", (year, label) => {
		expect(fiscalYear(year, "ja")).toBe(label);
	});

	it("have an English name, and a short one", () => {
		expect(fiscalYear(2022, "en")).toBe("FY2022 (Reiwa 4)");
		expect(shortYear(2019, "ja")).toBe("令和元年度");
		expect(shortYear(2019, "en")).toBe("FY2019");
	});

	it("have teams that are counted as each language counts", () => {
		expect(cohortUnit(4)).toBe("期生");
		words.language = "en";
		expect([1, 2, 3, 4, 11, 22, null].map((n) => `${n ?? ""}${cohortUnit(n)}`)).toEqual(
			["1st", "2nd", "3rd", "4th", "11th", "22nd", "th"].map((n) => `${n} team`),
		);
		words.language = "ja";
	});

	it("begin in April", () => {
		expect(fiscalYearOf(new Date(2026, 2, 31))).toBe(2025);
		expect(fiscalYearOf(new Date(2026, 3, 1))).toBe(2026);
	});
});

describe("file names", () => {
	it.each([
		["鈴汐市", "鈴汐市"],
		["a/b:c?", "a_b_c_"],
		["CON", "_CON"],
		["  ", "_"],
		["町.", "町"],
	])("%s becomes %s", (name, safe) => {
		expect(fileName(name)).toBe(safe);
	});

	it("are joined as their system joins", () => {
		expect(bookPath("/home/team", "鈴汐市")).toBe("/home/team/鈴汐市.aritai");
		expect(bookPath("C:\\綴り\\", "鈴汐市")).toBe("C:\\綴り\\鈴汐市.aritai");
	});

	it("are read from what a server says", () => {
		expect(nameIn("attachment; filename=\"sheet.pdf\"; filename*=UTF-8''%E9%88%B4.pdf")).toBe("鈴.pdf");
		expect(nameIn(null)).toBe("sheet.pdf");
	});
});

describe("the size of a page on the screen", () => {
	const a3 = { width: 420, height: 297 };
	const a4 = { width: 210, height: 297 };

	it("is as wide as the room for the widest page, or whole for the tallest one too", () => {
		expect(scaleOf("width", [a4, a3], { width: 420, height: 100 })).toBe(1);
		expect(scaleOf("page", [a3], { width: 420, height: 148.5 })).toBe(0.5);
		expect(scaleOf("page", [a4], { width: 210, height: 900 })).toBe(1);
	});

	it("is a share of the true size: at 100 % a millimetre is one", () => {
		expect(scaleOf(100, [a3], { width: 1, height: 1 })).toBe(TRUE_SIZE);
		expect(percentOf(scaleOf(150, [a3], { width: 1, height: 1 }))).toBe(150);
	});

	it("goes up and down by steps, through all that are offered, and ends", () => {
		expect([23, 50, 399, 400].map((from) => stepped(from, true))).toEqual([25, 75, 400, 400]);
		expect([23, 75, 51, 4].map((from) => stepped(from, false))).toEqual([20, 50, 50, 5]);
		expect(OFFERED.slice(1).map((share) => stepped(share, false))).toEqual(OFFERED.slice(0, -1));
	});

	it("is never negative in a room that is not there yet", () => {
		expect(scaleOf("width", [a3], { width: -32, height: -32 })).toBe(0);
		expect(scaleOf("page", [], { width: 0, height: 0 })).toBe(0);
	});

	it("is read from the drawing", () => {
		expect(sizeOf('<svg xmlns="x" viewBox="0 0 420 297.5" width="420mm">')).toEqual({ width: 420, height: 297.5 });
	});
});
