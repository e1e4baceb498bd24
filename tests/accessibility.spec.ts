// Every page of the extension for everybody: by screen reader, in the dark, large, in forced colours.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember, behindTheBack, savingWords } from "./kit/helper.ts";
import {
  blockedHost,
  continueForSomeTime,
  expectWarning,
  openAwake,
  trapAt,
  typeAddress,
} from "./kit/hostile.ts";
import * as paths from "./kit/paths.ts";
import { browse, picture } from "./kit/pictures.ts";
import { openPage, type Profile, type ProfileOptions } from "./kit/profile.ts";
import { expectSeal, makeSeal, makeSealToTouch, openEditor, sealFrame, write } from "./kit/seal.ts";
import { openOptions, want } from "./kit/sites.ts";

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
async function editorInEachState(
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
async function optionsInEachState(
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
async function otherPages(
  context: BrowserContext,
  profile: Profile,
  look: (page: Page) => Promise<void>,
) {
  await makeSeal(context, ["mine"]);
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

/** A lookalike with a name as long as they get. */
const longHost = (): string =>
  `${"secure-and-verified-account.".repeat(6)}xn--80ak6aa92e.${blockedHost()}`;

/** The page that warns of a lookalike, and the one that is over. */
async function warningPage(
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
async function practicePage(
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
  await makeSealToTouch(context, ["spoken"]);
  await expectAccessibleFrame("#touch");
  await behindTheBack(context, profile, savingWords("theirs"));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await expectAccessibleFrame("#problem_card");
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

test("what is written from right to left stays in the window, and is shown as it is", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await editor.evaluate(() => (document.documentElement.dir = "rtl"));
  await write(editor, ["مرحبا", "ختم"]);
  await expect(editor.locator("#preview .seal-line")).toHaveText(["مرحبا", "ختم"]);
  await expectNoSidewaysScroll(editor);
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
  await expectAccessible(editor);
  await expectNoSidewaysScroll(editor);
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

for (const { what, options, look } of [
  { what: "axe, light, en", options: {}, look: expectAccessible },
  { what: "axe, dark, zh-CN", options: { dark: true, language: "zh-CN" }, look: expectAccessible },
  {
    what: "four hundred percent",
    options: { viewport: { width: 320, height: 256 } },
    look: expectNoSidewaysScroll,
  },
  {
    what: "from right to left",
    options: {},
    look: async (page: Page): Promise<void> => {
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await expectNoSidewaysScroll(page);
    },
  },
  {
    what: "forced colours",
    options: {},
    look: async (page: Page): Promise<void> => {
      await page.emulateMedia({ forcedColors: "active" });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    },
  },
  { what: "texts, en", options: {}, look: expectTexts("en") },
  { what: "texts, zh-CN", options: { language: "zh-CN" }, look: expectTexts("zh-CN") },
] satisfies readonly { what: string; options: ProfileOptions; look: (page: Page) => Promise<void> }[]) {
  for (const [name, inEachState, make] of [
    ["the editor", editorInEachState, withAnotherSeal],
    ["the options page", optionsInEachState, alone],
    ["the practice page", practicePage, withHelper],
    ["the warning page", warningPage, alone],
    ["the other pages", otherPages, withAnotherSeal],
  ] as const) {
    test(`${name}: ${what}`, async ({ makeProfile }) => {
      const profile = await make(makeProfile, options);
      await inEachState(await openAwake(profile), profile, look);
    });
  }
}
