// Every view by axe, in both languages and all looks, and by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, axe, field, saved, stage } from "./stage.mjs";

/** What axe finds wrong with the page as it stands. */
async function faults(page) {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
	});
	return found;
}

/** What opens each window, and what it waits for. */
const windows = { "year-add": "form", form: "form", version: "form", export: "svg [data-field]", look: "output", palette: "[role=option]", keys: "kbd" };

for (const language of ["ja", "en"]) {
	for (const look of ["light", "dark", "contrast"]) {
		test(`axe finds nothing in any view (${language}, ${look})`, () =>
			stage(`axe-${language}-${look}`, async ({ page }) => {
				await ask(page, "settings", { language, author: "", look, zoom: 100 });
				await page.reload();
				await page.locator("aside svg").first().waitFor();
				assert.equal(await page.locator("html").getAttribute("data-look"), look);
				assert.deepEqual(await faults(page), [], "the book");
				for (const [name, within] of Object.entries(windows)) {
					await (name === "keys" ? page.keyboard.press("F1") : page.locator(`[data-action="${name}"]`).click());
					await page.getByRole("dialog").locator(within).first().waitFor();
					assert.deepEqual(await faults(page), [], name);
					await page.keyboard.press("Escape");
					await page.getByRole("dialog").waitFor({ state: "detached" });
				}
				await page.locator('[data-action="home"]').click();
				await page.locator("form").first().waitFor();
				assert.deepEqual(await faults(page), [], "the start");
			}));
	}
}

const inGrid = (page) => page.evaluate(() => document.activeElement?.closest("[role=table] [data-cell]") !== null);

test("the whole sheet is reached and the export begun by keyboard alone", () =>
	stage("keyboard-alone", async ({ page }) => {
		await field(page, "sheet.theme").waitFor();
		const reached = new Set();
		let export_ = false;
		for (let n = 0; n < 900; n++) {
			await page.keyboard.press("Tab");
			const at = await page.evaluate(() => ({ field: document.activeElement?.dataset?.field, text: document.activeElement?.textContent?.trim() }));
			if (at.field) reached.add(at.field);
			// In the grid Tab leads from cell to cell, and the arrows through the points of one.
			for (let field = at.field; field && (await inGrid(page)); ) {
				await page.keyboard.press("Control+End");
				await page.keyboard.press("ArrowDown");
				const below = await page.evaluate(() => document.activeElement?.dataset?.field);
				if (below === field) break;
				reached.add(below);
				field = below;
			}
			if (at.text?.startsWith("書き出す")) {
				export_ = true;
				if (reached.size > 0) break;
			}
		}
		const all = await page.locator("main textarea").count();
		assert.equal(reached.size, all);
		assert.ok(export_);
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").locator("svg [data-field]").first().waitFor();
		const download = page.waitForEvent("download");
		for (let n = 0; n < 40; n++) {
			await page.keyboard.press("Tab");
			if (await page.evaluate(() => document.activeElement?.textContent?.trim() === "PDFを書き出す")) break;
		}
		await page.keyboard.press("Enter");
		await download;
		await saved(page);
	}));
