// Every page of the extension in each of its states, one behind the other: whoever looks at pages looks at
// all of them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext, Page } from "@playwright/test";

import {
  bringPhoto,
  choose,
  fillNewMember,
  goTo,
  makeAccount,
  openAccount,
  PASSWORD,
  prove,
  signIn,
  submit,
} from "./account.ts";
import { GENUINE } from "./demo-site.ts";
import { background, openPage } from "./extension.ts";
import { expect } from "./fixtures.ts";
import {
  beStopped,
  expectGuarding,
  expectQuestion,
  expectStopped,
  letItHave,
  openAsking,
  openQuestion,
  SECRET,
  signInGenuinely,
  typeAway,
} from "./guarded.ts";
import { behindTheBack, savingWords } from "./helper.ts";
import { blockedHost, continueForSomeTime, expectWarning, trapAt, typeAddress } from "./hostile.ts";
import { browse, picture } from "./pictures.ts";
import { type Profile } from "./profile.ts";
import { makeSeal, write } from "./seal.ts";
import { openOptions, want } from "./sites.ts";
import { killWorkerAlone } from "./worker.ts";

/** The window of its own that a popup has. */
export const POPUP = { width: 340, height: 600 };

const button = (editor: Page, names: RegExp): Promise<void> =>
  editor.getByRole("button", { name: names }).click();

/** The editor, step by step, with every message that it has. */
export async function editorInEachState(
  context: BrowserContext,
  _profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const editor = await openPage(context, "editor.html");
  await expect(editor.locator("#whose")).toBeVisible();
  await look(editor);
  await editor.locator("#whose_public").click();
  await expect(editor.locator("#explanation")).toBeVisible();
  await look(editor);
  await editor.locator("#explanation_go_on").click();
  await expect(editor.locator("#kinds")).toBeVisible();
  await look(editor);
  await editor.locator("#kind_text").click();
  await expect(editor.locator("#count_1")).toHaveText(/0\/7/);
  await look(editor);
  await write(editor, ["12345678"]);
  await expect(editor.locator("#error_1")).toBeVisible();
  await look(editor);
  await editor.locator("#see_more").click();
  await write(editor, ["WWWWWWW", "🦊🦊🦊🦊🦊🦊🦊", "中文中文中文中"]); // as wide as it gets
  await expect(editor.locator("#preview")).toBeVisible();
  await expect(editor.locator("#guess")).toBeVisible();
  const [seal, stage] = [editor.locator("#preview_large"), editor.locator(".stage")];
  const [inner, outer] = [(await seal.boundingBox())!, (await stage.boundingBox())!];
  expect(inner.x, "the seal is inside its stage").toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  await look(editor);
  await write(editor, ["my seal"]);
  await button(editor, /^(Save|保存)$/);
  await expect(editor.locator("#easy")).toBeVisible();
  await look(editor);
  await editor.locator("#save_anyway").click();
  await expect(editor.locator("#status")).toBeVisible();
  await look(editor);
  await button(editor, /Remove|移除/);
  await look(editor);
  await editor.locator("#is_picture").check();
  await look(editor);
  await browse(editor, picture("transparent.png", "image/png"));
  await expect(editor.locator("#convert")).toBeVisible();
  await look(editor);
  await editor.locator("#convert").click();
  await expect(editor.locator("#cropper")).toBeVisible();
  await expect(editor.locator("#preview img")).toBeVisible();
  await look(editor);
  await editor.close();
}

/** The options page with every message that it has. */
export async function optionsInEachState(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const options = await openOptions(context);
  await expect(options.locator("#exceptions")).toBeHidden();
  const lookalike = await context.newPage();
  await typeAddress(lookalike, trapAt(longHost()));
  await continueForSomeTime(lookalike);
  await lookalike.close();
  await options.reload();
  await expect(options.locator("#exceptions")).toBeVisible();
  await look(options);
  await options.locator("#wanted").pressSequentially("pa");
  await expect(options.locator("#ready li").first()).toBeVisible();
  await look(options);
  await want(options, "*.own.test");
  await expect(options.locator("#refused")).toBeVisible();
  await look(options);
  await want(options, "alibaba.test");
  await expect(options.locator("#near")).toBeVisible();
  await look(options);
  await options.locator("#near_other").click();
  await expect(options.locator("#confirm")).toBeVisible();
  await options.locator("#confirm .exact").check();
  await options.locator("#confirm textarea").fill("other.test");
  await options.locator("#confirm_yes").click();
  await expect(options.locator("#confirm .refused")).toBeVisible();
  await look(options);
  await options.locator("#confirm .all").check();
  await options.locator("#confirm_yes").click();
  await expect(options.locator("#said")).toBeVisible();
  await look(options);
  await want(options, "amazon.de"); // as many domains as a site has
  await options.locator("#confirm_yes").click();
  await expect(options.locator("#sites > li")).toHaveCount(3);
  await options.locator(".alter").nth(1).click();
  await options.locator(".remove").nth(2).click();
  await look(options);
  const file = join(profile.folder, "sites.json");
  const sites = ["own.test", "amazon.com", "alibaba.com.evil.test"].map((domain) => ({ name: "A", domain }));
  writeFileSync(file, JSON.stringify({ format: "signin-seal-sites-1", sites }));
  await options.locator("#import").setInputFiles(file);
  await expect(options.locator("#plan")).toBeVisible();
  await look(options);
  writeFileSync(file, "nonsense");
  await options.locator("#import").setInputFiles(file);
  await expect(options.locator("#file_problem")).toBeVisible();
  await look(options);
  await options.close();
}

/** The help page, the page that takes a seal over, and the popup. */
export async function otherPages(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const help = await openPage(context, "help.html");
  await expect(help.locator("#case_data_deleted .badge")).toBeVisible();
  await look(help);
  await makeSeal(context, ["mine"]);
  const popup = await openPage(context, "popup.html");
  await popup.setViewportSize(POPUP);
  await expect(popup.locator("#title")).not.toBeEmpty();
  await look(popup);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expect(popup.locator("#seal")).toBeVisible();
  await look(popup);
  await help.evaluate(async () => {
    const [shown] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const own = await chrome.tabs.getCurrent();
    await chrome.tabs.update(own.id, { openerTabId: shown!.id });
  });
  await help.reload();
  await expect(help.locator("#all_well")).toBeVisible();
  await look(help);
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.bringToFront();
  await page.reload();
  await expect(popup.locator("#problem_card")).toBeVisible();
  await look(popup);
  await help.reload();
  await expect(help.locator("#replacement .seal-line")).toBeVisible();
  await look(help);
  const takeOver = await openPage(context, "take_over.html");
  await expect(takeOver.locator("#others li, #none").filter({ visible: true })).toHaveCount(1);
  await look(takeOver);
  const [password, take] = [takeOver.locator("#others input"), takeOver.locator("#others button")];
  await password.fill("another password");
  await take.click();
  await expect(takeOver.locator("#problem_card")).toBeVisible();
  await look(takeOver);
  await expect(take).toBeEnabled();
  await password.fill("a good password");
  await take.click();
  await expect(takeOver.locator("#taken")).toBeVisible();
  await look(takeOver);
}

/** A lookalike with a name as long as they get. */
const longHost = (): string =>
  `${"secure-and-verified-account.".repeat(6)}xn--80ak6aa92e.${blockedHost()}`;

/** The page that warns of a lookalike, and the one that is over. */
export async function warningPage(
  context: BrowserContext,
  _profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const host = longHost();
  const page = await context.newPage();
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await page.locator("#anyway summary").click();
  await look(page);
  await expect(page.locator("#continue")).toBeEnabled();
  await look(page);
  const nothing = await openPage(context, "warning.html");
  await expect(nothing.locator("#nothing")).toBeVisible();
  await look(nothing);
}

/** The practice page, step by step, with every seal that it shows. */
export async function practicePage(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const page = await openPage(context, "practice.html");
  await expect(page.locator("#no_seal_yet")).toBeVisible();
  await look(page);
  await makeSeal(context, ["WWWWWWW", "🦊🦊🦊🦊🦊🦊🦊", "中文中文中文中"]); // as wide as it gets
  await expect(page.locator("#no_seal_yet")).toBeHidden();
  await look(page);
  const [begin, again] = [page.locator("#begin"), page.locator("#again")];
  const card = page.locator("#stage .seal-card");
  const seen = new Set<string>();
  for (let rounds = 0; rounds < 80 && seen.size < 3; rounds++) {
    await ((await begin.isVisible()) ? begin : again).click();
    await expect(page.locator("#drill")).toBeVisible();
    const isMissing = await card.isHidden();
    const isOwn = !isMissing && (await card.innerText()).includes("WWWWWWW");
    const what = isMissing ? "none" : isOwn ? "own" : "wrong";
    const isNew = !seen.has(what);
    seen.add(what);
    if (isNew) await look(page);
    await page.locator("#password").fill("made up");
    await page.locator(what === "wrong" ? "#sign_in" : "#stop").click();
    await expect(page.locator("#result")).toBeVisible();
    if (isNew) await look(page);
  }
  expect(seen.size).toBe(3);
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.reload();
  await expect(page.locator("#problem_card")).toBeVisible();
  await look(page);
}

/** The account page, section by section, with the faults of each form. */
export async function accountPage(
  context: BrowserContext,
  _profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const page = await openAccount(context);
  await submit(page, "making");
  await expect(page.locator("#making .fault")).toHaveCount(3);
  await look(page);
  await fillNewMember(page);
  await expect(page.locator(".strength .words")).not.toBeEmpty();
  await submit(page, "making");
  await choose(page, "question_menu", "End");
  await look(page);
  await page.locator("#question_own_words").fill("Which boat did we never buy?");
  await page.locator("#question_answer").fill("the green one of Bornholm");
  await submit(page, "making_question");
  await expect(page.locator("#section_overview .sign_in")).not.toHaveCount(0);
  await look(page);
  await goTo(page, "photo");
  await bringPhoto(page, picture("transparent.png", "image/png"));
  await expect(page.locator("#photo_crop")).toBeVisible();
  await look(page);
  await goTo(page, "profile");
  await page.locator("#profile_language").selectOption("en"); // it counts when it is added
  await page.locator("#profile_add_language").click();
  await submit(page, "profile_form");
  await expect(page.locator("#profile_form .fault")).toHaveCount(3);
  await look(page);
  for (const section of ["email", "password"]) {
    await goTo(page, section);
    await expect(page.locator(`#${section}_proof`)).toBeVisible();
    await look(page);
    await prove(page, section, "the green one of Bornholm");
    await expect(page.locator(`#${section}_form`)).toBeVisible();
    await look(page);
  }
  await goTo(page, "question");
  await expect(page.locator("#question_present")).toBeVisible();
  await look(page);
  await goTo(page, "history");
  await page.locator("#history_delete").click();
  await expect(page.locator("#history_deleting")).toBeVisible();
  await look(page);
  await goTo(page, "address");
  await expect(page.locator("#address_date")).not.toBeEmpty();
  await look(page);
  await goTo(page, "inbox");
  await expect(page.locator("#inbox_rows li, #inbox_none").filter({ visible: true })).not.toHaveCount(0);
  await look(page);
  await goTo(page, "mail");
  await submit(page, "mail_form");
  await expect(page.locator("#mail_form .fault")).not.toHaveCount(0);
  await look(page);
  await page.locator("#lock").click();
  await signIn(page, "wrong words for it");
  await expect(page.locator("#sign_in .what")).toBeVisible();
  await look(page);
  await page.locator("#forgot").click();
  await look(page);
  await submit(page, "forgotten");
  await expect(page.locator("#forgotten_answer")).toBeVisible();
  await look(page);
}

/** The question, the guard's faces of the warning page, its lists and its practice. */
export async function guardPages(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const before = await openAsking(context, `${"long-name-of-a-shop.".repeat(4)}example`);
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, page);
  await question.setViewportSize(POPUP);
  await expect(question.locator("#question")).toBeVisible();
  await look(question);
  profile.uninstallHelper();
  await profile.killHelpers();
  await question.locator("#guard").click();
  await expect(question.locator("#problem_card")).toBeVisible();
  await look(question);
  profile.installHelper();
  await page.bringToFront();
  await question.locator("#guard").click();
  await expect(question.locator("#answered")).toBeVisible();
  await look(question);
  await expectGuarding(context);

  await before.bringToFront();
  await before.locator("#password").focus();
  await typeAway(before, SECRET);
  await expectStopped(before, `${"long-name-of-a-shop.".repeat(4)}example`);
  await look(before);
  await makeAccountAndLeave(context);
  const ofAccount = await beStopped(context, "diary.example", PASSWORD);
  await look(ofAccount);
  await look(await beStopped(context, "www.alibaba.com"));
  const stopped = await beStopped(context, "fan-club.example");
  await stopped.locator("#entered summary").click();
  await stopped.locator("#except summary").click();
  await look(stopped);
  await stopped.locator("#entered summary").click();
  await stopped.locator("#except summary").click();
  await letItHave(stopped, "fan-club.example");

  const worker = await background(context);
  await worker.evaluate(() =>
    chrome.storage.local.set({ choices: JSON.stringify({ unguarded: ["a-shop.example", "alibaba"] }) }),
  );
  await killWorkerAlone(context);
  const options = await openOptions(context);
  await expect(options.locator("#guarded_rows > li")).toHaveCount(2);
  await expect(options.locator("#pairs")).toBeVisible();
  await expect(options.locator("#unasked")).toBeVisible();
  await look(options);
  await options.locator("#guarded_rows .remove:visible").click();
  await expect(options.locator("#guarded_rows .removing:visible")).toBeVisible();
  await look(options);

  const practice = await openPage(context, "practice.html");
  await practice.locator("#guard_begin").click();
  await look(practice);
  await practice.locator("#guard_password").click();
  await practice.keyboard.type(SECRET.slice(0, 9), { delay: 20 });
  await expect(practice.locator("#guard_saw")).toHaveAttribute("data-saw", "holding");
  await look(practice);
  await practice.locator("#guard_password").click();
  await practice.keyboard.type(SECRET, { delay: 20 });
  await expect(practice.locator("#guard_saw")).toHaveAttribute("data-saw", "stopped");
  await look(practice);
}

async function makeAccountAndLeave(context: BrowserContext): Promise<void> {
  const account = await openAccount(context);
  await makeAccount(account);
  await account.close();
}
