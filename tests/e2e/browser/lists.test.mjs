// Lists: writing on with Enter, moving by keyboard and by pointer, putting away and bringing back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBook, saved, sheetOf, stage } from "./stage.mjs";

const CELL = "gap-organization-present";

/** The list of a cell of the matrix, with three points in it. */
async function threePoints(page) {
	await beginBook(page, "緑川町");
	const list = page.locator(".cell").nth(1);
	await list.locator("textarea").click();
	await page.waitForFunction(() => document.activeElement?.dataset.field?.startsWith("bullet-"));
	for (const [n, word] of ["一つ目", "二つ目", "三つ目"].entries()) {
		await page.keyboard.insertText(word);
		if (n === 2) break;
		const before = await list.locator("textarea").count();
		await page.keyboard.press("Enter");
		await page.waitForFunction(
			(before) => document.activeElement?.value === "" && document.querySelectorAll(".cell:nth-of-type(3) textarea").length > before,
			before,
		);
	}
	await saved(page);
	return list;
}

const order = (list) => list.locator("textarea").evaluateAll((areas) => areas.map((area) => area.value));

async function inCore(page) {
	const { sheet } = await sheetOf(page);
	const cell = sheet.gap.find(({ id }) => id === CELL);
	return cell.bullets.filter((bullet) => !bullet.archived).map((bullet) => bullet.text);
}

test("Enter goes on, Backspace in an empty point goes back", () =>
	stage("enter", async ({ page }) => {
		const list = await threePoints(page);
		assert.deepEqual(await inCore(page), ["一つ目", "二つ目", "三つ目"]);
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.value === "");
		await page.keyboard.press("Backspace");
		await page.waitForFunction(() => document.activeElement?.value === "三つ目");
		assert.deepEqual(await order(list), ["一つ目", "二つ目", "三つ目"]);
	}));

test("Alt and an arrow move a point, say so, and keep the focus", () =>
	stage("keyboard", async ({ page }) => {
		const list = await threePoints(page);
		await page.keyboard.press("Alt+ArrowUp");
		await page.waitForFunction(() => document.querySelector('[aria-live="polite"].unseen').textContent.includes("3件中2番目"));
		assert.deepEqual(await order(list), ["一つ目", "三つ目", "二つ目"]);
		assert.equal(await page.evaluate(() => document.activeElement.value), "三つ目");
		await saved(page);
		assert.deepEqual(await inCore(page), ["一つ目", "三つ目", "二つ目"]);
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.activeElement?.value === "三つ目");
		assert.deepEqual(await inCore(page), ["一つ目", "二つ目", "三つ目"]);
	}));

test("a point is moved by the pointer", () =>
	stage("pointer", async ({ page }) => {
		const list = await threePoints(page);
		const grip = list.locator(".grip").first();
		await grip.scrollIntoViewIfNeeded();
		const from = await grip.boundingBox();
		const last = await list.locator("li").last().boundingBox();
		await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x + 12, last.y + last.height / 2, { steps: 5 });
		await page.mouse.move(from.x + 12, last.y + last.height + 4, { steps: 3 });
		await page.mouse.up();
		await page.waitForFunction(() => [...document.querySelectorAll("main .cell textarea")].map((area) => area.value).filter(Boolean).join() === "二つ目,三つ目,一つ目");
		await saved(page);
		assert.deepEqual(await inCore(page), ["二つ目", "三つ目", "一つ目"]);
	}));

test("what was put away can be brought back", () =>
	stage("archive", async ({ page }) => {
		const list = await threePoints(page);
		await list.locator("li").nth(1).hover();
		await page.getByRole("button", { name: "「二つ目」をしまう" }).click();
		await list.getByText("しまったもの（1件）").click();
		assert.deepEqual(await inCore(page), ["一つ目", "三つ目"]);
		await list.getByRole("button", { name: "戻す" }).click();
		await page.waitForFunction(() => document.activeElement?.value === "二つ目");
		assert.deepEqual(await inCore(page), ["一つ目", "二つ目", "三つ目"]);
	}));
