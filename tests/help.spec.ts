// The seal is not there: why, as far as it is known, and the way back to it.
import { rmSync } from "node:fs";

import type { BrowserContext, Page } from "@playwright/test";

import { COPY, FRAMING, GENUINE } from "./kit/demo-site.ts";
import { background, extensionPage, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember, behindTheBack, savingWords } from "./kit/helper.ts";
import { tabToWords } from "./kit/keyboard.ts";
import {
  expectInvitation,
  expectSeal,
  makeSeal,
  opening,
  openEditor,
  readPopup,
  save,
  sealFrame,
  toTheWords,
  write,
} from "./kit/seal.ts";
import { activeTab } from "./kit/toolbar.ts";

const CASES = ["not_genuine", "changed", "no_seal", "data_deleted", "helper", "covered", "framed"];
const A_TIME = "[A-Z][a-z]+ \\d+, \\d{4} at \\d+:\\d\\d [AP]M";

/** Which reasons are marked as this person's. */
async function expectCases(help: Page, expected: readonly string[]): Promise<void> {
  const marked = async (): Promise<string[]> => {
    const shown = await Promise.all(CASES.map((name) => help.locator(`#case_${name} .badge`).isVisible()));
    return CASES.filter((_, place) => shown[place]);
  };
  await expect.poll(marked).toEqual(expected);
}

/** Opens the help page over this page, as the popup does. */
async function helpOver(context: BrowserContext, page: Page): Promise<Page> {
  await page.bringToFront();
  const worker = await background(context);
  const url = extensionPage("help.html");
  return opening(
    context,
    worker.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      await chrome.tabs.create({ url, openerTabId: tab!.id });
    }, url),
  );
}

const helpFromFrame = async (context: BrowserContext, page: Page, link: string): Promise<Page> =>
  opening(context, (await sealFrame(page)).getByRole("button", { name: link }).click());

async function sealedPage(context: BrowserContext, words: string): Promise<Page> {
  await makeSeal(context, [words]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, [words]);
  return page;
}

test("over a genuine page with its seal nothing is wrong", async ({ profile }) => {
  const context = await profile.open();
  const help = await helpOver(context, await sealedPage(context, "here"));
  await expect(help.locator("#all_well")).toBeVisible();
  await expectCases(help, []);
});

test("a page that is not genuine is named", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["here"]);
  const page = await context.newPage();
  await page.goto(COPY);
  const help = await helpOver(context, page);
  await expectCases(help, ["not_genuine"]);
  await expect(help.locator("#host")).toHaveText("garden-shop.example");
  await expect(help.locator("#all_well")).toBeHidden();
});

test("the genuine address without https is named", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["here"]);
  const page = await context.newPage();
  await page.goto("http://login.alibaba.com/");
  const help = await helpOver(context, page);
  await expectCases(help, ["not_genuine"]);
  await expect(help.locator("#host")).toHaveText("http://login.alibaba.com");
});

test("a page that keeps the seal from being seen is named", async ({ profile }) => {
  const context = await profile.open();
  const page = await sealedPage(context, "here");
  const help = await helpOver(context, page);
  await expect(help.locator("#all_well")).toBeVisible();
  await page.bringToFront();
  await page.evaluate(() => {
    const own: readonly Element[] = [document.head, document.body];
    const remove = (): void => {
      for (const child of [...document.documentElement.children]) if (!own.includes(child)) child.remove();
      requestAnimationFrame(remove);
    };
    remove();
  });
  const [worker, tab] = [await background(context), await activeTab(context)];
  const title = (): Promise<string> => worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab);
  await expect.poll(title, { timeout: 20_000 }).toContain("keeps your Sign-in Seal from being seen");

  const later = await helpOver(context, page);
  await expectCases(later, ["covered"]);
  await expect(later.locator("#covered")).toContainText("Type no password here.");
  await expect(later.locator("#all_well")).toBeHidden();
});

test("the popup and the editor lead to the page, too", async ({ profile }) => {
  const context = await profile.open();
  const popup = await openPage(context, "popup.html");
  await expect(popup.locator("#title")).not.toBeEmpty();
  const opened = context.waitForEvent("page");
  // The popup closes under the click, which may therefore never hear of its own end.
  await popup.locator("#help").click().catch(() => "closed under the click");
  const title = "Why you may not see your seal";
  await expect((await opened).getByRole("heading", { level: 1 })).toHaveText(title);

  const editor = await openPage(context, "editor.html");
  await editor.getByRole("link", { name: "Why do I not see my seal?" }).click();
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("a genuine form inside another page is named", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["here"]);
  const page = await context.newPage();
  await page.goto(FRAMING);
  await expectCases(await helpOver(context, page), ["framed"]);
});

test("where the helper is missing, the link on the page leads to that case", async ({ profile }) => {
  profile.uninstallHelper();
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  const help = await helpFromFrame(context, page, "Why do I not see my seal?");
  await expectCases(help, ["helper"]);
  await expect(help.locator("#helper_problem")).toContainText("The Sign-in Seal helper is not installed.");
  await expect(help.locator("#helper_problem")).toContainText("signin-seal-host install");
});

test("who never made a seal is told so", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await page.reload();
  const help = await helpFromFrame(context, page, "Missing your seal?");
  await expectCases(help, ["no_seal"]);
  await expect(help.locator("#all_well")).toBeHidden();
});

test("a seal that was changed behind the extension's back is told with the time, and not shown", async ({
  profile,
}) => {
  const context = await profile.open();
  const page = await sealedPage(context, "mine");
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.reload();
  const frame = await sealFrame(page);
  const what = new RegExp(
    `^Your seal was changed on this computer on ${A_TIME}, not by this browser\\.$`,
  );
  await expect(frame.locator("#problem_card .what")).toHaveText(what);
  await expect(frame.locator("#seal_card")).toBeHidden();
  const worker = await background(context);
  const tabId = await activeTab(context);
  const title = await worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId);
  expect(title).toContain("your seal was changed on this computer");

  const popup = await readPopup(context, page);
  expect(popup.seal).toBeNull();
  expect(popup.problem).toMatch(/Your seal was changed on this computer/);

  // The editor does not take it for the person's own either.
  const editor = await openPage(context, "editor.html");
  await expect(editor.locator("#problem_card .what")).toHaveText(what);
  await toTheWords(editor);
  await expect(editor.locator("#line_1")).toHaveValue("");
  await expect(editor.getByRole("button", { name: "Remove" })).toBeVisible();

  const help = await helpFromFrame(context, page, "Why do I not see my seal?");
  await expectCases(help, ["changed"]);
  await expect(help.locator("#changed_when")).toHaveText(what);
  await expect(help.locator("#replacement .seal-line")).toHaveText(["theirs"]);
  await help.getByRole("button", { name: "It was me. Leave it as it is" }).focus();
  await help.keyboard.press("Enter");
  await expectCases(help, []);
  await expectSeal(page, ["theirs"]);
});

test("a seal that was removed behind the extension's back is told with the time", async ({ profile }) => {
  const context = await profile.open();
  const page = await sealedPage(context, "mine");
  await behindTheBack(context, profile, { remove_seal: {} });
  await page.reload();
  const what = new RegExp(
    `^Your seal was removed on this computer on ${A_TIME}, not by this browser\\.$`,
  );
  await expect((await sealFrame(page)).locator("#problem_card .what")).toHaveText(what);
  const help = await helpFromFrame(context, page, "Why do I not see my seal?");
  await expectCases(help, ["changed"]);
  await expect(help.locator("#replacement_figure")).toBeHidden();
  await help.getByRole("link", { name: "Make a new seal" }).click();
  await toTheWords(help);
  await write(help, ["anew"]);
  await save(help);
  await expect(help.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["anew"]);
});

test("a store that was deleted is told, and the loss can be accepted", async ({ profile }) => {
  const context = await profile.open();
  const page = await sealedPage(context, "mine");
  await profile.close();
  rmSync(profile.dataFolder, { recursive: true });
  const later = await (await profile.open()).newPage();
  await later.goto(GENUINE);
  const card = (await sealFrame(later)).locator("#problem_card .what");
  await expect(card).toHaveText("Your seal is gone: the file that kept it was deleted or replaced.");
  const help = await helpFromFrame(later.context(), later, "Why do I not see my seal?");
  await help.getByRole("button", { name: "It was me. Leave it as it is" }).click();
  await expectCases(help, ["no_seal"]);
  await expectInvitation(later);
  expect(page.isClosed()).toBe(true);
});

test("an earlier seal that is put back in its place is noticed", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["first"]);
  const page = await sealedPage(context, "second");
  await behindTheBack(context, profile, savingWords("first"));
  await page.reload();
  await expect((await sealFrame(page)).locator("#problem_card .what")).toContainText("was changed");
});

test("only what was seen is accepted", async ({ profile }) => {
  const context = await profile.open();
  const page = await sealedPage(context, "mine");
  await behindTheBack(context, profile, { remove_seal: {} });
  const help = await helpOver(context, page);
  await expectCases(help, ["changed"]);
  await behindTheBack(context, profile, savingWords("theirs"));
  await help.getByRole("button", { name: "It was me. Leave it as it is" }).click();
  await expect(help.locator("#replacement .seal-line")).toHaveText(["theirs"]); // seen now
  await expectCases(help, ["changed"]);
  await page.reload();
  await expect((await sealFrame(page)).locator("#problem_card .what")).toContainText("was changed");
});

test("a removal that failed does not cover up one by somebody else", async ({ profile }) => {
  const context = await profile.open();
  const page = await sealedPage(context, "mine");
  const editor = await openEditor(context);
  profile.uninstallHelper();
  await profile.killHelpers();
  await editor.getByRole("button", { name: "Remove" }).click();
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#problem_card .what")).toHaveText("The Sign-in Seal helper is not installed.");
  profile.installHelper();
  await page.reload();
  await expectSeal(page, ["mine"]);
  await behindTheBack(context, profile, { remove_seal: {} });
  await page.reload();
  await expect((await sealFrame(page)).locator("#problem_card .what")).toContainText("was removed");
});

test("after the browser's data was deleted the seal is taken over", async ({ profile, makeProfile }) => {
  await makeSeal(await profile.open(), ["old", "friend"]);
  await profile.close();
  // The same person, the same store, a browser that remembers nothing.
  const anew = makeProfile({ dataFolder: profile.dataFolder });
  anew.installHelper();
  const context = await anew.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await page.reload();
  const help = await helpFromFrame(context, page, "Missing your seal?");
  await expectCases(help, ["data_deleted"]);
  await help.getByRole("link", { name: "Get it back" }).click();
  await help.getByRole("button", { name: "It is my own" }).click();
  await help.getByRole("link", { name: "Take over a seal from another browser profile" }).click();
  const row = help.locator("#others li");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Chromium");
  await expect(row).toContainText(new RegExp(`Saved on ${A_TIME}`));
  await expect(row).toContainText(new RegExp(`Last used on ${A_TIME}`));
  await expect(row).not.toContainText("friend");
  await expect(row.locator("input")).toBeHidden(); // no member, no password
  await row.getByRole("button", { name: "Take it over" }).click();
  await expect(help.locator("#taken .seal-line")).toHaveText(["old", "friend"]);
  await expectSeal(page, ["old", "friend"]);
  await page.reload();
  await expectSeal(page, ["old", "friend"]);
  await anew.close();

  // It was copied: where it came from it still is.
  const old = await (await profile.open()).newPage();
  await old.goto(GENUINE);
  await expectSeal(old, ["old", "friend"]);
});

test("with a member, taking over needs the password, and wrong ones make wait", async ({
  profile,
  makeProfile,
}) => {
  becomeMember(profile, "mei@example.com", "a good password");
  await makeSeal(await profile.open(), ["old"]);
  await profile.close();
  const anew = makeProfile({ dataFolder: profile.dataFolder });
  anew.installHelper();
  const context = await anew.open();
  await openEditor(context); // says whose computer this is
  const page = await openPage(context, "take_over.html");
  const row = page.locator("#others li");
  const field = page.getByLabel("Your member password");
  const button = row.getByRole("button", { name: "Take it over" });
  await expect(field).toBeVisible();
  await button.click(); // the browser asks for what is missing; nothing is sent
  const problem = page.locator("#problem_card");
  await expect(problem).toBeHidden();
  for (const guess of ["one", "two", "three", "four"]) {
    await field.fill(guess);
    await button.click();
    await expect(problem).toContainText("The password is not right.");
    await expect(button).toBeEnabled();
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
  }
  await field.fill("a good password");
  await button.click();
  await expect(problem).toContainText("Too many wrong passwords.");
  await expect(problem).toContainText(/Wait [1-5] seconds, then try again\./);
  await expect(async () => {
    await field.fill("a good password");
    await button.click();
    await expect(page.locator("#taken .seal-line")).toHaveText(["old"], { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});

test("a seal is taken over by keyboard alone", async ({ profile, makeProfile }) => {
  becomeMember(profile, "mei@example.com", "a good password");
  await makeSeal(await profile.open(), ["old"]);
  await profile.close();
  const anew = makeProfile({ dataFolder: profile.dataFolder });
  anew.installHelper();
  const context = await anew.open();
  const page = await openPage(context, "editor.html");
  const press = async (name: string): Promise<void> => {
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await tabToWords(page, name);
    await page.keyboard.press("Enter");
  };
  await press("It is my own");
  await press("Take over a seal from another browser profile");
  await expect(page.getByLabel("Your member password")).toBeVisible();
  await tabToWords(page, "Your member password");
  await page.keyboard.type("a good password");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#taken .seal-line")).toHaveText(["old"]);
});

test("where no seal may be made, none is taken over", async ({ profile, makeProfile }) => {
  await makeSeal(await profile.open(), ["old"]);
  await profile.close();
  const anew = makeProfile({ dataFolder: profile.dataFolder });
  anew.installHelper();
  const context = await anew.open();
  const page = await openPage(context, "take_over.html");
  await page.getByRole("button", { name: "Take it over" }).click();
  await expect(page.locator("#problem_card")).toContainText("First say whose computer this is.");
});

test("the page answers what else people ask", async ({ profile }) => {
  const help = await openPage(await profile.open(), "help.html");
  for (const question of [
    "The page covers it",
    "Can I have one seal on every computer and in every browser?",
    "Which pictures are good?",
    "What should never be on a seal?",
  ]) {
    await expect(help.getByRole("heading", { name: question })).toBeVisible();
  }
});
