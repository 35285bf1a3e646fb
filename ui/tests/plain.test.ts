import { describe, expect, it } from "vitest";
import { nameIn } from "$lib/host/browser";
import { bookPath, fileName } from "$lib/paths";
import { actionFor, keysOf } from "$lib/state/actions";
import { fiscalYear, fiscalYearOf, shortYear } from "$lib/years";

describe("fiscal years", () => {
	it.each([
		[2022, "令和4年度（2022年度）"],
		[2019, "令和元年度（2019年度）"],
		[2018, "平成30年度（2018年度）"],
		[1988, "昭和63年度（1988年度）"],
	])("%i is %s", (year, words) => {
		expect(fiscalYear(year, "ja")).toBe(words);
	});

	it("have an English name, and a short one", () => {
		expect(fiscalYear(2022, "en")).toBe("FY2022 (Reiwa 4)");
		expect(shortYear(2019, "ja")).toBe("令和元年度");
		expect(shortYear(2019, "en")).toBe("FY2019");
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

describe("keys", () => {
	const press = (init: KeyboardEventInit & { keyCode?: number }) => new KeyboardEvent("keydown", init);

	it("are written one way on all systems", () => {
		expect(keysOf(press({ key: "z", ctrlKey: true }))).toBe("Mod+Z");
		expect(keysOf(press({ key: "Z", metaKey: true, shiftKey: true }))).toBe("Mod+Shift+Z");
	});

	it("find their action, but not while an input method works", () => {
		const undo = {
			id: "undo",
			label: "ui.undo",
			icon: "undo",
			keys: ["Mod+Z"],
			possible: () => true,
			do: () => {},
		} as const;
		expect(actionFor([undo], press({ key: "z", ctrlKey: true }))).toBe(undo);
		expect(actionFor([undo], press({ key: "z", ctrlKey: true, isComposing: true }))).toBeNull();
		expect(actionFor([undo], press({ key: "z" }))).toBeNull();
	});
});
