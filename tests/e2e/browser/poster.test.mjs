// The poster in the window: its own words, and what of the sheet stands on it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
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

test("the poster's template and colours are chosen beside its page, by keyboard too, and taken back", () =>
	stage("poster-look", async ({ page }) => {
		const poster = async () => (await sheetOf(page)).sheet.poster;
		const beside = () => page.locator("aside .drawing svg").first().evaluate((svg) => svg.outerHTML);
		const other = (svg) =>
			page.waitForFunction((svg) => {
				const room = document.querySelector("aside .room[aria-busy=false]");
				return room && room.querySelector(".drawing svg").outerHTML !== svg;
			}, svg);
		await page.locator("aside .drawing svg").first().waitFor();
		const sheet = await beside();
		await page.getByRole("button", { name: "ポスター", exact: true }).click();
		await other(sheet);
		assert.equal(await page.locator("aside").getByRole("combobox", { name: "用紙" }).inputValue(), "poster a1");
		const templates = section(page).getByRole("group", { name: "型" });
		await templates.scrollIntoViewIfNeeded();
		await page.waitForFunction(() => document.querySelectorAll("#section-poster fieldset .paper svg").length === 4);
		const first = templates.getByRole("radio").first();
		assert.ok(await first.isChecked());
		assert.equal((await poster()).template, null);
		const staircase = await beside();
		await first.focus();
		await page.keyboard.press("ArrowDown");
		await other(staircase);
		await saved(page);
		assert.equal((await poster()).template, "story");
		const story = await beside();
		await section(page).getByText("若竹", { exact: true }).click();
		await other(story);
		await saved(page);
		assert.equal((await poster()).theme, "wakatake");
		const undo = page.getByRole("button", { name: /^元に戻す/ });
		await undo.click();
		await saved(page);
		await page.waitForFunction(() => document.querySelector("#section-poster input[value='']").checked);
		await undo.click();
		await saved(page);
		await page.waitForFunction(() => document.querySelector("#section-poster input[value=staircase]").checked);
		const back = await poster();
		assert.deepEqual([back.template, back.theme], [null, null]);
		// Back at the sheet, the page beside it is the sheet's again.
		await field(page, "sheet.theme").focus();
		await page.waitForFunction(() => document.querySelector("aside .head select").value === "sheet a3");
	}));

test("photographs that a template has no room for are named, and lead to their captions", () =>
	stage("poster-room", async ({ page }) => {
		await beginBook(page, "緑川町");
		await page.getByRole("button", { name: "ポスター", exact: true }).click();
		for (let n = 1; n <= 4; n++) {
			await section(page).getByRole("button", { name: "写真を加える" }).click();
			await section(page).locator("input[type=file]").last().setInputFiles({ name: "川.png", mimeType: "image/png", buffer: png(200 + n) });
			await section(page).getByRole("slider").nth(n - 1).waitFor();
		}
		await saved(page);
		const told = page.locator("aside .report[data-kind=pictures]");
		await told.getByText(/^載らない写真があります（\d枚）/).waitFor();
		await told.getByRole("button").first().click();
		await page.waitForFunction(() => document.activeElement?.dataset.field?.endsWith(".caption"));
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

/** A PNG of 60 × 40 dots, left half dark and right half as light as `light`, made here: no picture of anybody's. */
function png(light = 228) {
	const [width, height] = [60, 40];
	const line = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, (_, x) => Buffer.from(x < width / 2 ? [33, 31, 28] : [241, 237, light]))]);
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
	return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** The sum at the end of a PNG's chunk (ISO 3309). */
function crc32(bytes) {
	let sum = 0xffffffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	return (sum ^ 0xffffffff) >>> 0;
}

test("a picture is chosen, its point moved by keys and by the pointer, and all of it can be taken back", () =>
	stage("poster-picture", async ({ page }) => {
		await beginBook(page, "緑川町");
		const picture = async () => (await sheetOf(page)).sheet.poster.pictures.find(({ archived }) => !archived);
		await section(page).getByRole("button", { name: "写真を加える" }).click();
		await section(page).getByRole("button", { name: "写真を選ぶ" }).waitFor();
		await section(page).locator("input[type=file]").setInputFiles({ name: "川.png", mimeType: "image/png", buffer: png() });
		const point = section(page).getByRole("slider", { name: "見せたいところ" });
		await point.waitFor();
		const { hash } = await picture();
		assert.match(hash, /^[0-9a-f]{64}$/);
		await point.focus();
		await page.keyboard.press("ArrowLeft");
		await page.waitForFunction(() => document.querySelector("[role=slider]").getAttribute("aria-valuetext") === "左から45％、上から50％");
		await saved(page);
		assert.equal((await picture()).focusX, 450);
		const box = await section(page).locator("img").boundingBox();
		await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.25);
		await page.waitForFunction(() => document.querySelector("[role=slider]").getAttribute("aria-valuetext") === "左から75％、上から25％");
		await section(page).getByLabel("大きさ").fill("150");
		await page.keyboard.press("Tab");
		await saved(page);
		assert.equal((await picture()).zoom, 150);
		await page.getByRole("button", { name: /^元に戻す/ }).click();
		await page.waitForFunction(() => document.querySelector("#section-poster input[type=number]").value === "100");
		await page.reload();
		await point.waitFor();
		assert.equal(await point.getAttribute("aria-valuetext"), "左から75％、上から25％");
	}));

test("a picture is dropped, and one that is none is refused with what to do", () =>
	stage("poster-drop", async ({ page, complaints }) => {
		await beginBook(page, "緑川町");
		await section(page).getByRole("button", { name: "写真を加える" }).click();
		const area = section(page).getByRole("group", { name: "写真を選ぶ" });
		await area.waitFor();
		const drop = (bytes) =>
			area.evaluate((area, bytes) => {
				const data = new DataTransfer();
				data.items.add(new File([new Uint8Array(bytes)], "川.png", { type: "image/png" }));
				area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
			}, bytes);
		await drop([1, 2, 3]);
		const told = page.locator("[role=alert] .trouble");
		await told.waitFor();
		assert.ok((await told.locator("p").count()) >= 3, "what, next and kept");
		await told.getByRole("button", { name: "閉じる" }).click();
		await drop([...png()]);
		await section(page).getByRole("slider", { name: "見せたいところ" }).waitFor();
		// That the core refused is what this test is about.
		complaints.splice(0, complaints.length, ...complaints.filter((line) => !/\b422\b/.test(line)));
	}));
