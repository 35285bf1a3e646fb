// What can be done and how it is found; colours, size, several people before one screen, parts folded away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, beginBook, field, saved, stage } from "./stage.mjs";

const root = (page) => page.locator("html");
const action = (page, id) => page.locator(`[data-action="${id}"]`);
const size = (page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
/** Opens the palette and waits until it can be written in. */
async function openPalette(page) {
	await page.keyboard.press("Control+k");
	await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
}
const topOf = (page, address) => field(page, address).evaluate((area) => area.getBoundingClientRect().top);

test("what can be done is found by a word of it and done, and the focus is where it was", () =>
	stage("palette", async ({ page }) => {
		await beginBook(page, "緑川町");
		await field(page, "sheet.theme").fill("川のまち");
		await saved(page);
		await openPalette(page);
		const dialog = page.getByRole("dialog");
		await dialog.getByRole("option", { name: "元に戻す：" }).waitFor();
		await page.keyboard.insertText("モドス");
		assert.equal(await dialog.getByRole("option").first().getAttribute("data-action"), "undo");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.theme" && document.activeElement.value === "");
		await openPalette(page);
		await page.keyboard.insertText("ギャップ");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id === "title-gap");
		await action(page, "palette").click();
		await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
		await page.keyboard.insertText("版");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("Enter");
		await dialog.getByLabel("名前（例").waitFor();
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "detached" });
		await openPalette(page);
		await page.keyboard.insertText("ありえない言葉");
		await dialog.getByText("見つかりません").waitFor();
		await page.keyboard.press("Enter");
		assert.equal(await dialog.count(), 1);
	}));

test("nothing fires while an input method composes", () =>
	stage("composing", async ({ page }) => {
		await beginBook(page, "緑川町");
		const keys = await page.context().newCDPSession(page);
		const compose = (text) => keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
		const press = async (key, code, modifiers = 0) => {
			for (const type of ["rawKeyDown", "keyUp"]) await keys.send("Input.dispatchKeyEvent", { type, key, windowsVirtualKeyCode: code, modifiers });
		};
		const dialog = page.getByRole("dialog");
		await field(page, "sheet.theme").focus();
		await compose("かわ");
		const control = 2;
		for (const [key, code, modifiers] of [["k", 75, control], ["p", 80, control], ["z", 90, control], ["F1", 112], ["F5", 116], ["F8", 119]])
			await press(key, code, modifiers);
		assert.equal(await dialog.count(), 0);
		assert.equal(await action(page, "rail").getAttribute("aria-pressed"), "true");
		assert.equal(await action(page, "projector").getAttribute("aria-pressed"), "false");
		assert.equal(await field(page, "sheet.theme").inputValue(), "かわ");
		await keys.send("Input.insertText", { text: "川" });
		await saved(page);
		await openPalette(page);
		await compose("いんさつ");
		await press("Enter", 13);
		await press("Escape", 27);
		assert.equal(await dialog.count(), 1, "Enter and Escape belong to the input method");
		await dialog.getByRole("combobox").fill("印刷");
		await page.keyboard.press("Enter");
		await dialog.getByRole("button", { name: "PDFを書き出す" }).waitFor();
	}));

test("F1 lists the keys, and so does ? where nobody writes", () =>
	stage("keys", async ({ page }) => {
		await field(page, "sheet.theme").waitFor();
		const dialog = page.getByRole("dialog");
		await page.locator("#title-gap").focus();
		await page.keyboard.press("?");
		await dialog.getByRole("heading", { name: "キーの一覧" }).waitFor();
		const lines = await dialog.locator("dl > div").allInnerTexts();
		const listed = lines.map((line) => line.replace(/\s+/g, " "));
		for (const line of ["書き出す Ctrl P", "できること Ctrl K", "キーの一覧 F1", "大きく映す F5", "上下に動かす Alt ↑ Alt ↓"])
			assert.ok(listed.includes(line), `${line} in ${listed}`);
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "detached" });
		await field(page, "sheet.theme").fill("");
		await page.keyboard.type("?");
		assert.equal(await field(page, "sheet.theme").inputValue(), "?");
		await page.keyboard.press("F1");
		await dialog.waitFor();
	}));

test("the colours follow the system until others are chosen, which are kept and seen in every window", () =>
	stage("look", async ({ page }) => {
		await field(page, "sheet.theme").waitFor();
		const look = (name) => page.waitForFunction((name) => document.documentElement.dataset.look === name, name);
		await look("light");
		await page.emulateMedia({ colorScheme: "dark" });
		await look("dark");
		await page.emulateMedia({ contrast: "more" });
		await look("contrast");
		await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
		await look("light");
		const other = await page.context().newPage();
		await other.goto(page.url());
		await field(other, "sheet.theme").waitFor();
		await page.keyboard.press("Control+,");
		await page.getByRole("radio", { name: "暗い" }).evaluate((radio) => radio.click());
		await look("dark");
		await other.waitForFunction(() => document.documentElement.dataset.look === "dark");
		await other.close();
		const [ground, paper] = await page.evaluate(() =>
			[document.body, document.querySelector("aside .paper")].map((part) => getComputedStyle(part).backgroundColor),
		);
		assert.deepEqual([ground, paper], ["rgb(29, 28, 26)", "rgb(255, 255, 255)"], "the page is paper in every look");
		await page.reload();
		await look("dark");
		assert.equal((await ask(page, "start", {})).settings.look, "dark");
	}));

test("everything is enlarged by keys, the field at work stays in sight, and the size is kept", () =>
	stage("enlarge", async ({ page }) => {
		const theme = field(page, "sheet.theme");
		await theme.waitFor();
		const first = await size(page);
		const why = field(page, "sheet.why");
		await why.focus();
		const seen = () =>
			why.evaluate((area) => {
				const [{ top, bottom }, room] = [area, document.querySelector("main")].map((part) => part.getBoundingClientRect());
				return top < room.bottom && bottom > room.top;
			});
		for (let n = 0; n < 12; n++) await page.keyboard.press("Control++");
		await page.waitForFunction((first) => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) === first * 2, first);
		assert.ok(await seen());
		await page.waitForFunction(() => document.querySelector('[data-saved="saved"]'));
		for (let n = 0; n < 200 && (await ask(page, "start", {})).settings.zoom !== 200; n++) await page.waitForTimeout(20);
		await page.reload();
		await theme.waitFor();
		assert.equal(await size(page), first * 2);
		await page.keyboard.press("Control+-");
		assert.equal(await size(page), first * 1.9);
		await page.keyboard.press("Control+0");
		assert.equal(await size(page), first);
	}));

for (const [width, height] of [[1024, 640], [1920, 1080], [3840, 2160]]) {
	for (const zoom of [80, 100, 200]) {
		test(`nothing sticks out at ${width} × ${height} and ${zoom} %`, () =>
			stage(
				`room-${width}-${zoom}`,
				async ({ page }) => {
					for (const language of ["ja", "en"]) {
						await ask(page, "settings", { language, author: "", look: "system", zoom });
						await page.reload();
						await field(page, "sheet.theme").waitFor();
						for (const projected of [false, true]) {
							if (projected) await page.keyboard.press("F5");
							const over = await page.evaluate(() =>
								["header", ".rail", "main"]
									.map((part) => [part, document.querySelector(part)])
									.filter(([, part]) => part && part.scrollWidth > part.clientWidth + 1)
									.map(([name]) => name),
							);
							assert.deepEqual(over, [], `${language} ${projected ? "projected" : ""}`);
							const room = await page.locator("main").evaluate((main) => main.clientWidth);
							assert.ok(room >= width * 0.4, `the sheet has ${room} of ${width} px`);
						}
					}
				},
				{ viewport: { width, height } },
			));
	}
}

test("several people see it large on one screen, and it goes back to how it was", () =>
	stage("projector", async ({ page }) => {
		await field(page, "sheet.theme").waitFor();
		await page.locator("aside .paper").first().waitFor();
		await page.keyboard.press("F5");
		await page.waitForFunction(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) >= 24);
		assert.equal(await page.locator("aside").count(), 0);
		await page.keyboard.press("F9");
		await page.locator("aside .paper").first().waitFor();
		await page.keyboard.press("F9");
		await action(page, "projector").click();
		await page.locator("aside .paper").first().waitFor();
		assert.equal(await size(page), 16);
	}));

test("left and right are folded away by key and by button, and the field at work stays where it is", () =>
	stage("fold", async ({ page }) => {
		const why = field(page, "sheet.why");
		await why.focus();
		await page.locator("aside .paper").first().waitFor();
		const before = await topOf(page, "sheet.why");
		await page.keyboard.press("F8");
		await page.locator(".rail").waitFor({ state: "detached" });
		await page.keyboard.press("F9");
		await page.locator("aside").waitFor({ state: "detached" });
		assert.ok(Math.abs((await topOf(page, "sheet.why")) - before) < 4);
		assert.ok(await why.evaluate((area) => document.activeElement === area));
		assert.equal(await action(page, "rail").getAttribute("aria-pressed"), "false");
		await action(page, "rail").click();
		await page.locator(".rail").waitFor();
		await action(page, "page").click();
		await page.locator("aside .paper").first().waitFor();
	}));

test("where sheet and page do not fit beside each other, the page lies over the sheet until it has led back", () =>
	stage(
		"over",
		async ({ page }) => {
			await ask(page, "settings", { language: "ja", author: "", look: "system", zoom: 200 });
			await page.reload();
			await field(page, "sheet.theme").waitFor();
			assert.equal(await page.locator("aside").count(), 0);
			await page.keyboard.press("F9");
			const word = page.locator('aside svg [data-field="sheet.theme"]').first();
			await word.waitFor();
			assert.ok(await field(page, "sheet.theme").isHidden());
			const box = await word.boundingBox();
			await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
			await page.waitForFunction(() => document.activeElement?.dataset.field === "sheet.theme");
			assert.equal(await page.locator("aside").count(), 0);
		},
		{ viewport: { width: 1024, height: 640 } },
	));
