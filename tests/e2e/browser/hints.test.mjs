// What does not hang together is said gently, at its place, after the person has left it; and can be left so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { field, saved, sheetOf, stage } from "./stage.mjs";

const HEADLINE = "vision-main.headline";
const ANYBODYS = "誰もが笑顔で安心して暮らせるまち";

/** Writes `text` into the field and leaves it. */
async function write(page, address, text) {
	await field(page, address).fill(text);
	await saved(page);
	await field(page, "sheet.subtitle").focus();
}

test("a sheet that hangs together is left in peace, and a break is said where it is", () =>
	stage("hints", async ({ page }) => {
		await field(page, HEADLINE).waitFor();
		assert.equal(await page.locator("[data-doubt]").count(), 0, "the sample has no faults");
		const own = await field(page, HEADLINE).inputValue();

		await field(page, HEADLINE).fill(ANYBODYS);
		await saved(page);
		assert.equal(await page.locator("[data-doubt]").count(), 0, "nothing is said while it is written");
		await field(page, "sheet.subtitle").focus();
		const hint = page.locator('#section-vision [data-doubt="words-of-anybody"]');
		await hint.getByText("笑顔、安心").waitFor();
		await page.locator("#section-vision [role=status]").getByText("気づいたことが1つあります").waitFor({ state: "attached" });

		await hint.getByRole("button", { name: "書くところへ" }).click();
		await page.waitForFunction((address) => document.activeElement?.dataset.field === address, HEADLINE);
		await write(page, HEADLINE, own);
		await hint.waitFor({ state: "detached" });
	}));

test("a hint is left so with a reason, which undo takes back and the book keeps", () =>
	stage("hints-kept", async ({ page }) => {
		await field(page, HEADLINE).waitFor();
		await write(page, HEADLINE, ANYBODYS);
		const section = page.locator("#section-vision");
		const hint = section.locator('[data-doubt="words-of-anybody"]');
		await hint.getByRole("button", { name: "このままにする" }).click();
		const keep = hint.getByRole("button", { name: "このままにする" });
		assert.ok(await keep.isDisabled(), "a reason is asked for");
		await hint.getByLabel("このままにする理由").fill("市の総合計画の言葉をそのまま使う年のため");
		await keep.click();
		await section.getByText("このままにしたこと（1）").waitFor();
		const { sheet } = await sheetOf(page);
		assert.deepEqual(sheet.waived, [
			{ doubt: "words-of-anybody", item: "vision-main", reason: "市の総合計画の言葉をそのまま使う年のため" },
		]);

		await page.reload();
		await section.getByText("このままにしたこと（1）").click();
		await section.getByText("市の総合計画の言葉").waitFor();
		await section.getByRole("button", { name: "もう一度知らせる" }).click();
		await hint.getByRole("button", { name: "書くところへ" }).waitFor();
		await page.keyboard.press("Control+z");
		await section.getByText("このままにしたこと（1）").waitFor();
	}));
