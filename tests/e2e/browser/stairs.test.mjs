// The staircase: goals as cards that pass from step to step, actions that hang on them; and the actions' own cards and shelf.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, beginBook, field, saved, sheetOf, stage } from "./stage.mjs";

const told = (page, words) =>
	page.waitForFunction((words) => document.querySelector('[aria-live="polite"].unseen').textContent.includes(words), words);

/** A book with two goals on the first step, and with these actions. */
async function begin(page, actions = ["朝の三分", "隣の席"]) {
	await beginBook(page, "緑川町");
	const { id } = await sheetOf(page);
	const goal = (name, aspect, after) => [
		{ edit: "add", id: `goal-${name}`, place: "step-1", after, text: `目標${name}` },
		{ edit: "value", id: `goal-${name}`, key: "aspect", value: aspect },
	];
	const edits = [
		...goal("a", "organization", null),
		...goal("b", "people", "goal-a"),
		...actions.map((text, n) => ({ edit: "add", id: `action-${n}`, place: null, after: n === 0 ? null : `action-${n - 1}`, text })),
	];
	await ask(page, "edit", { sheet: id, edits });
	await field(page, "goal-a.text").waitFor();
	if (actions.length > 0) await field(page, `action-${actions.length - 1}.title`).waitFor();
}

/** Where a goal is in the core. */
async function whereIs(page, goal) {
	const { sheet } = await sheetOf(page);
	const step = sheet.steps.find(({ goals }) => goals.some(({ id }) => id === goal));
	return [step.id, step.goals.find(({ id }) => id === goal).aspect];
}

/** The actions of the core, by what they serve. */
async function serves(page) {
	const { sheet } = await sheetOf(page);
	return sheet.actions.map(({ step, serves }) => [step, ...serves]);
}

async function dragOnto(page, from, to) {
	await from.scrollIntoViewIfNeeded();
	await to.scrollIntoViewIfNeeded();
	const [start, end] = [await from.boundingBox(), await to.boundingBox()];
	await page.mouse.move(start.x + 10, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(start.x + 30, start.y + start.height / 2, { steps: 3 });
	await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 });
	await page.mouse.up();
}

test("a goal passes to other steps and aspects by keyboard, and says where it is", () =>
	stage("stairs-keys", async ({ page }) => {
		await begin(page);
		await field(page, "goal-a.text").focus();
		await page.keyboard.press("Alt+ArrowRight");
		await told(page, "「目標a」を「ステップ2の目標状態（組織）」の1件中1番目に動かしました。");
		assert.deepEqual(await whereIs(page, "goal-a"), ["step-2", "organization"]);
		await page.keyboard.press("Alt+ArrowDown");
		await told(page, "「ステップ2の目標状態（人材）」");
		assert.deepEqual(await whereIs(page, "goal-a"), ["step-2", "people"]);
		assert.equal(await page.evaluate(() => document.activeElement.dataset.field), "goal-a.text");
		await page.keyboard.press("Control+z");
		await page.waitForFunction(() => document.activeElement?.dataset.field === "goal-a.text");
		assert.deepEqual(await whereIs(page, "goal-a"), ["step-2", "organization"]);
	}));

test("a goal is dragged to another step and aspect", () =>
	stage("stairs-drag", async ({ page }) => {
		await begin(page);
		const target = page.locator(".staircase > ol > li").nth(2).locator("[data-cell]").nth(0);
		await dragOnto(page, page.locator('[data-item="goal-b"] .grip'), target);
		await told(page, "「目標b」を「ステップ3の目標状態（組織）」");
		assert.deepEqual(await whereIs(page, "goal-b"), ["step-3", "organization"]);
	}));

test("an action is hung on a goal and taken off by keyboard, and leads to the goal's step from then on", () =>
	stage("stairs-hang-keys", async ({ page }) => {
		await begin(page);
		const card = page.locator('[data-item="goal-a"]');
		await card.getByRole("button", { name: "アクションをつなぐ" }).focus();
		await page.keyboard.press("Enter");
		await card.getByRole("checkbox", { name: "隣の席" }).focus();
		await page.keyboard.press("Space");
		await told(page, "「隣の席」を「目標a」につなぎました。");
		assert.deepEqual(await serves(page), [[null], ["step-1", "goal-a"]]);
		await card.getByRole("button", { name: "「隣の席」へ" }).focus();
		await page.keyboard.press("Delete");
		await told(page, "「隣の席」を「目標a」から外しました。");
		assert.deepEqual(await serves(page), [[null], ["step-1"]]);
	}));

test("an action is dragged onto a goal, on to another one, and off; a click leads to it", () =>
	stage("stairs-hang-drag", async ({ page }) => {
		await begin(page);
		const tray = page.locator(".tray");
		const [a, b] = ["a", "b"].map((name) => page.locator(`[data-item="goal-${name}"]`));
		await dragOnto(page, tray.getByRole("button", { name: "「朝の三分」へ" }), a);
		await told(page, "「朝の三分」を「目標a」につなぎました。");
		assert.deepEqual((await serves(page))[0], ["step-1", "goal-a"]);
		await dragOnto(page, a.getByRole("button", { name: "「朝の三分」へ" }), b);
		await told(page, "「朝の三分」を「目標b」につなぎました。");
		assert.deepEqual((await serves(page))[0], ["step-1", "goal-b"]);
		await dragOnto(page, b.getByRole("button", { name: "「朝の三分」へ" }), tray.locator("p"));
		await told(page, "「朝の三分」を「目標b」から外しました。");
		assert.deepEqual((await serves(page))[0], ["step-1"]);
		await tray.getByRole("button", { name: "「隣の席」へ" }).click();
		await page.waitForFunction(() => document.activeElement?.dataset.field === "action-1.title");
	}));

test("an action is shelved with all that is in it, leaves the page, and comes back by one click", () =>
	stage("shelf", async ({ page }) => {
		await begin(page, ["朝の三分"]);
		await field(page, "action-0.owner").fill("企画課");
		await saved(page);
		await page.getByRole("button", { name: "状況を加える" }).click();
		await page.waitForFunction(() => document.activeElement?.dataset.field?.startsWith("status-"));
		const card = page.locator('[data-item="action-0"]');
		assert.equal(await card.locator(".status button").innerText(), "構想");
		await page.locator('aside svg [data-field="action-0.title"]').first().waitFor();
		await page.getByRole("button", { name: "「朝の三分」を棚上げする" }).click();
		await told(page, "「朝の三分」を棚上げしました。");
		const shelf = page.getByRole("region", { name: "棚上げしたもの（1件）" });
		assert.match(await shelf.locator("li").innerText(), /朝の三分[\s\S]*構想[\s\S]*担当：企画課/);
		await page.locator('aside svg [data-field="action-0.title"]').waitFor({ state: "detached" });
		assert.equal(await page.locator(".tray").count(), 0);
		await shelf.getByRole("button", { name: "「朝の三分」をシートに戻す" }).click();
		await page.waitForFunction(() => document.activeElement?.dataset.field === "action-0.title");
		assert.equal(await field(page, "action-0.owner").inputValue(), "企画課");
		assert.equal(await shelf.count(), 0);
	}));

test("a fourth action brings a gentle word, which goes when one is shelved", () =>
	stage("many", async ({ page }) => {
		await begin(page, ["一", "二", "三", "四"]);
		const word = page.getByText("アクションが3つを超えました。");
		await word.waitFor();
		assert.equal(await page.getByRole("alert").filter({ hasText: "アクション" }).count(), 0);
		await page.getByRole("button", { name: "「四」を棚上げする" }).click();
		await word.waitFor({ state: "detached" });
	}));
