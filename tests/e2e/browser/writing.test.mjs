// What is typed is there again: every kind of field of every form, input methods, colleagues, undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, beginBook, field, saved, sheetOf, stage } from "./stage.mjs";

const FORMS = ["変革ストーリーシート", "20年ビジョンシート", "緊急時対応シート"];

/** Every value on the screen, by the address of its field or by its label. */
const values = (page) =>
	page.evaluate(() => {
		const all = {};
		for (const area of document.querySelectorAll("textarea[data-field]")) all[area.dataset.field] = area.value;
		for (const [n, input] of document.querySelectorAll("main input:not([type=file]), main select").entries()) {
			all[`input ${n}`] = ["checkbox", "radio"].includes(input.type) ? input.checked : input.value;
		}
		return all;
	});

/** Writes on every line that waits for a first item, and presses every button that adds something, those that appear by it included, once each. */
async function addEverything(page) {
	const lines = page.locator("main li.blank textarea");
	for (let left = await lines.count(); left > 0; left--) {
		await lines.first().focus();
		await page.keyboard.insertText("一つ目");
		await page.waitForFunction((left) => document.querySelectorAll("main li.blank").length < left, left);
	}
	for (let pressed = 0; ; pressed++) {
		const buttons = page.locator("main :is(.add > button, header > button, .why[aria-expanded=false]):not([data-pressed])");
		if ((await buttons.count()) === 0) return pressed;
		const before = await page.locator("main textarea").count();
		await buttons.first().evaluate((button) => {
			button.dataset.pressed = "yes";
			button.click();
		});
		await page.waitForFunction((before) => document.querySelectorAll("main textarea").length > before, before);
	}
}

for (const form of FORMS) {
	test(`every kind of field of ${form} is there after a reload`, () =>
		stage(`writing-${form}`, async ({ page }) => {
			await beginBook(page, "緑川町", form);
			assert.ok((await addEverything(page)) >= 15);
			const areas = page.locator("main textarea");
			const count = await areas.count();
			for (let n = 0; n < count; n++) {
				await areas.nth(n).focus();
				await page.keyboard.insertText(`${n}番目「対話」、𠮷野﨑。`);
			}
			await saved(page);
			for (const input of await page.locator('main input[type="number"]').all()) {
				await input.fill((await input.getAttribute("min")) === "1868" ? "2024" : "7");
				await input.press("Tab");
			}
			for (const select of await page.locator("main select").all()) {
				await select.selectOption({ index: 1 });
			}
			for (const choice of await page.locator('#section-poster fieldset:has(input[type="radio"])').all()) {
				await choice.locator('input[type="radio"]').last().evaluate((radio) => radio.click());
			}
			for (const date of await page.locator('main input[type="date"]').all()) {
				await date.fill("2026-07-21");
				await date.press("Tab");
			}
			await saved(page);
			const boxes = page.locator('main section:not(#section-poster) input[type="checkbox"]');
			for (let n = 0; n < (await boxes.count()); n++) await boxes.nth(n).check();
			await saved(page);
			await page.waitForTimeout(300);
			const before = await values(page);
			assert.ok(Object.keys(before).length >= 25);
			assert.deepEqual(Object.entries(before).filter(([, value]) => value === ""), []);
			await page.reload();
			await page.locator("main textarea").first().waitFor();
			await page.locator('main input[type="radio"]').first().waitFor({ state: "attached" });
			assert.deepEqual(await values(page), before);
		}));
}

test("a composition is not disturbed by autosave, nor by a colleague, and both words stay", () =>
	stage("composition", async ({ page }) => {
		await beginBook(page, "緑川町");
		const theme = field(page, "sheet.theme");
		await theme.focus();
		await page.keyboard.insertText("川のまち");
		await saved(page);
		const view = await sheetOf(page);
		const keys = await page.context().newCDPSession(page);
		await keys.send("Input.imeSetComposition", { text: "やま", selectionStart: 2, selectionEnd: 2 });
		assert.equal(await theme.inputValue(), "川のまちやま");
		const edit = { edit: "text", field: "sheet.theme", base: "川のまち", text: "清い川のまち" };
		await ask(page, "edit", { sheet: view.id, edits: [edit] });
		await page.waitForTimeout(1200);
		assert.equal(await theme.inputValue(), "川のまちやま", "the field was rewritten during a composition");
		await keys.send("Input.imeSetComposition", { text: "山と", selectionStart: 2, selectionEnd: 2 });
		await keys.send("Input.insertText", { text: "山と" });
		await saved(page);
		assert.equal(await theme.inputValue(), "清い川のまち山と");
		assert.equal((await sheetOf(page)).sheet.theme, "清い川のまち山と");
		assert.ok(await theme.evaluate((area) => document.activeElement === area && area.selectionStart === area.value.length));
	}));

test("undo and redo lead to the field and show it", () =>
	stage("undo", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.theme").fill("川のまち");
		await saved(page);
		await field(page, "sheet.why").fill("なぜなら");
		await field(page, "sheet.why").press("Control+z");
		await page.waitForFunction(() => document.querySelector('[data-field="sheet.why"]').value === "");
		assert.equal(await field(page, "sheet.theme").inputValue(), "川のまち");
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.theme" && document.activeElement.value === "");
		await page.keyboard.press("Control+Shift+z");
		await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.theme" && document.activeElement.value === "川のまち");
		await page.keyboard.press("Control+y");
		await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.why" && document.activeElement.value === "なぜなら");
		await saved(page);
	}));

test("what was typed last is kept when the page is left at once", () =>
	stage("leave", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.subtitle").focus();
		await page.keyboard.insertText("書いてすぐ閉じる");
		await page.reload();
		await field(page, "sheet.subtitle").waitFor();
		assert.equal(await field(page, "sheet.subtitle").inputValue(), "書いてすぐ閉じる");
	}));

test("非公開 is marked on the field, and leaves no trace on the page", () =>
	stage("confidential", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.subtitle").fill("部長の本音");
		await saved(page);
		const onPaper = page.locator('aside svg [data-field="sheet.subtitle"]');
		await onPaper.waitFor();
		await page.getByRole("button", { name: "「副題」を非公開にする" }).click();
		await page.getByText("非公開", { exact: true }).waitFor();
		await onPaper.waitFor({ state: "detached" });
		assert.deepEqual((await sheetOf(page)).sheet.subtitle, { text: "部長の本音", confidential: true });
	}));

test("two windows on one sheet show each other's words", () =>
	stage("two", async ({ page }) => {
		await beginBook(page, "緑川町");
		const other = await page.context().newPage();
		await other.goto(page.url());
		await field(other, "sheet.theme").waitFor();
		await field(page, "sheet.theme").fill("川のまち");
		await other.waitForFunction(() => document.querySelector('[data-field="sheet.theme"]').value === "川のまち");
		await field(other, "sheet.theme").focus();
		await other.keyboard.press("End");
		await other.keyboard.insertText("、山のまち");
		await page.waitForFunction(() => document.querySelector('[data-field="sheet.theme"]').value === "川のまち、山のまち");
		await other.close();
	}));

test("words that cannot be kept stay on the screen, are said not to be saved, and are saved once that works", () =>
	stage("unsaved", async ({ page, complaints }) => {
		await beginBook(page, "緑川町");
		await page.route("**/api/call", (route) => route.abort());
		await field(page, "sheet.theme").fill("消えてはいけない言葉");
		await page.locator('[data-saved="unsaved"]').waitFor();
		const told = page.locator("[role=alert] .trouble");
		await told.waitFor();
		assert.equal(await told.locator("p").count(), 3, "what, next and kept");
		assert.equal(await field(page, "sheet.theme").inputValue(), "消えてはいけない言葉");
		await page.unroute("**/api/call");
		await told.getByRole("button", { name: "もう一度保存する" }).click();
		await saved(page);
		await told.waitFor({ state: "detached" });
		assert.equal((await sheetOf(page)).sheet.theme, "消えてはいけない言葉");
		// That the browser lost the connection is what this test is about.
		complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes("ERR_FAILED")));
	}));
