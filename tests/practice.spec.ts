// Practice: what stands at the sign-in box, what is told afterwards, and that nobody else hears of it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext, Page } from "@playwright/test";

import { background, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { tabTo } from "./kit/keyboard.ts";
import * as paths from "./kit/paths.ts";
import { browse, picture } from "./kit/pictures.ts";
import { type Profile } from "./kit/profile.ts";
import { makeSeal, openEditor, opening, save, toThePicture, write } from "./kit/seal.ts";
import { openOptions } from "./kit/sites.ts";

const OWN = ["my fox", "sleeps"];
const TYPED = "typed-in-practice-4711";

type Case = "no seal" | "a wrong seal" | "the own seal";

async function openPractice(context: BrowserContext): Promise<Page> {
  const page = await openPage(context, "practice.html");
  await expect(page.locator("#begin")).toBeEnabled();
  return page;
}

/** What stands at the sign-in box, as a person sees it. */
async function caseOf(page: Page, own: readonly string[] = OWN): Promise<Case> {
  await expect(page.locator("#drill")).toBeVisible();
  const card = page.locator("#stage .seal-card");
  if (!(await card.isVisible())) return "no seal";
  const lines = await card.locator(".seal-line").allInnerTexts();
  return lines.join() === own.join() ? "the own seal" : "a wrong seal";
}

/** A person's hand: how it presses a button, and how it signs in. */
interface Hand {
  readonly press: (page: Page, id: string) => Promise<void>;
  readonly signIn: (page: Page) => Promise<void>;
}

const mouse: Hand = {
  press: (page, id) => page.locator(`#${id}`).click(),
  signIn: async (page) => {
    await page.locator("#password").fill(TYPED);
    await page.locator("#sign_in").click();
  },
};

const keyboard: Hand = {
  press: async (page, id) => {
    await tabTo(page, id);
    await page.keyboard.press("Enter");
  },
  signIn: async (page) => {
    await tabTo(page, "password");
    await page.keyboard.type(TYPED);
    await page.keyboard.press("Enter");
  },
};

/** Begins rounds until one has this case. Each comes by chance, every second or third time. */
async function roundWith(page: Page, wanted: Case, hand = mouse, own = OWN): Promise<void> {
  for (let rounds = 0; rounds < 80; rounds++) {
    await hand.press(page, (await page.locator("#begin").isVisible()) ? "begin" : "again");
    if ((await caseOf(page, own)) === wanted) return;
    await hand.press(page, "stop");
  }
  throw new Error(`${wanted} did not come up`);
}

const RIGHTLY_STOPPED = ["stopped_rightly", "You stopped, and that was right"] as const;
const MISSED = ["missed", "You signed in, and this was not the genuine page"] as const;
const CASES = [
  {
    case: "no seal",
    why: "There was no seal at the sign-in box",
    signedIn: MISSED,
    stopped: RIGHTLY_STOPPED,
  },
  {
    case: "a wrong seal",
    why: "it was not yours",
    signedIn: MISSED,
    stopped: RIGHTLY_STOPPED,
  },
  {
    case: "the own seal",
    why: "Your own seal stood at the sign-in box",
    signedIn: ["went_on_rightly", "You signed in, and that was right"],
    stopped: ["stopped_needlessly", "You stopped, though this was the genuine page"],
  },
] as const;

for (const [name, hand] of [["mouse", mouse], ["keyboard", keyboard]] as const) {
  test(`each case, rightly and wrongly decided, by ${name}`, async ({ profile }) => {
    const context = await profile.open();
    await makeSeal(context, OWN, "#0b5394");
    const page = await openPractice(context);
    for (const { case: wanted, why, signedIn, stopped } of CASES) {
      for (const [decide, [outcome, title]] of [
        [hand.signIn, signedIn],
        [(page: Page) => hand.press(page, "stop"), stopped],
      ] as const) {
        await roundWith(page, wanted, hand);
        await decide(page);
        await expect(page.locator("#told")).toHaveAttribute("data-outcome", outcome);
        await expect(page.locator("#told h1")).toHaveText(title);
        await expect(page.locator("#told h1")).toBeFocused();
        await expect(page.locator("#why")).toContainText(why);
        await expect(page.locator("#own .seal-line")).toHaveText(OWN);
        await expect(page.locator("#no_seal")).toBeVisible({ visible: wanted === "no seal" });
        await expect(page.locator("#stage")).toBeEmpty();
      }
    }
  });
}

test("a wrong seal has other words and another colour than the own one", async ({ profile }) => {
  const context = await profile.open();
  const own = ["Plum", "lan", "ternFog"]; // as one that is made up
  await makeSeal(context, own, "#ad1457");
  const page = await openPractice(context);
  for (let seen = 0; seen < 8; seen++) {
    await roundWith(page, "a wrong seal", mouse, own);
    const seal = page.locator("#stage .seal");
    await expect(seal).not.toHaveText(/plum/i);
    await expect(seal).not.toHaveCSS("background-color", "rgb(173, 20, 87)");
    await page.locator("#stop").click();
  }
});

test("a picture is the own seal, too", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPage(context, "editor.html");
  await toThePicture(editor);
  await browse(editor, picture("corners.jpg"));
  await expect(editor.locator("#preview img")).toBeVisible();
  await save(editor);
  const page = await openPractice(context);
  const image = page.locator("#stage .seal-picture");
  await expect(async () => {
    if (await page.locator("#drill").isVisible()) await page.locator("#stop").click();
    const next = (await page.locator("#begin").isVisible()) ? "#begin" : "#again";
    await page.locator(next).click();
    expect(await image.isVisible()).toBe(true);
  }).toPass({ intervals: [0] });
  await mouse.signIn(page);
  await expect(page.locator("#told")).toHaveAttribute("data-outcome", "went_on_rightly");
});

/** Ten rounds, in which the own seal would have come up. */
async function expectNeverOwn(page: Page): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds++) {
    await page.locator(rounds ? "#again" : "#begin").click();
    const signsIn = (await caseOf(page)) === "no seal";
    await (signsIn ? mouse.signIn(page) : page.locator("#stop").click());
    await expect(page.locator("#told h1")).toHaveText(signsIn ? MISSED[1] : RIGHTLY_STOPPED[1]);
    await expect(page.locator("#own")).toBeHidden();
  }
}

test("without a seal stopping is right, and the page says so first", async ({ profile }) => {
  const page = await openPractice(await profile.open());
  await expect(page.locator("#no_seal_yet")).toContainText("You have no seal yet");
  await expect(page.locator("#no_seal_yet").getByRole("link")).toHaveAttribute("href", "editor.html");
  await expect(page.locator("#problem_card")).toBeHidden();
  await expectNeverOwn(page);
});

test("without a helper one can practise, and reads why the seal does not come up", async ({ profile }) => {
  profile.uninstallHelper();
  const page = await openPractice(await profile.open());
  await expect(page.locator("#problem_card")).toContainText("The Sign-in Seal helper is not installed");
  await expect(page.locator("#without_own")).toContainText("your seal does not come up");
  await expect(page.locator("#no_seal_yet")).toBeHidden();
  await expectNeverOwn(page);
});

/** All files below a folder. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** All that the helper keeps, and all that the extension keeps in the browser. */
async function kept(context: BrowserContext, profile: Profile): Promise<object> {
  const worker = await background(context);
  const storage = await worker.evaluate(async () => [
    await chrome.storage.local.get(),
    await chrome.storage.session.get(),
  ]);
  const files = filesBelow(profile.dataFolder).map((path) => [path, readFileSync(path).toString("base64")]);
  return { storage, files };
}

test("nothing is read, kept or sent: not what was typed, and not how it went", async ({ profile }) => {
  const context = await profile.open(); // what the browser says after its start is kept by then
  await makeSeal(context, OWN);
  const page = await openPractice(context);
  const before = await kept(context, profile);
  const worker = await background(context);
  await worker.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener((message) => void heard.push(message));
    chrome.runtime.onConnect.addListener((port) => void heard.push(port.name));
  });
  await page.evaluate(() => {
    const reads: string[] = [];
    Object.assign(globalThis, { reads });
    for (const name of ["value", "textLength", "selectionEnd"] as const) {
      const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, name);
      if (!property) continue;
      const get = function (this: HTMLInputElement): unknown {
        reads.push(name);
        return property.get?.call(this);
      };
      Object.defineProperty(HTMLInputElement.prototype, name, { ...property, get });
    }
  });
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));

  for (const { case: wanted } of CASES) {
    await roundWith(page, wanted);
    await page.locator("#stage input[type=text]").focus();
    await page.keyboard.type(TYPED);
    await keyboard.signIn(page);
    await expect(page.locator("#result")).toBeVisible();
  }
  const reads = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { reads: string[] }).reads);
  const heard = (): Promise<unknown[]> =>
    worker.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  expect(await reads()).toEqual([]);
  expect(requests).toEqual([]);
  expect(await heard()).toEqual([]);
  expect(await kept(context, profile)).toEqual(before);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  // All of this would have been noticed.
  await page.evaluate(() => document.createElement("input").value);
  expect(await reads()).toEqual(["value"]);
  await page.reload();
  await expect.poll(heard).toHaveLength(1);
  expect(requests).not.toEqual([]);

  await profile.close();
  for (const path of filesBelow(profile.folder)) {
    const bytes = readFileSync(path);
    expect(bytes.includes(TYPED), path).toBe(false);
    expect(bytes.includes(Buffer.from(TYPED, "utf16le")), path).toBe(false);
  }
});

test("the fields are emptied with the result, and no undo fills them again", async ({ profile }) => {
  const page = await openPractice(await profile.open());
  await page.locator("#begin").click();
  const id = await page.locator("#stage input[type=text]").elementHandle();
  const password = await page.locator("#password").elementHandle();
  await page.locator("#stage input[type=text]").fill(TYPED);
  await mouse.signIn(page);
  await expect(page.locator("#result")).toBeVisible();
  for (const field of [id, password]) {
    expect(await field!.inputValue()).toBe("");
    expect(await field!.evaluate((field) => field.isConnected)).toBe(false);
  }
  await page.locator("#again").click();
  await page.locator("#password").focus();
  await page.keyboard.press("Control+Z");
  await expect(page.locator("#password")).toHaveValue("");
});

test("who leaves the page and comes back begins anew", async ({ profile }) => {
  const page = await openPractice(await profile.open());
  await page.locator("#begin").click();
  await page.locator("#password").fill(TYPED);
  await page.goto("chrome://version/");
  await page.goBack({ waitUntil: "commit" });
  await expect(page.locator("#explanation")).toBeVisible();
  await expect(page.locator("#stage")).toBeEmpty();
  await expect(page.locator("#drill")).toBeHidden();
});

test("the form leads nowhere, and scripts do not decide", async ({ profile }) => {
  const page = await openPractice(await profile.open());
  const address = page.url();
  await page.locator("#begin").click();
  await page.locator("#sign_in").click(); // without a password the browser asks for one
  await expect(page.locator("#drill")).toBeVisible();
  await page.locator("#password").fill(TYPED);
  await page.locator("#stop").evaluate((button) => (button as HTMLButtonElement).click());
  await page.locator("#stage form").dispatchEvent("submit");
  await page.locator("#stage form").evaluate((form) => (form as HTMLFormElement).submit());
  await expect(page.locator("#password")).toHaveValue(TYPED);
  await page.locator("#sign_in").dblclick();
  await expect(page.locator("#result")).toBeVisible(); // the second click begins nothing
  expect(page.url()).toBe(address);
});

test("another seal ends the round", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, OWN);
  const page = await openPractice(context);
  await page.locator("#begin").click();
  await page.locator("#password").fill(TYPED);
  await makeSeal(context, ["another"]);
  await expect(page.locator("#explanation h1")).toBeFocused();
  await expect(page.locator("#stage")).toBeEmpty();
  await page.locator("#begin").click();
  await page.locator("#stop").click();
  await expect(page.locator("#own .seal-line")).toHaveText(["another"]);
});

test("from the options, and back there", async ({ profile }) => {
  const context = await profile.open();
  const options = await openOptions(context);
  const page = await opening(context, options.getByRole("link", { name: "Start a practice" }).click());
  await page.locator("#begin").click();
  await page.locator("#stop").click();
  const closed = page.waitForEvent("close");
  await page.getByRole("button", { name: "Done" }).click({ noWaitAfter: true });
  await closed;
  await expect(options.getByRole("heading", { name: "Practice" })).toBeVisible();
});

test("the made-up words are hardly anybody's", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  for (const language of ["en", "zh_CN"]) {
    const file = readFileSync(join(paths.extension(), "_locales", language, "messages.json"), "utf8");
    const texts = Object.entries(JSON.parse(file) as Record<string, { message: string }>);
    const seals = texts.filter(([name]) => name.startsWith("practice_seal_"));
    expect(seals).toHaveLength(6);
    for (const [name, { message }] of seals) {
      await write(editor, message.split("\n"));
      await expect(editor.locator("#preview .seal-line").first()).toHaveText(message.split("\n")[0]!);
      await expect.soft(editor.locator("#guess"), name).toHaveAttribute("data-guess", "hard");
    }
  }
});
