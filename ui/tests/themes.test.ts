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

describe("the years' colours", () => {
	const onScreen = accents(css, /\[data-accent="(\w+)"\] \{\s*--accent: (#\w{6})/g);

	it("are those of the paper", () => {
		const onPaper = accents(read("../../assets/themes/themes.toml"), /^id = "(\w+)"[\s\S]*?^accent = "(#\w{6})"/gm);
		expect(onScreen).toEqual(onPaper);
	});

	it("carry text on every ground of the screen (AA)", () => {
		const grounds = ["--paper", "--paper-raised", "--paper-sunk"].map(
			(name) => css.match(new RegExp(`${name}: (#\\w{6})`))?.[1] ?? "",
		);
		for (const ground of grounds) {
			for (const [id, accent] of Object.entries(onScreen))
				expect(contrast(accent, ground), id).toBeGreaterThanOrEqual(4.5);
		}
	});

	it("leave running text at AAA and lines at 3 : 1", () => {
		const colour = (name: string) => css.match(new RegExp(`${name}: (#\\w{6})`))?.[1] ?? "";
		expect(contrast(colour("--ink"), colour("--paper"))).toBeGreaterThanOrEqual(7);
		expect(contrast(colour("--ink-soft"), colour("--paper-sunk"))).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colour("--ink-line"), colour("--paper"))).toBeGreaterThanOrEqual(3);
	});
});
