// The gap matrix as a grid: keys from cell to cell, points that change cells, causes, and what the clipboard brings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBook, saved, sheetOf, stage } from "./stage.mjs";

const LIVE = '[aria-live="polite"].unseen';

/** The points of each cell in the core, row by row. */
async function cells(page) {
	const { sheet, form } = await sheetOf(page);
	return form.row.map((row) =>
		form.column.map((column) => {
			const cell = sheet.gap.find(({ id }) => id === `gap-${row.key}-${column.key}`);
			return (cell?.bullets ?? []).filter(({ archived }) => !archived).map(({ text }) => text);
		}),
	);
}

/** Which cell the focus is in, counted row by row. */
const at = (page) =>
	page.evaluate(() => [...document.querySelectorAll(".grid [data-cell]")].indexOf(document.activeElement?.closest("[data-cell]")));

/** Writes a point into the line that has the focus. */
async function write(page, words) {
	await page.keyboard.insertText(words);
	await page.waitForFunction(() => document.activeElement?.closest("li")?.matches(":not(.blank)"));
}

/** Pastes as the system would, in the field that has the focus. */
const paste = (page, data) =>
	page.evaluate((data) => {
		const clipboard = new DataTransfer();
		for (const [type, words] of Object.entries(data)) clipboard.setData(type, words);
		const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
		return document.activeElement.dispatchEvent(event);
	}, data);

const cell = (page, n) => page.locator(".grid [data-cell]").nth(n);
const told = (page, words) => page.waitForFunction(([live, words]) => document.querySelector(live).textContent.includes(words), [LIVE, words]);

test("a matrix is written by keyboard: Enter, Tab, back, and the arrows from point to point", () =>
	stage("grid-keys", async ({ page }) => {
		await beginBook(page, "緑川町");
		await cell(page, 0).click({ position: { x: 60, y: 120 } });
		await write(page, "過去一");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.value === "");
		await write(page, "過去二");
		await page.keyboard.press("Tab");
		assert.equal(await at(page), 1);
		await write(page, "現状");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Tab");
		assert.equal(await at(page), 3, "the next row");
		await page.keyboard.press("Shift+Tab");
		await page.keyboard.press("Shift+Tab");
		await page.keyboard.press("Shift+Tab");
		assert.equal(await page.evaluate(() => document.activeElement.value), "過去二", "back where one was");
		await page.keyboard.press("Home");
		await page.keyboard.press("ArrowUp");
		assert.equal(await page.evaluate(() => document.activeElement.value), "過去一");
		await page.keyboard.press("Shift+Enter");
		await page.keyboard.insertText("二行目");
		await saved(page);
		assert.deepEqual(await cells(page), [[["過去一\n二行目", "過去二"], ["現状"], []], [[], [], []]]);
		await page.keyboard.press("Escape");
		assert.equal(await page.evaluate(() => document.activeElement.className.split(" ")[0]), "grip");
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("ArrowRight");
		assert.ok(await page.evaluate(() => document.activeElement.matches(".away")));
	}));

test("the first letter of an empty cell may be a composition, which nothing disturbs", () =>
	stage("grid-composition", async ({ page }) => {
		await beginBook(page, "緑川町");
		await cell(page, 2).locator("textarea").focus();
		const keys = await page.context().newCDPSession(page);
		await keys.send("Input.imeSetComposition", { text: "たいわ", selectionStart: 3, selectionEnd: 3 });
		await page.waitForFunction(() => document.activeElement?.closest("li")?.matches(":not(.blank)"));
		assert.equal(await page.evaluate(() => document.activeElement.value), "たいわ");
		await page.waitForTimeout(600);
		await keys.send("Input.imeSetComposition", { text: "対話", selectionStart: 2, selectionEnd: 2 });
		await keys.send("Input.insertText", { text: "対話" });
		await saved(page);
		assert.deepEqual((await cells(page))[0], [[], [], ["対話"]]);
	}));

test("Alt and the arrows take a point to the neighbouring cells, say so, and keep the focus", () =>
	stage("grid-move", async ({ page }) => {
		await beginBook(page, "緑川町");
		await cell(page, 0).locator("textarea").focus();
		await write(page, "動く点");
		await page.keyboard.press("Alt+ArrowRight");
		await told(page, "「動く点」を「組織：現状」の1件中1番目に動かしました。");
		assert.equal(await at(page), 1);
		await page.keyboard.press("Alt+ArrowDown");
		await told(page, "「動く点」を「人：現状」の1件中1番目に動かしました。");
		assert.equal(await at(page), 4);
		await page.keyboard.insertText("。");
		await saved(page);
		assert.deepEqual(await cells(page), [[[], [], []], [[], ["動く点。"], []]]);
		await page.keyboard.press("Control+z");
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.querySelectorAll(".grid [data-cell]")[1].querySelector("textarea").value === "動く点");
		assert.deepEqual((await cells(page))[0], [[], ["動く点"], []]);
	}));

test("a point is dragged into another cell, to its place among the points there", () =>
	stage("grid-drag", async ({ page }) => {
		await beginBook(page, "緑川町");
		await cell(page, 0).locator("textarea").focus();
		await write(page, "動く点");
		await cell(page, 2).locator("textarea").focus();
		await paste(page, { "text/plain": "一\n二" });
		await told(page, "2件");
		const grip = await cell(page, 0).locator(".grip").boundingBox();
		const second = await cell(page, 2).locator("li").nth(1).boundingBox();
		await page.mouse.move(grip.x + 8, grip.y + 8);
		await page.mouse.down();
		await page.mouse.move(second.x + 20, second.y + 2, { steps: 6 });
		await page.locator("li.before").waitFor();
		await page.mouse.up();
		await told(page, "の3件中2番目");
		assert.deepEqual((await cells(page))[0], [[], [], ["一", "動く点", "二"]]);
	}));

test("a table from Excel fills the cells, a list from Word one cell, and each is one undo", () =>
	stage("grid-paste", async ({ page }) => {
		await beginBook(page, "緑川町");
		await cell(page, 1).locator("textarea").focus();
		const table = "<table><tr><td>・縦割り<br style='mso-data-placement:same-cell;'>・異動が早い</td><td>対話がない</td></tr><tr><td>&nbsp;</td><td>① 学ぶ場がない</td></tr></table>";
		assert.equal(await paste(page, { "text/html": `<html><body>${table}</body></html>`, "text/plain": "x" }), false);
		await told(page, "4件を貼り付けました");
		const filled = [[[], ["縦割り", "異動が早い"], ["対話がない"]], [[], [], ["学ぶ場がない"]]];
		assert.deepEqual(await cells(page), filled);
		await cell(page, 0).locator("textarea").focus();
		await paste(page, { "text/plain": "\uf0b7\t朝礼をやめた\r\n\uf0b7\t会議が増えた\r\n\r\n" });
		await told(page, "2件を貼り付けました");
		assert.deepEqual((await cells(page))[0][0], ["朝礼をやめた", "会議が増えた"]);
		assert.equal(await page.evaluate(() => document.activeElement.value), "会議が増えた");
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.querySelectorAll(".grid [data-cell]")[0].querySelector(".blank"));
		assert.deepEqual(await cells(page), filled);
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.querySelectorAll(".grid .blank").length === 6);
		assert.deepEqual(await cells(page), [[[], [], []], [[], [], []]]);
		await page.keyboard.press("Control+y");
		await page.waitForFunction(() => document.querySelectorAll(".grid .blank").length === 3);
		assert.deepEqual(await cells(page), filled);
	}));

test("why folds out under a point, is written by keyboard, and folds in", () =>
	stage("grid-why", async ({ page }) => {
		await beginBook(page, "緑川町", "緊急時対応シート");
		await cell(page, 1).locator("textarea").focus();
		await write(page, "連絡が届かない");
		await page.keyboard.press("Alt+Enter");
		await page.waitForFunction(() => document.activeElement?.closest(".causes") !== null);
		await write(page, "名簿が古い");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.value === "");
		await write(page, "係が変わった");
		await saved(page);
		const { sheet } = await sheetOf(page);
		const bullet = sheet.gap.flatMap(({ bullets }) => bullets).find(({ text }) => text === "連絡が届かない");
		assert.deepEqual(bullet.causes.map(({ text }) => text), ["名簿が古い", "係が変わった"]);
		await page.getByRole("button", { name: "「連絡が届かない」のなぜ（2件）" }).click();
		assert.equal(await page.locator(".causes textarea").count(), 0);
	}));
