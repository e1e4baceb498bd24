// Every page of the extension for everybody: by screen reader, in the dark, large, in forced colours.
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { openPage } from "./kit/profile.ts";
import { expectSeal, makeSeal, openEditor, save, sealFrame, write } from "./kit/seal.ts";

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  expect(found).toEqual([]);
}

/** The page is not wider than its window: nobody has to scroll to two sides to read a line. */
const expectNoSidewaysScroll = async (page: Page): Promise<void> =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);

async function editorInEachState(context: BrowserContext, look: (page: Page) => Promise<void>) {
  const editor = await openEditor(context);
  await look(editor);
  await write(editor, ["12345678"]);
  await expect(editor.locator("#error_1")).toBeVisible();
  await look(editor);
  await write(editor, ["WWWWWWW", "🦊🦊🦊🦊🦊🦊🦊", "中文中文中文中"]); // as wide as it gets
  await expect(editor.locator("#preview")).toBeVisible();
  const [seal, stage] = [editor.locator("#preview"), editor.locator(".stage")];
  const [inner, outer] = [(await seal.boundingBox())!, (await stage.boundingBox())!];
  expect(inner.x, "the seal is inside its stage").toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  await save(editor);
  await expect(editor.locator("#status")).toBeVisible();
  await look(editor);
  await editor.getByRole("button", { name: /Remove|移除/ }).click();
  await look(editor);
}

for (const dark of [false, true]) {
  for (const language of ["en", "zh-CN"]) {
    test(`axe finds nothing, ${dark ? "dark" : "light"}, ${language}`, async ({ makeProfile }) => {
      const profile = makeProfile({ dark, language });
      profile.installHelper();
      const context = await profile.open();
      await editorInEachState(context, expectAccessible);
      const popup = await openPage(context, "popup.html");
      await expect(popup.locator("#title")).not.toBeEmpty();
      await expectAccessible(popup);
    });
  }
}

test("axe finds nothing where the helper is missing", async ({ profile }) => {
  profile.uninstallHelper();
  const context = await profile.open();
  const editor = await openEditor(context);
  await expect(editor.locator("#problem_card")).toBeVisible();
  await expectAccessible(editor);
});

test("axe finds nothing on the sign-in page with its seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["spoken"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["spoken"]);
  await expectAccessible(page);
  // axe does not look into the frame, so what is spoken there is asked for by name.
  const frame = await sealFrame(page);
  await expect(frame.getByRole("img", { name: "Your Sign-in Seal: spoken" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Change" })).toBeVisible();
});

test("at four hundred percent everything is there, one column wide", async ({ makeProfile }) => {
  const profile = makeProfile({ viewport: { width: 320, height: 256 } }); // 1280 × 1024 at 400 %
  profile.installHelper();
  const context = await profile.open();
  await editorInEachState(context, expectNoSidewaysScroll);
});

test("from right to left nothing leaves the window", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await editor.evaluate(() => (document.documentElement.dir = "rtl"));
  await write(editor, ["مرحبا", "ختم"]);
  await expect(editor.locator("#preview .seal-line")).toHaveText(["مرحبا", "ختم"]);
  await expectNoSidewaysScroll(editor);
});

test("in forced colours the seal keeps its own", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await editor.emulateMedia({ forcedColors: "active" });
  await write(editor, ["mine"], "#ad1457");
  await expect(editor.locator("#preview")).toHaveCSS("background-color", "rgb(173, 20, 87)");
  await expectNoSidewaysScroll(editor);
});
