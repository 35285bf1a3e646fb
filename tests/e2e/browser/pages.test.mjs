// The pages in the window: turning, enlarging, marking, and that nothing flickers.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { beginBook, field, saved, sheetOf, stage } from "./stage.mjs";

const room = (page) => page.getByRole("group", { name: "印刷されるページ" });
const widthOf = (page) => page.locator("aside .paper").first().evaluate((paper) => paper.getBoundingClientRect().width);

/** Waits until the list says `zoom` and the first page is at least and at most so wide, in CSS pixels. */
async function at(page, zoom, least, most) {
	await page.waitForFunction(
		([zoom, least, most]) => {
			const { width } = document.querySelector("aside .paper").getBoundingClientRect();
			return document.querySelector("aside .bar select").value === zoom && width >= least && width <= most;
		},
		[zoom, least, most],
	);
}

/** A book whose sheet goes on over several pages. */
async function manyPages(page) {
	await beginBook(page, "緑川町");
	await field(page, "vision-main.background").fill("川の音が聞こえる町で、人は立ち止まって話をする。".repeat(1500));
	await saved(page);
	await page.locator("aside .paper").nth(1).waitFor();
	return page.locator("aside .paper").count();
}

test("pages are turned by keys and by buttons", () =>
	stage("turning", async ({ page }) => {
		const count = await manyPages(page);
		assert.ok(count >= 2);
		const bar = page.getByRole("group", { name: "ページの操作" });
		await room(page).focus();
		await page.keyboard.press("Home");
		await bar.getByText(`1 / ${count}`).waitFor();
		await page.keyboard.press("PageDown");
		await bar.getByText(`2 / ${count}`).waitFor();
		const tops = await page.evaluate(() => {
			const top = (element) => element.getBoundingClientRect().top;
			return [top(document.querySelector("aside .room")), top(document.querySelectorAll("aside .paper")[1])];
		});
		assert.ok(Math.abs(tops[1] - tops[0] - 16) < 2, `the second page stands at the top: ${tops}`);
		await page.keyboard.press("PageUp");
		await bar.getByText(`1 / ${count}`).waitFor();
		await bar.getByRole("button", { name: "次のページへ" }).click();
		await bar.getByText(`2 / ${count}`).waitFor();
		await page.keyboard.press("Tab");
		await room(page).focus();
		await page.keyboard.press("End");
		await bar.getByText(`${count} / ${count}`).waitFor();
		assert.ok(await bar.getByRole("button", { name: "次のページへ" }).isDisabled());
	}));

test("pages are enlarged by keys, by buttons, by the list and by the wheel", () =>
	stage("zoom", async ({ page }) => {
		await room(page).waitFor();
		const millimetre = 96 / 25.4;
		const percent = (share) => 420 * millimetre * (share / 100);
		const fitted = await widthOf(page);
		const fits = [fitted - 0.5, fitted + 0.5];
		const is = (share) => at(page, String(share), percent(share) - 1, percent(share) + 1);
		await room(page).focus();
		await page.keyboard.press("Control++");
		await is(25);
		await page.keyboard.press("Control+-");
		await is(20);
		await page.keyboard.press("Control+0");
		await at(page, "width", ...fits);
		const zoom = page.getByRole("combobox", { name: "表示の大きさ" });
		await zoom.selectOption({ label: "100％" });
		await is(100);
		await page.getByRole("button", { name: "大きくする" }).click();
		await is(150);
		const box = await room(page).boundingBox();
		await page.mouse.move(box.x + box.width / 2, box.y + 50);
		await page.keyboard.down("Control");
		await page.mouse.wheel(0, 100);
		await page.keyboard.up("Control");
		await is(100);
		await zoom.selectOption({ label: "全体を見る" });
		await at(page, "page", 1, fitted + 0.5);
		const whole = await page.evaluate(() => {
			const [paper, room] = [".paper", ".room"].map((part) => document.querySelector(`aside ${part}`).getBoundingClientRect());
			return paper.width <= room.width && paper.height <= room.height;
		});
		assert.ok(whole);
	}));

test("only the page that changed is painted anew, and what the focused field wrote is brought into view", () =>
	stage("repaint", async ({ page }) => {
		await manyPages(page);
		await field(page, "sheet.subtitle").fill("副題");
		await saved(page);
		await page.locator('aside svg [data-field="sheet.subtitle"]').first().waitFor();
		const count = await page.locator("aside .paper").count();
		await page.evaluate(() => {
			for (const svg of document.querySelectorAll("aside .paper svg")) svg.dataset.before = "yes";
		});
		await field(page, "sheet.subtitle").fill("副題を書き足す");
		await saved(page);
		await page.locator('aside svg [data-field="sheet.subtitle"]').getByText("副題を書き足す").waitFor();
		const kept = await page.evaluate(() => [...document.querySelectorAll("aside .paper svg")].map((svg) => svg.dataset.before === "yes"));
		assert.equal(kept.length, count);
		assert.equal(kept[0], false, "the first page has other words now");
		assert.ok(kept.slice(1).every(Boolean), `the others stay as they were: ${kept}`);
		await room(page).focus();
		await page.keyboard.press("End");
		await field(page, "sheet.theme").focus();
		await field(page, "sheet.subtitle").focus();
		await page.waitForFunction(() => {
			const [mark, room] = [".here", ".room"].map((part) => document.querySelector(`aside ${part}`)?.getBoundingClientRect());
			return mark && mark.top >= room.top && mark.bottom <= room.bottom;
		});
	}));

test("the window for printing shows the pages on the chosen paper, and leads to a field", () =>
	stage("print", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "vision-main.background").fill("川の音が聞こえる町で、人は立ち止まって話をする。".repeat(700));
		await saved(page);
		await field(page, "sheet.theme").focus();
		await page.keyboard.press("Control+p");
		const dialog = page.getByRole("dialog", { name: "書き出す" });
		const paper = dialog.locator(".paper svg").first();
		await paper.waitFor();
		assert.equal(await paper.getAttribute("viewBox"), "0 0 420 297");
		await dialog.getByRole("combobox", { name: "用紙" }).selectOption("a4");
		await page.waitForFunction(() => document.querySelector("[role=dialog] .paper svg").getAttribute("viewBox") === "0 0 297 210");
		await dialog.locator(".report").getByRole("button").first().click();
		await dialog.waitFor({ state: "detached" });
		await page.waitForFunction(() => document.activeElement?.dataset.field === "vision-main.background");
	}));

/** The window for printing, opened, with its first page. */
async function printing(page) {
	await room(page).waitFor();
	await page.keyboard.press("Control+p");
	const dialog = page.getByRole("dialog", { name: "書き出す" });
	await dialog.locator(".room .paper svg").first().waitFor();
	return dialog;
}

/** Waits until the window for printing shows a page that `svg` is not the drawing of. */
const redrawn = (page, svg) =>
	page.waitForFunction((svg) => {
		const shown = document.querySelector("[role=dialog] .room .drawing svg");
		return shown && shown.outerHTML !== svg && document.querySelector("[role=dialog] .sheet[aria-busy=false]");
	}, svg);
const drawn = (dialog) => dialog.locator(".room .drawing svg").first().evaluate((svg) => svg.outerHTML);

test("colours are chosen by looking at the pages", () =>
	stage("choices", async ({ page }) => {
		const dialog = await printing(page);
		const before = await drawn(dialog);
		await dialog.getByText("群青", { exact: true }).click();
		await redrawn(page, before);
		assert.match(await drawn(dialog), /#27498c/);
	}));

test("a page on tiles is shown whole, with the sheets of paper over it, their numbers and their count", () =>
	stage("tiles", async ({ page }) => {
		const dialog = await printing(page);
		const before = await drawn(dialog);
		await dialog.getByText("壁に掛ける大きさ").click();
		await redrawn(page, before);
		await dialog.getByRole("combobox", { name: "面付け" }).selectOption({ label: "分けて印刷し、貼り合わせる" });
		const sum = dialog.getByText(/枚（\d+列×\d+行）/);
		await sum.waitFor();
		const counted = async () => (await sum.textContent()).match(/^(A\d) (\d+)枚（(\d+)列×(\d+)行）/).slice(1);
		const [paper, sheets, columns, rows] = await counted();
		assert.equal(paper, "A4");
		assert.equal(Number(sheets), columns * rows);
		assert.equal(await dialog.locator(".room .paper").count(), 1);
		const grid = dialog.getByRole("img", { name: /^貼り合わせる紙/ });
		const numbers = await grid.locator("text").allTextContents();
		assert.equal(numbers.length, Number(sheets));
		assert.deepEqual([numbers[0], numbers.at(-1)], ["1–1", `${rows}–${columns}`]);
		// The grid lies on the page, and lets clicks through to its words.
		const [over, under] = await Promise.all([grid.boundingBox(), dialog.locator(".room .paper").boundingBox()]);
		assert.ok(Math.abs(over.width - under.width) < 1 && Math.abs(over.height - under.height) < 1);
		await dialog.getByText("A3", { exact: true }).last().click();
		await dialog.getByText(/^A3 \d+枚/).waitFor();
		assert.ok(Number((await counted())[1]) < Number(sheets));
		await dialog.locator(".room [data-field] text").first().click({ force: true });
		await dialog.waitFor({ state: "detached" });
		await page.waitForFunction(() => document.activeElement?.dataset.field !== undefined);
	}));

test("the poster's templates are chosen by looking at this sheet in each of them", () =>
	stage("templates", async ({ page }) => {
		const dialog = await printing(page);
		const before = await drawn(dialog);
		await dialog.getByText("壁に掛ける大きさ").click();
		await redrawn(page, before);
		const cards = dialog.getByRole("group", { name: "型" });
		await page.waitForFunction(() => document.querySelectorAll("[role=dialog] fieldset .paper svg").length === 4);
		const small = await cards.locator(".paper svg").evaluateAll((all) => all.map((svg) => svg.textContent));
		assert.equal(new Set(small).size, 4, "each is set in its own way");
		const { sheet } = await sheetOf(page);
		assert.ok(small.every((text) => text.includes(sheet.actions[0].title.slice(0, 4))), "with the words of this sheet");
		const first = await drawn(dialog);
		await cards.getByRole("radio").first().focus();
		await page.keyboard.press("ArrowDown");
		await redrawn(page, first);
		assert.equal(await cards.getByRole("radio").nth(1).isChecked(), true);
		const final = await drawn(dialog);
		await dialog.getByText("「案」の文字を入れる").click();
		await redrawn(page, final);
		assert.ok((await dialog.locator(".room .drawing text").allTextContents()).includes("案"));
		// What is chosen here is for this print alone.
		assert.equal((await sheetOf(page)).sheet.poster.template, null);
	}));

test("what a print leaves out is named, folded where it is much, and leads to its field", () =>
	stage("report", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.why").fill("住民と職員が同じ机で考える。".repeat(800));
		await field(page, "vision-main.background").fill("川の音が聞こえる町で、人は立ち止まって話をする。".repeat(300));
		await saved(page);
		const dialog = await printing(page);
		const report = dialog.locator(".report");
		await report.and(dialog.locator("[data-kind=overflow]")).getByText(/^1ページに収めると、本文は [\d.]+ pt/).waitFor();
		const before = await drawn(dialog);
		await dialog.getByText("市長などへの説明に、要点だけ").click();
		await redrawn(page, before);
		const left = dialog.locator(".report[data-kind=left-out]");
		await left.getByText("ここに載せていない言葉があります").waitFor();
		await left.locator("summary").click();
		const line = left.locator("li").filter({ hasText: "住民と職員が" });
		assert.match(await line.locator(".measure").textContent(), /^[\d,]+字$/);
		await line.getByRole("button").click();
		await dialog.waitFor({ state: "detached" });
		await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.why");
	}));

test("an export is opened, or shown in its folder, where the desktop is there", () =>
	stage(
		"folder",
		async ({ page, prints }) => {
			const dialog = await printing(page);
			await dialog.getByRole("button", { name: "PDFを書き出す" }).click();
			await page.getByRole("button", { name: "フォルダーを開く" }).click();
			await page.getByRole("button", { name: "開く", exact: true }).click();
			const path = join(prints, "シート.pdf");
			assert.deepEqual(await page.evaluate(() => window.shown), [["folder", path], ["open", path]]);
			assert.deepEqual(readdirSync(prints), ["シート.pdf"]);
		},
		{ desktop: "シート" },
	));

test("in a browser an export goes to the downloads, and no folder is offered", () =>
	stage("download", async ({ page }) => {
		const dialog = await printing(page);
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			dialog.getByRole("button", { name: "PDFを書き出す" }).click(),
		]);
		assert.match(download.suggestedFilename(), /\.pdf$/);
		await page.getByText("PDFをダウンロードしました。").waitFor();
		assert.equal(await page.getByRole("button", { name: "フォルダーを開く" }).count(), 0);
	}));

test("a long export is cancelled and leaves no file", () =>
	stage(
		"cancel",
		async ({ page, prints }) => {
			const dialog = await printing(page);
			const before = await drawn(dialog);
			await dialog.getByText("壁に掛ける大きさ").click();
			await redrawn(page, before);
			await dialog.getByRole("combobox", { name: "用紙" }).selectOption("a0");
			await dialog.getByText("PNG", { exact: true }).click();
			await dialog.getByRole("button", { name: "PNGを書き出す" }).click();
			await page.getByText("書き出しています…").waitFor();
			await page.getByRole("button", { name: "やめる" }).click();
			await page.getByText("取りやめています…").waitFor();
			await page.getByText("取りやめています…").waitFor({ state: "detached", timeout: 120_000 });
			assert.equal(await page.getByText("書き出しました").count(), 0);
			assert.deepEqual(readdirSync(prints), [], "no file, and no half one");
		},
		{ desktop: "ポスター" },
	));
