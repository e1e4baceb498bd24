// What a person does with a guarded password: signs in, answers the question, types it elsewhere.
import { type BrowserContext, expect, type Page } from "@playwright/test";

import { background, extensionPage } from "./extension.ts";
import { guard } from "./guards.ts";
import { isWarning, pageAt } from "./hostile.ts";
import { type Profile } from "./profile.ts";
import { sealFrame } from "./seal.ts";

export const SIGN_IN_HOST = "login.alibaba.com";
/** A page of the site on a host where nobody signs in. */
export const HOME = "https://www.alibaba.com/plain";
export const SECRET = "pelican-47-harbour";

const FIELD = '<label>Password <input id="password" name="password" type="password"></label>';
const FORM = `<h1>Sign in</h1><form action="${HOME}">${FIELD}<button>Sign in</button></form>`;

/** Signs in on the genuine page, as a site that lets the person in. */
export async function signInGenuinely(context: BrowserContext, password = SECRET): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(SIGN_IN_HOST, FORM));
  await sealFrame(page);
  await page.locator("#password").pressSequentially(password);
  await page.locator("#password").press("Enter");
  await expect.poll(() => page.url(), { message: "the page behind the sign-in" }).toContain(HOME);
  return page;
}

/** How many tabs have a question. */
export async function questions(context: BrowserContext): Promise<number> {
  const worker = await background(context);
  const { guarding_questions } = await worker.evaluate(() => chrome.storage.session.get());
  return Object.keys(JSON.parse(String(guarding_questions ?? "{}")) as object).length;
}

export const expectQuestion = (context: BrowserContext): Promise<void> =>
  expect.poll(() => questions(context), { message: "the question" }).toBe(1);

/** The question over `page`: in a tab, since the popup is a window of its own. */
export async function openQuestion(context: BrowserContext, page: Page): Promise<Page> {
  const question = await context.newPage();
  await page.bringToFront();
  await question.goto(extensionPage("guard.html"));
  return question;
}

/** Whether the guard stands in pages that come from now on. */
export async function isGuarding(context: BrowserContext): Promise<boolean> {
  const worker = await background(context);
  const scripts = await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts({ ids: ["guarding"] }));
  return scripts.length > 0;
}

export const expectGuarding = (context: BrowserContext): Promise<void> =>
  expect.poll(() => isGuarding(context), { message: "the guard" }).toBe(true);

/** Opens the browser with a helper that guards the password already. */
export async function openGuarded(profile: Profile): Promise<BrowserContext> {
  await guard(profile, [{ site: "alibaba", name: "Alibaba.com", password: SECRET }]);
  const context = await profile.open();
  await expectGuarding(context);
  return context;
}

/** A page of `host` that asks for a password, with its field ready. */
export async function openAsking(context: BrowserContext, host: string, more = ""): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(host, FIELD + more));
  await page.locator("#password").focus();
  return page;
}

/** Types as a person does, until the page is another one. */
export async function typeAway(page: Page, text: string): Promise<void> {
  for (const character of text) {
    if (isWarning(page)) return;
    await page.keyboard.press(character, { delay: 20 }).catch(() => "between two documents");
  }
}

/** The warning of a stopped password, there to be read. */
export async function expectStopped(page: Page, host: string): Promise<void> {
  await expect.poll(() => isWarning(page), { message: "the warning page" }).toBe(true);
  await expect(page.locator("#stopped")).toBeVisible();
  await expect(page.locator("#stopped_host")).toHaveText(host);
}

/** Types the guarded password on another host, and is stopped. */
export async function beStopped(context: BrowserContext, host: string, secret = SECRET): Promise<Page> {
  const page = await openAsking(context, host);
  await typeAway(page, secret);
  await expectStopped(page, host);
  return page;
}

/** Lets the page of `host` have the password, as a person confirms it. */
export async function letItHave(page: Page, host: string): Promise<void> {
  await page.locator("#except summary").click();
  await page.locator("#except_host").fill(host);
  await expect(page.locator("#except_yes")).toBeEnabled();
  await page.locator("#except_yes").click({ noWaitAfter: true });
  await expect.poll(() => page.url(), { message: "the page that may have it" }).toContain(`https://${host}/`);
}
