import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const lib = join(import.meta.dirname, "../src/lib");
const files = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((file) => /\.(svelte|ts)$/.test(file));

/** The rooms of the screens, the lowest first; what lies at the top of `lib` is pure and knows only the bindings. */
const rooms = ["", "host", "shared", "state", "domain", "views"];

const roomOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : "");

interface Import {
	from: string;
	to: string;
	typeOnly: boolean;
}

function imports(): Import[] {
	return files.flatMap((file) => {
		const text = readFileSync(join(lib, file), "utf8");
		return [...text.matchAll(/^import (type )?[^;]*?from "([^"]+)"/gm)].map(([, type, target = ""]) => ({
			from: file,
			to: target.startsWith(".") ? normalize(join(dirname(file), target)) : target.replace("$lib/", ""),
			typeOnly: type !== undefined,
		}));
	});
}

describe("the directions within the screens", () => {
	it("go downwards only", () => {
		const upwards = imports()
			.filter(({ to, typeOnly }) => !typeOnly && rooms.includes(roomOf(to)))
			.filter(({ from, to }) => rooms.indexOf(roomOf(to)) > rooms.indexOf(roomOf(from)))
			.map(({ from, to }) => `${from} → ${to}`);
		expect(upwards).toEqual([]);
	});

	it("lead to a shell or a network through the host only", () => {
		for (const { from, to } of imports()) {
			if (to.startsWith("@tauri-apps/")) expect(from).toBe("host/tauri.ts");
		}
		for (const file of files.filter((name) => roomOf(name) !== "host")) {
			const text = readFileSync(join(lib, file), "utf8");
			expect(text, file).not.toMatch(/\bfetch\(|\bWebSocket\b|__TAURI/);
		}
	});
});
