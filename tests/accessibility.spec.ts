// Every page of the extension for everybody: by screen reader, in the dark, large, in forced colours.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { Frame, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember, behindTheBack, keepSeal, savingWords } from "./kit/helper.ts";
import * as paths from "./kit/paths.ts";
import { type Profile, type ProfileOptions } from "./kit/profile.ts";
import { expectSeal, makeSeal, makeSealToTouch, openEditor, sealFrame, write } from "./kit/seal.ts";
import {
  accountPage,
  editorInEachState,
  guardPages,
  optionsInEachState,
  otherPages,
  POPUP,
  practicePage,
  warningPage,
} from "./kit/states.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How a page may be shown: `light` comes last, so that it is left so. */
const LIGHTS = [
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "light", forcedColors: "none" },
] as const;

/** What a page must have, and a part of one must not. */
const OF_PAGES = ["landmark-one-main", "page-has-heading-one", "region"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What depends on the light; axe looks at all else once. */
const OF_COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** axe finds nothing in this document, in any light. It stays in the document, since its text is long. */
async function expectAccessible(document: Page | Frame, without: readonly string[] = []): Promise<void> {
  if (!(await document.evaluate(() => "axe" in globalThis))) await document.evaluate(axeSource);
  const page = "page" in document ? document.page() : document;
  for (const light of LIGHTS) {
    await page.emulateMedia(light);
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    const options = { resultTypes: ["violations"], ...(light === LIGHTS.at(-1) ? { rules } : { runOnly: OF_COLOURS }) };
    const found = await document.evaluate(async (options) => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: Violation[] }> };
      };
      const { violations } = await axe.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }, options);
    expect(found, `${document.url()}, ${JSON.stringify(light)}`).toEqual([]);
  }
}

/** The page is not wider than its window: nobody has to scroll to two sides to read a line. */
const expectNoSidewaysScroll = async (page: Page, how: string): Promise<void> =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${page.url()}, ${how}`,
  ).toBe(0);

/** At four hundred percent a window of 1280 by 1024 has room for so much. */
const ENLARGED = { width: 320, height: 256 };

/** Nothing leaves the window: as it is and at four hundred percent, from either side, in forced colours. A
 * popup's window is as wide as the popup wants. */
async function expectToFit(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  for (const viewport of size.width === POPUP.width ? [size] : [ENLARGED, size]) {
    await page.setViewportSize(viewport);
    for (const forcedColors of ["active", "none"] as const) {
      await page.emulateMedia({ forcedColors });
      for (const direction of ["rtl", ""]) {
        await page.evaluate((direction) => (document.documentElement.dir = direction), direction);
        await expectNoSidewaysScroll(page, `${viewport.width} wide, ${direction}, forced colours: ${forcedColors}`);
      }
    }
  }
}

type MakeProfile = (options?: ProfileOptions) => Profile;

/** A profile that finds nothing. */
const alone = (makeProfile: MakeProfile, options: ProfileOptions): Promise<Profile> =>
  Promise.resolve(makeProfile(options));

/** A profile that finds the helper. */
function withHelper(makeProfile: MakeProfile, options: ProfileOptions): Promise<Profile> {
  const profile = makeProfile(options);
  profile.installHelper();
  return Promise.resolve(profile);
}

/** A profile that finds a seal to take over, guarded by a member. */
async function withAnotherSeal(makeProfile: MakeProfile, options: ProfileOptions): Promise<Profile> {
  const first = makeProfile();
  await keepSeal(first, "another");
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
    await expectAccessible(frame, OF_PAGES);
  };
  await expectAccessibleFrame("#welcome");
  await page.reload();
  await expectAccessibleFrame("#invitation");
  await makeSeal(context, ["spoken"]);
  await expectAccessibleFrame("#seal_card");
  await (await sealFrame(page)).locator("#seal_button").click();
  await expectAccessibleFrame("#change");
  await makeSealToTouch(context, ["spoken"]);
  await expectAccessibleFrame("#touch");
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.reload();
  await expectAccessibleFrame("#problem_card");
});

test("what is written from right to left stays in the window, and is shown as it is", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await editor.evaluate(() => (document.documentElement.dir = "rtl"));
  await write(editor, ["مرحبا", "ختم"]);
  await expect(editor.locator("#preview .seal-line")).toHaveText(["مرحبا", "ختم"]);
  await expectNoSidewaysScroll(editor, "from right to left");
});

test("in forced colours the seal keeps its own, and what is chosen can be seen", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await editor.locator("#is_text").check();
  await editor.emulateMedia({ forcedColors: "active" });
  await write(editor, ["mine"], "#ad1457");
  await expect(editor.locator("#preview")).toHaveCSS("background-color", "rgb(173, 20, 87)");
  const outline = (id: string): Promise<string> =>
    editor.locator(`#${id} + span`).evaluate((span) => getComputedStyle(span).outlineStyle);
  expect(await outline("is_text")).toBe("solid");
  expect(await outline("is_picture")).toBe("none");
  await expectNoSidewaysScroll(editor, "in forced colours");
});

/** Every text is there, in this language. */
function expectTexts(language: string): (page: Page) => Promise<void> {
  const messages = readFileSync(join(paths.extension(), "_locales/en/messages.json"), "utf8");
  const names = JSON.parse(messages) as Record<string, unknown>;
  return async (page) => {
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
}

// One walk a page and language. One of them is made at four hundred percent: every button is pressed there.
for (const { language, ...options } of [
  { language: "en", viewport: ENLARGED },
  { language: "zh-CN" },
] satisfies readonly ProfileOptions[]) {
  for (const [name, inEachState, make] of [
    ["the editor", editorInEachState, withAnotherSeal],
    ["the options page", optionsInEachState, alone],
    ["the practice page", practicePage, withHelper],
    ["the account page", accountPage, withHelper],
    ["the warning page", warningPage, alone],
    ["the guard's pages", guardPages, withHelper],
    ["the other pages", otherPages, withAnotherSeal],
  ] as const) {
    test(`${name} in every state and look, ${language}`, async ({ makeProfile }) => {
      const profile = await make(makeProfile, { language, ...options });
      const expectTextsThere = expectTexts(language);
      await inEachState(await profile.open(), profile, async (page) => {
        await expectTextsThere(page);
        await expectAccessible(page);
        await expectToFit(page);
      });
    });
  }
}
