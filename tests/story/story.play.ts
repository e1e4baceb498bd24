// The whole story, played and pictured: the invitation, the editor with words and with a picture, the
// seal of each kind, a copy without it, the page that says why a seal is not there, the warning of a
// lookalike, the quiet word about a name that is only near, the list of sites, the seal that waits for
// a touch, the reason where the genuine page stands inside another one, the account, and the password
// that is guarded.
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { makeWholeAccount, openAccount, signIn } from "../kit/account.ts";
import { protectSite } from "../kit/background.ts";
import { COPY, FAKE, FRAMING, GENUINE } from "../kit/demo-site.ts";
import { background, openPage } from "../kit/extension.ts";
import { expect, test } from "../kit/fixtures.ts";
import { beStopped, expectGuarding, expectQuestion, openQuestion, signInGenuinely } from "../kit/guarded.ts";
import { behindTheBack, savingWords } from "../kit/helper.ts";
import { continueForSomeTime, expectWarning, typeAddress } from "../kit/hostile.ts";
import { browse, landscape } from "../kit/pictures.ts";
import {
  changeFromPage,
  expectNothing,
  expectSeal,
  goBack,
  invitation,
  makeSealToTouch,
  opening,
  save,
  sealFrame,
  write,
} from "../kit/seal.ts";
import { names, openOptions } from "../kit/sites.ts";
import { activeTab } from "../kit/toolbar.ts";

const folder = process.env.SIGNIN_SEAL_SCREENSHOTS ?? "test-results/story";

const picture = async (page: Page, name: string, options = {}): Promise<void> => {
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
};

test("the story of a seal", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const large = { width: 1280, height: 960 };

  await test.step("1 the genuine sign-in page invites", async () => {
    await page.goto(GENUINE);
    await expect((await sealFrame(page)).locator("#welcome")).toBeVisible();
    await picture(page, "1-sign-in-page-with-the-invitation");
  });

  const editor = await test.step("2 words, or a picture", async () => {
    const editor = await opening(context, invitation(await sealFrame(page)).click());
    await editor.setViewportSize(large);
    await editor.getByRole("button", { name: "It is my own" }).click();
    await expect(editor.locator("#kinds")).toBeVisible();
    await picture(editor, "2-words-or-a-picture");
    return editor;
  });

  await test.step("3 the editor, with its preview", async () => {
    await editor.getByRole("button", { name: "Create a Text Seal" }).click();
    await write(editor, ["Blue", "fox at", "dawn"], "#0b5394");
    await expect(editor.locator("#preview .seal-line")).toHaveText(["Blue", "fox at", "dawn"]);
    await expect(editor.locator("#guess")).toBeVisible();
    await picture(editor, "3-editor-with-words");
    await save(editor);
    await expect(editor.locator("#status")).toContainText("Saved");
    await goBack(editor);
  });

  await test.step("4 the genuine sign-in page, with the seal", async () => {
    await expectSeal(page, ["Blue", "fox at", "dawn"]);
    await picture(page, "4-sign-in-page-with-a-text-seal");
  });

  await test.step("5 the editor, with a picture", async () => {
    const editor = await changeFromPage(context, page);
    await editor.setViewportSize(large);
    await editor.getByRole("radio", { name: "Picture" }).check();
    await browse(editor, await landscape(editor));
    await expect(editor.locator("#preview img")).toBeVisible();
    await editor.locator("#crop_side").press("PageDown");
    await expect(editor.locator("#at_toolbar_size")).toBeHidden();
    await editor.evaluate(() => scrollTo(0, 0));
    await picture(editor, "5-editor-with-a-picture", { fullPage: true });
    await save(editor);
    await expect(editor.locator("#status")).toContainText("Saved");
    await goBack(editor);
  });

  await test.step("6 the genuine sign-in page, with the picture", async () => {
    await expect((await sealFrame(page)).locator("#seal img")).toBeVisible();
    await picture(page, "6-sign-in-page-with-a-picture-seal");
  });

  await test.step("7 a copy on another address, without the seal", async () => {
    const copy = await context.newPage();
    await copy.goto(COPY);
    await expect(copy.getByRole("button", { name: "Sign in" })).toBeVisible();
    await page.reload();
    await expect((await sealFrame(page)).locator("#seal img")).toBeVisible(); // by now the copy would have had it
    await expectNothing(copy);
    await copy.bringToFront();
    await picture(copy, "7-copy-without-the-seal");
  });

  await test.step("8 why you may not see your seal", async () => {
    await behindTheBack(context, profile, savingWords("hello"));
    await page.bringToFront();
    await page.reload();
    const why = (await sealFrame(page)).getByRole("button", { name: "Why do I not see my seal?" });
    const help = await opening(context, why.click());
    await help.setViewportSize(large);
    await expect(help.locator("#replacement .seal-line")).toHaveText(["hello"]);
    await picture(help, "8-why-you-may-not-see-your-seal");
  });

  await test.step("9 a lookalike: the warning stands in its place", async () => {
    const lookalike = await context.newPage();
    await typeAddress(lookalike, FAKE);
    await expectWarning(lookalike, "login-alibaba.example");
    await expect(lookalike.locator("#rule")).toContainText("are added to the name of Alibaba.com");
    await expect(lookalike.locator("#anyway")).toBeVisible();
    await picture(lookalike, "9-warning-of-a-lookalike");
    await continueForSomeTime(lookalike);
    await lookalike.close();
  });

  await test.step("10 a name that is only near: a quiet word in the toolbar and the popup", async () => {
    const popup = await openPage(context, "popup.html");
    await popup.setViewportSize({ width: 340, height: 320 }); // it has a window of its own size
    const near = await context.newPage();
    await near.goto("https://alibaba.garden-shop.example/plain");
    const [worker, tab] = [await background(context), await activeTab(context)];
    const badge = (): Promise<string> =>
      worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);
    await expect.poll(badge).toBe("?");
    await expect(popup.locator("#title")).toHaveText("This is not Alibaba.com");
    await picture(popup, "10-popup-at-a-name-that-is-only-near");
  });

  await test.step("11 the sites that are protected, and the exceptions", async () => {
    await protectSite(context, "github.com");
    await protectSite(context, "garden.example");
    const options = await openOptions(context);
    await options.setViewportSize(large);
    await expect(names(options)).toHaveText(["Alibaba.com", "GitHub", "garden.example"]);
    await expect(options.locator("#exception_rows .host")).toHaveText("login-alibaba.example");
    await picture(options, "11-protected-sites", { fullPage: true });
  });

  await test.step("12 a seal that is to be touched before the password field opens", async () => {
    await makeSealToTouch(context, ["Blue", "fox at", "dawn"]);
    await page.bringToFront();
    await page.reload();
    await expect((await sealFrame(page)).locator("#touch")).toBeVisible();
    await picture(page, "12-sign-in-page-that-waits-for-a-touch");
  });

  await test.step("13 the genuine page inside another one, with the reason", async () => {
    await page.goto(FRAMING);
    await expect((await sealFrame(page)).locator("#problem_card")).toBeVisible();
    await picture(page, "13-genuine-page-inside-another");
  });

  await test.step("14 the account: how safe it is, and the sign-in before this one", async () => {
    const account = await openAccount(context);
    await account.setViewportSize(large);
    await makeWholeAccount(account);
    await account.locator("#lock").click();
    await signIn(account);
    await expect(account.locator("#section_overview")).toContainText("Last Sign-in");
    await picture(account, "14-my-account", { fullPage: true });
  });
});

test("the story of a guarded password", async ({ profile }) => {
  const context = await profile.open();

  await test.step("15 after a sign-in the popup asks whether to guard the password", async () => {
    const page = await signInGenuinely(context);
    await expectQuestion(context);
    const question = await openQuestion(context, page);
    await question.setViewportSize({ width: 340, height: 400 }); // it has a window of its own size
    await expect(question.locator("#guard")).toBeVisible();
    await picture(question, "15-popup-that-asks-about-the-password");
    await question.locator("#guard").click();
    await expectGuarding(context);
    await question.close();
  });

  await test.step("16 typed on another site it is stopped", async () => {
    const page = await beStopped(context, "parcel-news.example");
    await page.setViewportSize({ width: 1280, height: 960 });
    await picture(page, "16-warning-of-a-stopped-password");
  });
});
