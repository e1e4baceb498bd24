// The whole story, played and pictured: the link, the editor, the seal, and the fake without it.
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { FAKE, GENUINE } from "../kit/demo-site.ts";
import { expect, test } from "../kit/fixtures.ts";
import {
  expectInvitation,
  expectNothing,
  expectSeal,
  goBack,
  save,
  sealFrame,
  write,
} from "../kit/seal.ts";

const folder = process.env.SIGNIN_SEAL_SCREENSHOTS ?? "test-results/story";

const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

test("the story of a seal", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();

  await test.step("1 the genuine sign-in page, with the link", async () => {
    await page.goto(GENUINE);
    await expectInvitation(page);
    await picture(page, "1-sign-in-page-with-the-link");
  });

  await test.step("2 the editor, with its preview", async () => {
    const opened = context.waitForEvent("page");
    await (await sealFrame(page)).getByRole("button", { name: "Prevent Password Theft" }).click();
    const editor = await opened;
    await editor.setViewportSize({ width: 1280, height: 800 });
    await write(editor, ["Blue", "fox at", "dawn"], "#0b5394");
    await expect(editor.locator("#preview .seal-line")).toHaveText(["Blue", "fox at", "dawn"]);
    await picture(editor, "2-editor-with-its-preview");
    await save(editor);
    await expect(editor.locator("#status")).toContainText("Saved");
    await goBack(editor);
  });

  await test.step("3 the genuine sign-in page, with the seal", async () => {
    await expectSeal(page, ["Blue", "fox at", "dawn"]);
    await picture(page, "3-sign-in-page-with-the-seal");
  });

  await test.step("4 the fake sign-in page, without the seal", async () => {
    const fake = await context.newPage();
    await fake.goto(FAKE);
    await expect(fake.getByRole("button", { name: "Sign in" })).toBeVisible();
    await page.reload();
    await expectSeal(page, ["Blue", "fox at", "dawn"]); // by now the fake would have had it
    await expectNothing(fake);
    await fake.bringToFront();
    await picture(fake, "4-fake-page-without-the-seal");
  });
});
