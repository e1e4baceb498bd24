// Hostile pages, and what their scripts have heard. The demo site serves whatever page a test
// writes, under every host.
import { domainToUnicode } from "node:url";

import { type BrowserContext, expect, type Page } from "@playwright/test";

import type { DemoSite } from "./demo-site.ts";
import { extensionPage } from "./extension.ts";

/** A host of one name that nobody else uses in this run, so that what was caught is this test's. */
let used = 0;
const unused = (): string => `t${process.pid}n${used++}`;

/** A host that is blocked by its name alone. */
export const blockedHost = (): string => `login.alibaba.com.${unused()}.example`;
/** A host that is quiet until it asks for a password. */
export const nearHost = (): string => `${unused()}.alibaba.example`;
/** A host that imitates nothing. */
export const innocentHost = (): string => `${unused()}.example`;

/** The script that hears every key before anybody else can. */
const RECORDER = "<recorder></recorder>";
const FIELD = '<input id="password" type="password" autofocus>';

/** The address of a page with this markup. */
export const pageAt = (host: string, html: string): string =>
  `https://${host}/page?${new URLSearchParams({ html: `<!doctype html><title>test</title>${html}` })}`;

/** A page that listens, and asks for a password. It comes as late as from a computer elsewhere: a
 * connection to a host that was not spoken to before takes at least three ways there and back. */
export const trapAt = (host: string, more = FIELD): string =>
  `${pageAt(host, RECORDER + more)}&after=150`;

export const redirectAt = (host: string, status: number, to: string): string =>
  `https://${host}/redirect?${new URLSearchParams({ status: String(status), to })}`;

/** What scripts of this host have told, in the order in which it came. */
export async function caught(site: DemoSite, host: string): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${site.httpPort}/caught`);
  const lines = (await answer.text()).split("\n");
  return lines.filter((line) => line.startsWith(`${host} `)).map((line) => line.slice(host.length + 1));
}

/** The keys among what was caught. */
export const keysCaught = async (site: DemoSite, host: string): Promise<string[]> =>
  (await caught(site, host)).filter((line) => line !== "script");

export const isWarning = (page: Page): boolean => page.url().startsWith(extensionPage("warning.html#"));

export async function expectWarning(page: Page, host: string): Promise<void> {
  await expect.poll(() => isWarning(page), { message: "the warning page" }).toBe(true);
  // It stands there as a person reads it, not in the letters that computers exchange.
  await expect(page.locator("#visited")).toHaveText(domainToUnicode(host));
}

/** Somebody who types without looking, until told to stop. */
export function typing(page: Page): { stop(): Promise<void> } {
  let isTyping = true;
  const work = (async () => {
    while (isTyping) {
      await page.keyboard.press("k").catch(() => "between two documents");
    }
  })();
  return {
    stop: () => {
      isTyping = false;
      return work;
    },
  };
}

/** Does something that leads to `host` while somebody types, and expects the warning, and that no
 * script of that host has heard a key. */
export async function expectNoKey(
  site: DemoSite,
  page: Page,
  host: string,
  visit: () => Promise<unknown>,
): Promise<void> {
  const person = typing(page);
  await visit();
  await expectWarning(page, host);
  await person.stop();
  expect(await keysCaught(site, host)).toEqual([]);
}

/** Types an address, as far as a test can: the browser gives up that visit for the warning. */
export const typeAddress = (page: Page, url: string): Promise<unknown> =>
  page.goto(url, { waitUntil: "commit" }).catch(() => "given up for the warning");

/** A page of an innocent host. */
export async function innocentPage(context: BrowserContext, html: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(innocentHost(), html));
  return page;
}

/** Goes on to the lookalike as a person does: waits until the button can be pressed. */
export async function continueOnce(page: Page): Promise<void> {
  await openAnyway(page);
  await page.locator("#continue").click({ noWaitAfter: true });
  await expect.poll(() => isWarning(page), { message: "the lookalike" }).toBe(false);
}

/** Goes on to the lookalike, and wants no warning for some time. */
export async function continueForSomeTime(page: Page): Promise<void> {
  await openAnyway(page);
  await page.locator("#for_some_time").check();
  await page.locator("#continue").click({ noWaitAfter: true });
  await expect.poll(() => isWarning(page), { message: "the lookalike" }).toBe(false);
}

export async function openAnyway(page: Page): Promise<void> {
  await expect.poll(() => isWarning(page), { message: "the warning page" }).toBe(true);
  await page.locator("#anyway summary").click();
  await expect(page.locator("#continue")).toBeEnabled();
}
