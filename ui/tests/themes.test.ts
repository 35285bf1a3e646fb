import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const css = read("../src/app.css");

const accents = (text: string, pattern: RegExp): Record<string, string> =>
	Object.fromEntries([...text.matchAll(pattern)].map(([, id = "", accent = ""]) => [id, accent]));

function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

const mixed = (hex: string, share: number, other: string): string =>
	`#${[1, 3, 5]
		.map((at) => [hex, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number])
		.map(([one, two]) => Math.round(one * share + two * (1 - share)))
		.map((value) => value.toString(16).padStart(2, "0"))
		.join("")}`;

/** The tokens of a look, those that it does not change as they are by day. */
function tokens(look: "light" | "dark" | "contrast"): (name: string) => string {
	const block = look === "light" ? "" : (css.match(new RegExp(`:root\\[data-look="${look}"\\] \\{([^}]*)`))?.[1] ?? "");
	return (name) => {
		const pattern = new RegExp(`--${name}: (#\\w{6}|\\d+%)`);
		return block.match(pattern)?.[1] ?? css.match(pattern)?.[1] ?? "";
	};
}

const accentsOf = (time: "day" | "night") =>
	accents(css, new RegExp(`\\[data-accent="(\\w+)"\\] \\{[^}]*--accent-${time}: (#\\w{6})`, "g"));

describe("the years' colours", () => {
	it("are those of the paper", () => {
		const onPaper = accents(read("../../assets/themes/themes.toml"), /^id = "(\w+)"[\s\S]*?^accent = "(#\w{6})"/gm);
		expect(accentsOf("day")).toEqual(onPaper);
		expect(Object.keys(accentsOf("night"))).toEqual(Object.keys(onPaper));
	});
});

const deep = (colours: Record<string, string>) =>
	Object.fromEntries(Object.entries(colours).map(([id, accent]) => [id, mixed(accent, 0.7, "#000000")]));

describe.each([
	{ look: "light" as const, colours: accentsOf("day"), text: 4.5 },
	{ look: "dark" as const, colours: accentsOf("night"), text: 4.5 },
	{ look: "contrast" as const, colours: deep(accentsOf("day")), text: 7 },
])("the colours of the screen ($look)", ({ look, colours, text }) => {
	const token = tokens(look);
	const share = (name: string) => Number.parseInt(token(name), 10) / 100;
	const grounds = ["paper", "paper-raised", "paper-sunk"].map(token);

	it("are all there", () => {
		expect(Object.keys(colours)).toHaveLength(8);
		for (const name of ["paper", "ink", "ink-soft", "ink-line", "on-accent", "danger", "danger-wash"])
			expect(token(name), name).toMatch(/^#\w{6}$/);
	});

	it("let every year's colour carry text, on every ground and on its own wash, and be written on", () => {
		for (const [id, accent] of Object.entries(colours)) {
			const wash = mixed(accent, share("wash"), token("paper"));
			for (const ground of [...grounds, wash])
				expect(contrast(accent, ground), `${id} on ${ground}`).toBeGreaterThanOrEqual(text);
			expect(contrast(token("on-accent"), accent), id).toBeGreaterThanOrEqual(text);
			expect(contrast(token("ink-soft"), wash), id).toBeGreaterThanOrEqual(4.5);
			expect(contrast(token("ink"), mixed(accent, share("tint"), token("paper"))), id).toBeGreaterThanOrEqual(7);
		}
	});

	it("leave running text at AAA, lines at 3 : 1 and warnings legible", () => {
		for (const ground of grounds) {
			expect(contrast(token("ink"), ground)).toBeGreaterThanOrEqual(7);
			expect(contrast(token("ink-soft"), ground)).toBeGreaterThanOrEqual(text);
			expect(contrast(token("ink-line"), token("paper"))).toBeGreaterThanOrEqual(3);
			expect(contrast(token("danger"), ground)).toBeGreaterThanOrEqual(text);
		}
		for (const name of ["ink", "ink-soft", "danger"])
			expect(contrast(token(name), token("danger-wash")), name).toBeGreaterThanOrEqual(4.5);
	});
});
