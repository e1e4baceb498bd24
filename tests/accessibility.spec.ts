// Every page of the extension for everybody: by screen reader, in the dark, large, in forced colours.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember, behindTheBack, savingWords } from "./kit/helper.ts";
import * as paths from "./kit/paths.ts";
import { browse, picture } from "./kit/pictures.ts";
import { openPage, type Profile, type ProfileOptions } from "./kit/profile.ts";
import { expectSeal, makeSeal, openEditor, sealFrame, write } from "./kit/seal.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

const button = (editor: Page, names: RegExp): Promise<void> =>
  editor.getByRole("button", { name: names }).click();

/** The editor, step by step, with every message that it has. */
async function editorInEachState(context: BrowserContext, look: (page: Page) => Promise<void>) {
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

/** The help page, the page that takes a seal over, and the popup. */
async function otherPages(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  const popup = await openPage(context, "popup.html");
  await popup.setViewportSize({ width: 340, height: 600 }); // it has a window of its own size
  await expect(popup.locator("#title")).not.toBeEmpty();
  await look(popup);
  await behindTheBack(context, profile, savingWords("theirs"));
  const help = await openPage(context, "help.html");
  await expect(help.locator("#replacement .seal-line")).toBeVisible();
  await look(help);
  const takeOver = await openPage(context, "take_over.html");
  await expect(takeOver.locator("#others li, #none").filter({ visible: true })).toHaveCount(1);
  await look(takeOver);
}

for (const [dark, language] of [
  [false, "en"],
  [true, "zh-CN"],
] as const) {
  test(`axe finds nothing, ${dark ? "dark" : "light"}, ${language}`, async ({ makeProfile }) => {
    const profile = await withAnotherSeal(makeProfile, { dark, language });
    const context = await profile.open();
    await editorInEachState(context, expectAccessible);
    await otherPages(context, profile, expectAccessible);
  });
}

/** A profile that finds a seal to take over, guarded by a member. */
async function withAnotherSeal(
  makeProfile: (options?: ProfileOptions) => Profile,
  options: ProfileOptions,
): Promise<Profile> {
  const first = makeProfile();
  first.installHelper();
  await makeSeal(await first.open(), ["another"]);
  await first.close();
  becomeMember(first, "mei@example.com", "a good password");
  const profile = makeProfile({ ...options, dataFolder: first.dataFolder });
  profile.installHelper();
  return profile;
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
  await frame.getByRole("button", { name: "Your Sign-in Seal: spoken" }).click();
  await expect(frame.getByRole("button", { name: "Change your Sign-in Seal now" })).toBeVisible();
});

test("axe finds nothing in the frame on the page, whatever it shows", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  const expectAccessibleFrame = async (card: string): Promise<void> => {
    const frame = await sealFrame(page);
    await expect(frame.locator(card)).toBeVisible();
    // From outside axe does not look into it: no page can.
    await frame.evaluate(axeSource);
    const found = await frame.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: Violation[] }> };
      };
      // What a page must have, and a part of one must not.
      const ofPages = ["landmark-one-main", "page-has-heading-one", "region"];
      const rules = Object.fromEntries(ofPages.map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run({ rules });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    });
    expect(found, card).toEqual([]);
  };
  await expectAccessibleFrame("#welcome");
  await page.reload();
  await expectAccessibleFrame("#invitation");
  await makeSeal(context, ["spoken"]);
  await expectAccessibleFrame("#seal_card");
  await (await sealFrame(page)).locator("#seal_button").click();
  await expectAccessibleFrame("#change");
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await expectAccessibleFrame("#problem_card");
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

test("at four hundred percent everything is there, one column wide", async ({ makeProfile }) => {
  const viewport = { width: 320, height: 256 }; // 1280 × 1024 at 400 %
  const profile = await withAnotherSeal(makeProfile, { viewport });
  const context = await profile.open();
  await editorInEachState(context, expectNoSidewaysScroll);
  await otherPages(context, profile, expectNoSidewaysScroll);
});

test("from right to left nothing leaves the window", async ({ makeProfile }) => {
  const profile = await withAnotherSeal(makeProfile, {});
  const context = await profile.open();
  const turnAndLook = async (page: Page): Promise<void> => {
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await expectNoSidewaysScroll(page);
  };
  await editorInEachState(context, turnAndLook);
  await otherPages(context, profile, turnAndLook);
  const editor = await openEditor(context);
  await turnAndLook(editor);
  await write(editor, ["مرحبا", "ختم"]);
  await expect(editor.locator("#preview .seal-line")).toHaveText(["مرحبا", "ختم"]);
});

test("in forced colours the seal keeps its own, and what is chosen can be seen", async ({ makeProfile }) => {
  const profile = await withAnotherSeal(makeProfile, {});
  const context = await profile.open();
  const look = async (page: Page): Promise<void> => {
    await page.emulateMedia({ forcedColors: "active" });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  };
  await editorInEachState(context, look);
  await otherPages(context, profile, look);
  const editor = await openEditor(context);
  await editor.locator("#is_text").check();
  await editor.emulateMedia({ forcedColors: "active" });
  await write(editor, ["mine"], "#ad1457");
  await expect(editor.locator("#preview")).toHaveCSS("background-color", "rgb(173, 20, 87)");
  const outline = (id: string): Promise<string> =>
    editor.locator(`#${id} + span`).evaluate((span) => getComputedStyle(span).outlineStyle);
  expect(await outline("is_text")).toBe("solid");
  expect(await outline("is_picture")).toBe("none");
  await expectAccessible(editor);
  await expectNoSidewaysScroll(editor);
});

test("no page shows the name of a text in place of the text", async ({ makeProfile }) => {
  for (const language of ["en", "zh-CN"]) {
    const profile = await withAnotherSeal(makeProfile, { language });
    const context = await profile.open();
    const names = JSON.parse(
      readFileSync(join(paths.extension(), "_locales/en/messages.json"), "utf8"),
    ) as Record<string, unknown>;
    const look = async (page: Page): Promise<void> => {
      const words = await page.evaluate(() => {
        const hidden = [...document.querySelectorAll<HTMLElement>("[hidden]")];
        for (const element of hidden) element.hidden = false; // what is said later, too
        const text = document.body.innerText;
        for (const element of hidden) element.hidden = true;
        const empty = [...document.querySelectorAll("[data-text]")].filter(
          (element) => element.textContent === "",
        );
        return { text, empty: empty.map((element) => element.outerHTML) };
      });
      expect(words.empty).toEqual([]);
      expect(await page.title()).toBe(language === "en" ? "Sign-in Seal" : "登录印章");
      const keys = words.text.split(/\s+/).filter((word) => word.includes("_") && word in names);
      expect(keys).toEqual([]);
      expect(words.text).not.toMatch(/__MSG_|\$[1-9]/);
    };
    await editorInEachState(context, look);
    await otherPages(context, profile, look);
    await profile.close();
  }
});
