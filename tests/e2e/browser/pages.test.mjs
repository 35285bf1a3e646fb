// The pages in the window: turning, enlarging, marking, and that nothing flickers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBook, field, saved, stage } from "./stage.mjs";

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

test("colours and tiles are chosen by looking at the pages", () =>
	stage("choices", async ({ page }) => {
		await page.getByRole("group", { name: "印刷されるページ" }).waitFor();
		await page.keyboard.press("Control+p");
		const dialog = page.getByRole("dialog", { name: "書き出す" });
		const colours = () => dialog.locator(".paper svg").first().evaluate((svg) => svg.outerHTML.match(/#[0-9a-f]{6}/g).join());
		await dialog.locator(".paper svg").first().waitFor();
		const before = await colours();
		await dialog.getByText("群青").click();
		await page.waitForFunction((before) => document.querySelector("[role=dialog] .paper svg").outerHTML.match(/#[0-9a-f]{6}/g).join() !== before, before);
		assert.match(await colours(), /#27498c/);
		await dialog.getByText("壁に掛ける大きさ").click();
		await dialog.getByRole("combobox", { name: "面付け" }).selectOption({ label: "分けて印刷し、貼り合わせる" });
		await page.waitForFunction(() => document.querySelectorAll("[role=dialog] .paper").length > 1);
		const tiles = await dialog.locator(".paper").count();
		await dialog.getByText("A3", { exact: true }).last().click();
		await page.waitForFunction((tiles) => document.querySelectorAll("[role=dialog] .paper").length < tiles, tiles);
		await dialog.getByRole("combobox", { name: "面付け" }).selectOption({ label: "1枚に1ページ" });
		await page.waitForFunction(() => document.querySelectorAll("[role=dialog] .paper").length === 1);
	}));
