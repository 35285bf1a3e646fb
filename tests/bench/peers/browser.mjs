// Chromium: reads "kept PATH" or "anew PATH" from each line, prints the page as PDF, and answers with seconds and bytes.
// "kept" is one browser that stays open, "anew" a process for each page, as programs print that have no browser of their own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [program, modules] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, "package.json"))("playwright-core");
const place = mkdtempSync(join(tmpdir(), "printed-"));
const quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];
const browser = await chromium.launch({ executablePath: program, args: quiet });
const page = await browser.newPage();
for await (const line of createInterface({ input: process.stdin })) {
	const [how, path] = line.split(" ");
	const start = performance.now();
	let bytes;
	if (how === "kept") {
		await page.goto(pathToFileURL(path).href);
		bytes = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).length;
	} else {
		const out = join(place, "out.pdf");
		const wanted = ["--headless=new", `--user-data-dir=${place}`, "--no-pdf-header-footer", `--print-to-pdf=${out}`];
		execFileSync(program, [...quiet, ...wanted, pathToFileURL(path).href], { stdio: "ignore" });
		bytes = statSync(out).size;
	}
	console.log((performance.now() - start) / 1000, bytes);
}
await browser.close();
rmSync(place, { recursive: true, force: true });
