// Books, years, forms, versions, the page and its PDF.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { beginBook, field, saved, sheetOf, stage } from "./stage.mjs";

test("the first start shows the sample, and a new book takes its place", () =>
	stage("first", async ({ page }) => {
		await page.getByText("見本", { exact: true }).waitFor();
		assert.notEqual(await field(page, "sheet.theme").inputValue(), "");
		await beginBook(page, "緑川町");
		assert.equal(await field(page, "sheet.theme").inputValue(), "");
		await page.getByRole("button", { name: "綴りの一覧へ戻る" }).click();
		await page.locator("button.recent").nth(1).click();
		await page.getByText("見本", { exact: true }).waitFor();
	}));

test("a name that is taken is told with what to do, and nothing is lost", () =>
	stage("taken", async ({ page }) => {
		await beginBook(page, "緑川町");
		await page.getByRole("button", { name: "綴りの一覧へ戻る" }).click();
		await page.getByLabel("団体名").fill("緑川町");
		await page.getByRole("button", { name: "綴りを作る" }).click();
		const told = page.locator("[role=alert] .trouble");
		await told.waitFor();
		assert.ok((await told.locator("p").count()) >= 3, "what, next and kept");
		await told.getByRole("button", { name: "閉じる" }).click();
		await told.waitFor({ state: "detached" });
		await page.getByRole("button", { name: "綴りを作る" }).click();
		await told.waitFor();
		await page.getByLabel("団体名").fill("緑川市");
		await page.getByRole("button", { name: "綴りを作る" }).click();
		await page.getByRole("heading", { name: "緑川市" }).waitFor();
		assert.equal(await told.count(), 0, "the next try has put the last one right");
	}).catch(allowRefusals));

test("a damaged book is told of and recovered with one click", () =>
	stage("recover", async ({ page, data }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.theme").fill("水辺で話す");
		await saved(page);
		await page.getByRole("button", { name: "綴りの一覧へ戻る" }).click();
		await page.getByLabel("団体名").waitFor();
		const whole = readFileSync(join(data, "books", readdirSync(join(data, "books")).find((name) => name.includes("緑川町"))));
		const damaged = join(data, "途中で切れた.aritai");
		writeFileSync(damaged, whole.subarray(0, whole.length - 4096));
		await page.getByLabel("ファイルの場所").fill(damaged);
		await page.getByRole("button", { name: "開く", exact: true }).click();
		await page.locator("[role=alert]").getByRole("button", { name: "復旧" }).click();
		await page.getByRole("heading", { name: "緑川町" }).waitFor();
		assert.equal(await field(page, "sheet.theme").inputValue(), "水辺で話す");
		assert.equal(readFileSync(damaged).length, whole.length - 4096, "the damaged file stays as it was");
	}).catch(allowRefusals));

test("a book is given another name", () =>
	stage("rename", async ({ page }) => {
		await beginBook(page, "緑川町");
		await page.getByRole("button", { name: "緑川町" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("団体名").fill("緑川市");
		await dialog.getByRole("button", { name: "変える" }).click();
		await page.getByRole("heading", { name: "緑川市" }).waitFor();
		await page.reload();
		await page.getByRole("heading", { name: "緑川市" }).waitFor();
	}));

test("a second window follows the first to another book", () =>
	stage("follow", async ({ page }) => {
		const other = await page.context().newPage();
		await other.goto(page.url());
		await other.getByText("見本", { exact: true }).waitFor();
		await beginBook(page, "緑川町");
		await other.getByRole("heading", { name: "緑川町" }).waitFor();
		await other.close();
	}));

test("a second year follows the first", () =>
	stage("year", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.theme").fill("一年目のテーマ");
		await page.getByRole("button", { name: "アクションを加える" }).click();
		await page.waitForFunction(() => document.activeElement?.dataset.field?.startsWith("action-"));
		await page.keyboard.insertText("月一の立ち話");
		await saved(page);
		await page.getByRole("button", { name: "年度を加える" }).click();
		await page.getByRole("dialog").getByRole("button", { name: "加える", exact: true }).click();
		await page.waitForFunction(() => document.querySelectorAll("button.year").length === 2);
		await page.waitForFunction(() => document.querySelector('[data-field="sheet.theme"]').value === "");
		assert.equal((await sheetOf(page)).sheet.earlier[0].title, "月一の立ち話");
		await field(page, "sheet.theme").fill("二年目のテーマ");
		await saved(page);
		await page.locator("button.year").last().click();
		await page.waitForFunction(() => document.querySelector('[data-field="sheet.theme"]').value === "一年目のテーマ");
	}));

test("another form says what it keeps without showing it, and the first form has it again", () =>
	stage("form", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "ideal-people.headline").fill("問いを持つ職員");
		await saved(page);
		await page.getByRole("button", { name: "様式", exact: true }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByText("20年ビジョンシート", { exact: true }).click();
		await dialog.getByRole("button", { name: "この様式にする" }).click();
		await dialog.getByText("この様式に表れない内容が1件").waitFor();
		await dialog.getByText("残っている内容を見る").click();
		await dialog.getByText("問いを持つ職員").waitFor();
		assert.equal(await field(page, "ideal-people.headline").count(), 0);
		await dialog.getByText("変革ストーリーシート", { exact: true }).click();
		await dialog.getByRole("button", { name: "この様式にする" }).click();
		await field(page, "ideal-people.headline").waitFor({ state: "attached" });
		assert.equal(await field(page, "ideal-people.headline").inputValue(), "問いを持つ職員");
	}));

test("a version is named with its reason, and shows what has changed since", () =>
	stage("version", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.theme").fill("当初案");
		await page.keyboard.press("Control+Shift+s");
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("名前（例").fill("第1回研究会");
		await dialog.getByLabel("つけた人").fill("佐藤");
		await dialog.getByLabel("変えた理由").fill("はじめての案");
		await dialog.getByRole("button", { name: "版をつける" }).click();
		await dialog.getByText("はじめての案").waitFor();
		await dialog.getByText("佐藤").waitFor();
		await page.keyboard.press("Escape");
		await field(page, "sheet.theme").fill("修正案");
		await saved(page);
		await page.getByRole("button", { name: "版", exact: true }).click();
		await dialog.getByRole("button", { name: "見る" }).click();
		const row = dialog.getByRole("row").last();
		assert.deepEqual(await row.getByRole("cell").allInnerTexts(), ["当初案", "修正案"]);
	}));

test("the page shows what is typed; a click on it leads to the field, and the field is marked on it", () =>
	stage("page", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "vision-main.headline").fill("歩いて会いに行けるまち");
		await saved(page);
		const onPaper = page.locator('aside svg [data-field="vision-main.headline"]').first();
		await onPaper.waitFor();
		await page.locator('aside svg [data-field="vision-main.headline"].here').first().waitFor();
		await field(page, "sheet.theme").click();
		await page.locator('aside svg .here[data-field="vision-main.headline"]').waitFor({ state: "detached" });
		const box = await onPaper.boundingBox();
		await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
		await page.waitForFunction(() => document.activeElement?.dataset.field === "vision-main.headline");
	}));

test("what does not fit on the page is told, and leads to its field", () =>
	stage("overflow", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "vision-main.background").fill("川の音が聞こえる町で、人は立ち止まって話をする。".repeat(1200));
		await saved(page);
		const report = page.locator("aside .report");
		await report.waitFor();
		assert.ok((await page.locator("aside svg[viewBox]").count()) >= 2);
		await report.getByRole("button", { name: "川の音が聞こえる" }).click();
		await page.waitForFunction(() => document.activeElement?.dataset.field === "vision-main.background");
	}));

test("the sheet is exported as a PDF", () =>
	stage("export", async ({ page }) => {
		await page.getByRole("button", { name: "書き出す" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.locator("svg [data-field]").first().waitFor();
		const download = page.waitForEvent("download");
		await dialog.getByRole("button", { name: "PDFを書き出す" }).click();
		const file = await download;
		assert.match(file.suggestedFilename(), /\.pdf$/);
		const bytes = readFileSync(await file.path());
		assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
		assert.ok(bytes.length > 20_000);
		await page.getByText("PDFをダウンロードしました。").waitFor();
	}));

test("the screens speak English, and go on doing so", () =>
	stage("english", async ({ page }) => {
		await page.getByRole("button", { name: "見え方" }).click();
		await page.getByRole("combobox", { name: "言語" }).selectOption("en");
		await page.getByRole("heading", { name: "Look" }).waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: "Export" }).waitFor();
		await page.getByRole("heading", { name: "Present and gap" }).waitFor();
		await page.reload();
		await page.getByRole("button", { name: "Export" }).waitFor();
		assert.equal(await page.locator("html").getAttribute("lang"), "en");
	}));

/** The browser itself reports an answer of 4xx as an error; a refusal is what that test is about. */
function allowRefusals(error) {
	if (error.message.startsWith("the page complained") && error.actual.every((line) => /\b422\b/.test(line))) return;
	throw error;
}
