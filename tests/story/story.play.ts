// The whole story, played and pictured: the invitation, the editor with words and with a picture, the
// seal of each kind, the fake without it, and the page that says why a seal is not there.
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { FAKE, GENUINE } from "../kit/demo-site.ts";
import { expect, test } from "../kit/fixtures.ts";
import { behindTheBack, savingWords } from "../kit/helper.ts";
import { browse, landscape } from "../kit/pictures.ts";
import {
  changeFromPage,
  expectNothing,
  expectSeal,
  goBack,
  invitation,
  opening,
  save,
  sealFrame,
  write,
} from "../kit/seal.ts";

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

  await test.step("7 the fake sign-in page, without the seal", async () => {
    const fake = await context.newPage();
    await fake.goto(FAKE);
    await expect(fake.getByRole("button", { name: "Sign in" })).toBeVisible();
    await page.reload();
    await expect((await sealFrame(page)).locator("#seal img")).toBeVisible(); // by now the fake would have had it
    await expectNothing(fake);
    await fake.bringToFront();
    await picture(fake, "7-fake-page-without-the-seal");
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
});
