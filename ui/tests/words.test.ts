import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";
import en from "$assets/i18n/en.json";
import ja from "$assets/i18n/ja.json";
import { fill } from "$lib/words.svelte";

const source = join(import.meta.dirname, "../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => /\.(svelte|ts)$/.test(file));
const catalogues: Record<string, Record<string, string>> = { ja, en };

/** Keys that are put together from a part that the core says. */
const families = ["ui.hint.doubt.", "ui.saved.", "ui.status.", "ui.cohort.unit.", "ui.print."];

function keysUsed(): Map<string, string> {
	const used = new Map<string, string>();
	for (const file of files) {
		const text = readFileSync(join(source, file), "utf8");
		for (const [, key] of text.matchAll(/["'`]((?:error\.)?ui\.[a-z0-9.-]+[a-z0-9])["'`]/g)) {
			if (key && key !== "ui.unreachable") used.set(key, file);
		}
	}
	return used;
}

describe("the catalogue", () => {
	it("has the same keys in both languages", () => {
		expect(Object.keys(en).toSorted()).toEqual(Object.keys(ja).toSorted());
	});

	it("has the same placeholders in both languages, and no empty text", () => {
		const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();
		for (const [key, text] of Object.entries(ja)) {
			const other = catalogues.en?.[key] ?? "";
			expect(text.trim() && other.trim(), key).not.toBe("");
			expect(placeholders(text), key).toEqual(placeholders(other));
		}
	});

	it("has every key that the screens use", () => {
		const lacking = [...keysUsed()].filter(([key]) => !(key in ja)).map(([key, file]) => `${key} in ${file}`);
		expect(lacking).toEqual([]);
	});

	it("has no key of the screens that nothing uses", () => {
		const used = keysUsed();
		const idle = Object.keys(ja).filter(
			(key) => key.startsWith("ui.") && !used.has(key) && !families.some((family) => key.startsWith(family)),
		);
		expect(idle).toEqual([]);
	});

	it("leaves no literal text in a component", () => {
		const spoken = new Set(["alt", "aria-description", "aria-label", "label", "name", "placeholder", "title"]);
		const literal: string[] = [];
		for (const file of files.filter((name) => name.endsWith(".svelte"))) {
			const text = readFileSync(join(source, file), "utf8");
			walk(
				parse(text, { modern: true }).fragment,
				(node) => {
					if (node.type === "Text" && /\p{L}/u.test(String(node.data)))
						literal.push(`${file}: ${String(node.data).trim()}`);
				},
				spoken,
			);
			for (const [, string] of text.matchAll(/["'`]([^"'`\n]*[\u3040-\u30ff\u4e00-\u9fff][^"'`\n]*)["'`]/g))
				literal.push(`${file}: ${string}`);
		}
		expect(literal).toEqual([]);
	});

	it("puts values in their places", () => {
		expect(fill("{a}は{b}", { a: "{b}", b: 2 })).toBe("{b}は2");
		expect(fill("{none}", {})).toBe("{none}");
	});

	it("counts", () => {
		const text = "{n} [n:page|pages] of {of} [of:sheet|sheets]";
		expect(fill(text, { n: 1, of: 2 })).toBe("1 page of 2 sheets");
		expect(fill(text, { n: 0, of: 1 })).toBe("0 pages of 1 sheet");
		expect(fill("[none:one|more]", {})).toBe("[none:one|more]");
	});
});

interface Node {
	type: string;
	name?: string;
	data?: unknown;
}

/** Visits the words that a person would see or hear: text between tags, and spoken attributes. */
function walk(node: unknown, visit: (node: Node) => void, spoken: Set<string>): void {
	if (Array.isArray(node)) {
		for (const child of node) walk(child, visit, spoken);
		return;
	}
	if (typeof node !== "object" || node === null) return;
	const typed = node as Node & Record<string, unknown>;
	if (typed.type === "Attribute") {
		if (typed.name !== undefined && spoken.has(typed.name) && Array.isArray(typed.value))
			walk(typed.value, visit, spoken);
		return;
	}
	if (typed.type === "Text") visit(typed);
	// An icon's name is no word, and a style no text.
	if (typed.type === "Component" && typed.name === "Icon") return;
	if (["Comment", "ExpressionTag", "StyleDirective", "StyleSheet"].includes(typed.type)) return;
	for (const [key, value] of Object.entries(typed)) {
		if (key !== "expression" && key !== "css") walk(value, visit, spoken);
	}
}
