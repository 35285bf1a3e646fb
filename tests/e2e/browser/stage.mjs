// A real core with an empty data folder, and a real browser in front of it. Nothing of it is mocked; with `desktop` a
// stand-in takes the part of the shell alone: the dialog for a place, and what the system would show.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const require = createRequire(join(root, "ui/package.json"));
const { chromium } = require("playwright-core");
/** The source of axe, to be run in the page. */
export const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const ARGUMENTS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

function program() {
	const ending = process.platform === "win32" ? ".exe" : "";
	const path = process.env.ARITAI_CLI ?? join(root, "target/debug", `aritai-cli${ending}`);
	if (!existsSync(path)) throw new Error(`${path} is not there: build it with \`cargo build -p aritai-cli\``);
	return path;
}

function chromiumPath() {
	const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
	const path = known.find((candidate) => candidate && existsSync(candidate));
	if (!path) throw new Error("no Chromium: install the Debian package chromium, or name one in CHROMIUM");
	return path;
}

/** The core said no. */
const REFUSED = 422;

/** Starts `aritai-cli serve`; answers with the one-time address and what ends it. */
async function serve(data) {
	const core = spawn(program(), ["serve"], { env: { ...process.env, ARITAI_DATA_DIR: data, HOME: data } });
	const said = [];
	core.stderr.on("data", (bytes) => said.push(String(bytes)));
	const address = await new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`the core gives no address: ${said.join("")}`)), 20_000);
		core.on("exit", (code) => reject(new Error(`the core ended with ${code}: ${said.join("")}`)));
		core.stdout.on("data", (bytes) => {
			const found = String(bytes).match(/http:\S+/);
			if (!found) return;
			clearTimeout(late);
			resolve(found[0]);
		});
	});
	const ended = new Promise((resolve) => core.on("exit", resolve));
	return {
		address,
		async end() {
			core.kill("SIGINT");
			await ended;
		},
	};
}

/**
 * Stands in the page where the desktop shell would: the core behind it is the real one, the dialog for a new file answers with
 * `place`, and what the system would have shown is remembered in `window.shown`.
 */
function shell(place) {
	const told = new Map();
	window.shown = [];
	const commands = {
		async call({ command, args }) {
			const body = JSON.stringify({ command, args });
			const answer = await fetch("/api/call", { method: "POST", headers: { "content-type": "application/json" }, body });
			const said = await answer.json();
			if (answer.ok) return said;
			throw said;
		},
		ready: () => null,
		choose_place: ({ question }) => (question.extension ? `${place}.${question.extension}` : place),
		open_pdf: ({ path }) => void window.shown.push(["open", path]),
		show_in_folder: ({ path }) => void window.shown.push(["folder", path]),
		"plugin:event|listen"({ event, handler }) {
			if (event !== "aritai") return handler;
			const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/events`);
			socket.addEventListener("message", ({ data }) => told.get(handler)({ event, id: handler, payload: JSON.parse(data) }));
			return new Promise((open) => socket.addEventListener("open", () => open(handler)));
		},
	};
	window.__TAURI_INTERNALS__ = {
		invoke: async (command, args) => commands[command](args),
		transformCallback(hear) {
			told.set(told.size + 1, hear);
			return told.size;
		},
	};
}

/**
 * A core, a browser and a page on it; `play` gets all three. What the page complains of fails the test. With `desktop` the
 * screens are those of the desktop app, and files go to the folder `prints` under that name.
 */
export async function stage(name, play, { viewport = { width: 1280, height: 800 }, desktop } = {}) {
	const data = mkdtempSync(join(tmpdir(), "aritai-"));
	const prints = join(data, "prints");
	mkdirSync(prints);
	const core = await serve(data);
	const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
	const context = await browser.newContext({ viewport, acceptDownloads: true, locale: "ja-JP", reducedMotion: "reduce" });
	const page = await context.newPage();
	if (desktop) await page.addInitScript(shell, join(prints, desktop));
	page.setDefaultTimeout(10_000);
	const complaints = [];
	page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
	page.on("response", async (response) => {
		if (response.status() !== REFUSED) return;
		const asked = response.request().postData();
		complaints.push(`${REFUSED} to ${asked}: ${await response.text().catch(() => "no more to be had")}`);
	});
	page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
	try {
		await page.goto(core.address);
		await play({ page, data, prints, complaints, core });
		assert.deepEqual(complaints, [], "the page complained");
	} catch (error) {
		const folder = join(root, "target/e2e");
		mkdirSync(folder, { recursive: true });
		await page.screenshot({ path: join(folder, `${name}.png`) });
		throw error;
	} finally {
		await browser.close();
		await core.end();
		rmSync(data, { recursive: true, force: true });
	}
}

/** A text field of the sheet. */
export const field = (page, address) => page.locator(`textarea[data-field="${address}"]`);

/** Waits until the window says that all is in the file. */
export const saved = (page) => page.locator('[data-saved="saved"]').waitFor();

/** What the core holds of the sheet that is open in the window, asked behind the window's back. */
export const ask = (page, command, args) =>
	page.evaluate(
		async ([command, args]) => {
			const body = JSON.stringify({ command, args });
			const answer = await fetch("/api/call", { method: "POST", headers: { "content-type": "application/json" }, body });
			return answer.json();
		},
		[command, args],
	);

/** The sheet that was opened last. */
export async function sheetOf(page, year = 0) {
	const book = await ask(page, "book", {});
	return ask(page, "sheet", { sheet: book.years[year].sheet });
}

/** Leaves the sample book and begins one of `organisation` by the form that is called `form`. */
export async function beginBook(page, organisation, form = "変革ストーリーシート") {
	await page.getByRole("button", { name: "綴りの一覧へ戻る" }).click();
	await page.getByLabel("団体名").fill(organisation);
	await page.getByRole("radio", { name: form }).evaluate((radio) => radio.click());
	await page.getByRole("button", { name: "綴りを作る" }).click();
	await page.getByRole("heading", { name: organisation }).waitFor();
}
