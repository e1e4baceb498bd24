// What a person does with a seal, and what they see of it.
import { type BrowserContext, expect, type Frame, type Locator, type Page } from "@playwright/test";

import { saveSeal } from "./background.ts";
import { background, extensionPage, openPage } from "./extension.ts";

/** Spoken by the seal in English, before its words. */
const SPOKEN = "Your Sign-in Seal: ";

export const sealFrames = (page: Page): Frame[] =>
  page.frames().filter((frame) => frame.url().startsWith(extensionPage("seal_frame.html")));

/** The one seal frame of this page. It stands in a closed shadow root, where no locator of the page
 * reaches it, so it is found among the page's frames. */
export async function sealFrame(page: Page): Promise<Frame> {
  await expect.poll(() => sealFrames(page).length, { message: "one seal frame" }).toBe(1);
  return sealFrames(page)[0]!;
}

export async function expectSeal(page: Page, lines: readonly string[]): Promise<void> {
  const seal = (await sealFrame(page)).locator("#seal");
  await expect(seal).toHaveAttribute("aria-label", SPOKEN + lines.join(" "));
  await expect(seal).toBeVisible();
  await expect(seal.locator(".seal-line")).toHaveText(lines);
}

/** The link that leads to a seal: alone, or on the card that is shown once. */
export async function expectInvitation(page: Page): Promise<void> {
  await expect(invitation(await sealFrame(page))).toBeVisible();
}

export const invitation = (frame: Frame): Locator =>
  frame.getByRole("button", { name: "Prevent Password Theft" });

/** The card at the seal's place that says what is wrong and what to do. */
export async function expectProblem(page: Page, what: string, toDo: string): Promise<void> {
  const card = (await sealFrame(page)).locator("#problem_card");
  await expect(card.locator(".what")).toHaveText(what);
  await expect(card.locator(".do")).toContainText(toDo);
  await expect(card).toBeVisible();
}

/** So long after it was loaded nobody looks at a page any more whose focus stays where it is: the last
 * of `LOOKS_MS` in `content.js` is over, and answered. */
export const LOOKED_MS = 5_500;

/** Nothing of the extension is in this page. Ask for something that must appear elsewhere first:
 * by then it would have appeared here too. */
export function expectNothing(page: Page): Promise<void> {
  expect(sealFrames(page)).toEqual([]);
  return expect(page.locator("html > *")).toHaveCount(2); // head and body
}

/** Nobody who looks sees it later than that. */
const AT_ONCE_MS = 1_000;

/** What stood in this page goes at once, although the page stays: it is told to go, and nobody waits for it. */
export async function expectGone(page: Page): Promise<void> {
  const going = { message: "the seal frame that goes", timeout: AT_ONCE_MS, intervals: [20] };
  await expect.poll(() => sealFrames(page).length, going).toBe(0);
  await expectNothing(page);
}

/** Opens the editor, and goes through its first steps as a person with a computer of their own who
 * wants words on the seal. Where there is a seal already, the editor begins with it. */
export async function openEditor(context: BrowserContext): Promise<Page> {
  const editor = await openPage(context, "editor.html");
  await toTheWords(editor);
  return editor;
}

export async function toTheWords(editor: Page): Promise<void> {
  await throughFirstSteps(editor, "Create a Text Seal");
  await expect(editor.locator("#count_1")).toHaveText(/\d\/7/);
}

export async function toThePicture(editor: Page): Promise<void> {
  await throughFirstSteps(editor, "Upload an Image");
  await expect(editor.locator("#browse")).toBeVisible();
}

const IN_CHINESE: Record<string, string> = {
  "Create a Text Seal": "创建文字印章",
  "Upload an Image": "上传图片",
};

async function throughFirstSteps(editor: Page, kind: string): Promise<void> {
  const own = editor.locator("#whose_own");
  const kinds = editor.getByRole("button", { name: new RegExp(`${kind}|${IN_CHINESE[kind]}`) });
  const form = editor.locator("#editor");
  const any = (...steps: Locator[]): Locator =>
    steps.reduce((all, step) => all.or(step)).filter({ visible: true }).first();
  await expect(any(own, kinds, form)).toBeVisible();
  if (await own.isVisible()) await own.click();
  await expect(any(kinds, form)).toBeVisible();
  if (await kinds.isVisible()) await kinds.click();
  await expect(form).toBeVisible();
}

/** Clicks something that opens a page in a tab of its own. */
export async function opening(context: BrowserContext, click: Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([context.waitForEvent("page"), click]);
  await opened.waitForLoadState();
  return opened;
}

/** Opens the editor as a person does who has a seal: a click on it, then the link. */
export async function changeFromPage(context: BrowserContext, page: Page): Promise<Page> {
  const frame = await sealFrame(page);
  await frame.locator("#seal_button").click();
  return opening(
    context,
    frame.getByRole("button", { name: "Change your Sign-in Seal now" }).click(),
  );
}

export async function write(editor: Page, lines: readonly string[], colour?: string): Promise<void> {
  for (const line of [1, 2, 3]) {
    await editor.locator(`#line_${line}`).fill(lines[line - 1] ?? "");
  }
  if (colour) await editor.locator(`input[name=colour][value="${colour}"]`).check();
}

/** Saves, also what is easy to guess: most tests need no good words. */
export async function save(editor: Page): Promise<void> {
  await editor.getByRole("button", { name: /^(Save|保存)$/ }).click();
  const anyway = editor.locator("#save_anyway");
  const answered = editor.locator("#status, #easy, #problem_card, .field .error, #picture .error");
  await expect(answered.filter({ visible: true }).first()).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
}

/** Goes back from the editor to the page that it was opened from: its tab closes under the click,
 * which may therefore never hear of its own end. */
export async function goBack(editor: Page): Promise<void> {
  const closed = editor.waitForEvent("close");
  const clicked = editor.getByRole("button", { name: "Back to the sign-in page" }).click();
  await Promise.all([closed, clicked.catch(() => "closed under the click")]);
}

/** Makes a seal, without the editor: a test that is about the editor goes through it by `openEditor`. */
export const makeSeal = (context: BrowserContext, lines: readonly string[], colour?: string): Promise<void> =>
  saveSeal(context, { lines, colour });

/** The same, for a person who wants to touch it before they type a password. */
export const makeSealToTouch = (context: BrowserContext, lines: readonly string[]): Promise<void> =>
  saveSeal(context, { lines, touch: true });

export interface PopupWords {
  readonly title: string;
  readonly host: string;
  readonly words: string;
  readonly seal: string | null;
  /** What a screen reader says of the seal. */
  readonly sealSpoken: string | null;
  readonly problem: string | null;
}

/** Opens the popup over this page by its toolbar button, reads it, and closes it. */
export async function readPopup(context: BrowserContext, page: Page): Promise<PopupWords> {
  // The popup is a window of its own; another page of the extension can look at it.
  const looker = await openPage(context, "editor.html");
  await page.bringToFront();
  const worker = await background(context);
  await worker.evaluate(() => chrome.action.openPopup());
  const read = (): Promise<PopupWords | null> =>
    looker.evaluate(() => {
      const popup = chrome.extension.getViews({ type: "popup" })[0];
      const shown = (selector: string): string | null => {
        const element = popup?.document.querySelector<HTMLElement>(selector);
        return element?.checkVisibility() ? element.innerText : null;
      };
      const title = shown("#title");
      if (!title) return null;
      return {
        title,
        host: shown("#host") ?? "",
        words: shown("#words") ?? "",
        seal: shown("#seal"),
        sealSpoken: popup?.document.querySelector("#seal")?.getAttribute("aria-label") ?? null,
        problem: shown("#problem_card"),
      };
    });
  await expect.poll(read, { message: "the popup's words" }).not.toBeNull();
  const words = (await read())!;
  await looker.close();
  return words;
}
