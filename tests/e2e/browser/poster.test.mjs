// The poster in the window: its own words, and what of the sheet stands on it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBook, field, saved, sheetOf, stage } from "./stage.mjs";

const section = (page) => page.locator("#section-poster");
const hidden = async (page) => (await sheetOf(page)).sheet.poster.hidden;

/** The part of the poster's list that has `name`, opened. */
async function group(page, name) {
	const details = section(page).locator("details").filter({ has: page.locator("summary", { hasText: name }) });
	await details.locator("summary").click();
	return details;
}

test("the poster's own words are kept, and can be taken back", () =>
	stage("poster-words", async ({ page }) => {
		await beginBook(page, "緑川町");
		await section(page).getByText("シートに書くと、ここで選べるようになります。").waitFor();
		await page.getByRole("button", { name: "ポスター", exact: true }).click();
		await page.waitForFunction(() => document.activeElement?.id === "title-poster");
		await field(page, "poster-main.headline").fill("会いに行こう");
		await field(page, "poster-main.catchphrase").fill("まちは、声でできている");
		await saved(page);
		assert.equal((await sheetOf(page)).sheet.poster.headline, "会いに行こう");
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.querySelector('[data-field="poster-main.catchphrase"]').value === "");
		await saved(page);
		await page.reload();
		await field(page, "poster-main.headline").waitFor();
		assert.equal(await field(page, "poster-main.headline").inputValue(), "会いに行こう");
	}));

test("what is taken off the poster stays in the sheet, and comes back", () =>
	stage("poster-items", async ({ page }) => {
		await section(page).waitFor();
		const { sheet } = await sheetOf(page);
		const actions = await group(page, "アクション");
		await actions.getByText(`すべて載せます（${sheet.actions.length}件）`).waitFor();
		await actions.getByRole("checkbox").first().uncheck();
		await actions.getByText(`${sheet.actions.length}件のうち${sheet.actions.length - 1}件を載せます`).waitFor();
		assert.deepEqual(await hidden(page), [sheet.actions[0].id]);
		assert.equal((await sheetOf(page)).sheet.actions[0].title, sheet.actions[0].title);
		await actions.getByRole("button", { name: "すべて外す" }).click();
		await actions.getByText(`${sheet.actions.length}件のうち0件を載せます`).waitFor();
		await page.getByRole("button", { name: /^元に戻す/ }).click();
		await actions.getByText(`${sheet.actions.length}件のうち${sheet.actions.length - 1}件を載せます`).waitFor();
		await actions.getByRole("button", { name: "すべて載せる" }).click();
		await actions.getByText(`すべて載せます（${sheet.actions.length}件）`).waitFor();
		assert.deepEqual(await hidden(page), []);
	}));

test("with a step, what belongs to it goes off the poster, by keyboard too", () =>
	stage("poster-part", async ({ page }) => {
		const steps = await group(page, "ステップと目標状態");
		const boxes = steps.getByRole("checkbox");
		await boxes.first().focus();
		await page.keyboard.press("Space");
		await page.waitForFunction(() => document.querySelector("#section-poster details[open] ul ul input").disabled);
		assert.deepEqual(await hidden(page), ["step-1"]);
		assert.equal(await boxes.nth(1).isChecked(), false);
		await boxes.first().focus();
		await page.keyboard.press("Space");
		await page.waitForFunction(() => !document.querySelector("#section-poster details[open] ul ul input").disabled);
		assert.equal(await boxes.nth(1).isChecked(), true);
	}));
