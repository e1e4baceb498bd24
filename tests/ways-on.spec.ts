// The warning page: what it says, the ways on from it, and who cannot have it.
import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { background, extensionPage, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import {
  blockedHost,
  caught,
  continueForSomeTime,
  continueOnce,
  expectWarning,
  innocentHost,
  innocentPage,
  isWarning,
  keysCaught,
  nearHost,
  openAnyway,
  pageAt,
  trapAt,
  typeAddress,
} from "./kit/hostile.ts";
import { tabTo } from "./kit/keyboard.ts";
import { openWithPolicy, withPolicy } from "./kit/policy.ts";
import { readPopup } from "./kit/seal.ts";
import { openOptions } from "./kit/sites.ts";
import { killWorkerAlone } from "./kit/worker.ts";

async function warned(context: BrowserContext, host: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(innocentHost(), "<h1>before</h1>"));
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  return page;
}

/** Back, as the browser's own button leads: a page that was kept tells of no loading. */
const goBack = (page: Page): Promise<unknown> =>
  page.goBack({ waitUntil: "commit" }).catch(() => "given up for another page");

/** Asks the background in the name of a page of the extension. */
async function ask(page: Page, message: object): Promise<unknown> {
  const answer = await page.evaluate(
    (text) => chrome.runtime.sendMessage(text),
    JSON.stringify(message),
  );
  return JSON.parse(String(answer));
}

const NOTHING = "There is nothing to warn you of";
const expectNothing = (page: Page): Promise<void> =>
  expect(page.locator("main:visible h1")).toHaveText(NOTHING);

test("the page says what is imitated, and by what trick", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  await expect(page.locator("#title")).toHaveText("This is not Alibaba.com");
  await expect(page.locator("#rule")).toContainText("stands inside another one");
  await expect(page.locator("#visited")).toHaveText(host);
  await expect(page.locator("#visited mark").first()).toBeVisible();
  await expect(page.locator("#genuine")).toHaveText("alibaba.com");
  await expect(page.locator("#imitates")).toContainText("Alibaba.com, a site that you protect");
});

test("to the genuine site, in place of the warning", async ({ profile }) => {
  const context = await profile.open();
  const page = await warned(context, blockedHost());
  await page.getByRole("button", { name: "Go to login.alibaba.com" }).click();
  await page.waitForURL(GENUINE);
  await goBack(page);
  await expect(page.locator("h1")).toHaveText("before");
});

test("leave, and back is where one came from", async ({ profile }) => {
  const context = await profile.open();
  const page = await warned(context, blockedHost());
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page.locator("h1")).toHaveText("before");
});

test("the browser's own way back does not lead into the warning again", async ({ profile }) => {
  const context = await profile.open();
  const page = await warned(context, blockedHost());
  await goBack(page);
  await expect(page.locator("h1")).toHaveText("before");
});

test("leave, where there is nothing to go back to, closes the tab", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await innocentPage(context, `<a target="_blank" href="${trapAt(host)}">go</a>`);
  const [opened] = await Promise.all([context.waitForEvent("page"), page.locator("a").click()]);
  await expectWarning(opened, host);
  const closed = opened.waitForEvent("close");
  await opened.getByRole("button", { name: "Leave" }).click({ noWaitAfter: true });
  await closed;
});

test("leave never leads into a lookalike that was shown", async ({ profile }) => {
  const context = await profile.open();
  const host = nearHost();
  const page = await context.newPage();
  await page.goto(pageAt(innocentHost(), "<h1>before</h1>"));
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page.locator("h1")).toHaveText("before");
  // By the browser's own button, too, nobody is kept there.
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await goBack(page);
  const isElsewhere = (): boolean => !isWarning(page) && !page.url().includes(host);
  await expect.poll(isElsewhere).toBe(true);
  await expect(page.locator("#warning")).toHaveCount(0);
});

test("leave does not lead to an earlier page of the lookalike", async ({ profile }) => {
  const context = await profile.open();
  const host = nearHost();
  const page = await context.newPage();
  await page.goto(pageAt(host, "<h1>first</h1>"));
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await page.getByRole("button", { name: "Leave" }).click();
  const isElsewhere = (): boolean => !isWarning(page) && !page.url().includes(host);
  await expect.poll(isElsewhere).toBe(true);
});

test("the way to the lookalike opens only after a while", async ({ profile, site }) => {
  const context = await profile.open();
  const host = blockedHost();
  const begun = Date.now();
  const page = await warned(context, host);
  await page.locator("#anyway summary").click();
  await expect(page.locator("#continue")).toBeDisabled();
  await expect(page.locator("#continue")).toBeEnabled();
  expect(Date.now() - begun).toBeGreaterThan(3000);
  // Only a person presses it.
  await page.locator("#continue").evaluate((button) => (button as HTMLButtonElement).click());
  await page.locator("#continue").dispatchEvent("click");
  expect(isWarning(page)).toBe(true);
  await page.locator("#continue").dblclick({ noWaitAfter: true });
  await expect.poll(() => caught(site, host)).toContain("script");
  expect(page.url()).toBe(trapAt(host));
});

test("once is for one tab, and goes on within the host", async ({ profile, site }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  await continueOnce(page);
  await expect.poll(() => keysOf(page, site, host)).not.toEqual([]);
  await page.evaluate(() => history.pushState({}, "", "/other"));
  await page.evaluate(() => (location.hash = "part"));
  await page.goto(trapAt(host, "<h1>second</h1>"));
  await page.reload();
  await expect(page.locator("h1")).toHaveText("second");
  await goBack(page);
  await expect.poll(() => page.url()).toContain("#part");
  await page.goForward({ waitUntil: "commit" });
  await expect(page.locator("h1")).toHaveText("second");

  const popup = await readPopup(context, page);
  expect(popup.title).toBe("This is not Alibaba.com");
  const other = await context.newPage();
  await typeAddress(other, trapAt(host));
  await expectWarning(other, host);
  await page.goto(pageAt(innocentHost(), ""));
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
});

async function keysOf(page: Page, site: Parameters<typeof caught>[0], host: string) {
  await page.keyboard.press("k");
  return keysCaught(site, host);
}

test("an exception is for one exact host, is listed, and can be taken back", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  await page.locator("#anyway summary").click();
  const month = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);
  const date = new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(month);
  await expect(page.locator("#until")).toHaveText(`Without a warning until ${date}`);
  await page.locator("#anyway summary").click();
  await continueForSomeTime(page);
  const other = await context.newPage();
  await other.goto(trapAt(host));
  expect(isWarning(other)).toBe(false);
  await typeAddress(other, trapAt(`sub.${host}`));
  await expectWarning(other, `sub.${host}`);

  const options = await openPage(context, "popup.html");
  const { exceptions } = (await ask(options, { list_exceptions: {} })) as {
    exceptions: { host: string; site: string; made_ms: number; until_ms: number }[];
  };
  expect(exceptions.map(({ host, site }) => ({ host, site }))).toEqual([{ host, site: "Alibaba.com" }]);
  const [{ made_ms, until_ms }] = exceptions as [(typeof exceptions)[number]];
  expect(until_ms - made_ms).toBe(30 * 24 * 60 * 60 * 1000);
  expect(await ask(options, { remove_exception: host })).toEqual({ exceptions: [] });
  await typeAddress(other, trapAt(host));
  await expectWarning(other, host);
});

test("the exceptions stand in the options with their dates, and are taken back there", async ({ profile }) => {
  const context = await profile.open();
  const [first, second] = [blockedHost(), nearHost()];
  for (const host of [first, second]) {
    const page = await warned(context, host);
    await continueForSomeTime(page);
    await page.close();
  }
  const options = await openOptions(context);
  const rows = options.locator("#exception_rows > li");
  await expect(rows.locator(".host")).toHaveText([first, second]);
  await expect(rows.locator(".looks_like")).toHaveText(Array(2).fill("Looks like Alibaba.com"));
  const at = (days: number): string =>
    new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(Date.now() + days * 24 * 60 * 60 * 1000);
  const dates = `Since ${at(0)}, until ${at(30)}`;
  await expect(rows.locator(".until")).toHaveText([dates, dates]);

  await options.getByRole("button", { name: `Warn me again: ${first}` }).press("Enter");
  await expect(options.locator("#said")).toHaveText(`You are warned of ${first} again.`);
  await expect(rows.locator(".host")).toHaveText([second]);
  await expect(options.getByRole("heading", { name: "Exceptions" })).toBeFocused();
  await warned(context, first);
  const other = await context.newPage();
  await other.goto(trapAt(second));
  await other.locator("#password").press("k");
  await killWorkerAlone(context); // what was taken back is taken back for good
  await warned(context, first);
  expect(isWarning(other)).toBe(false);

  await options.reload();
  await options.getByRole("button", { name: `Warn me again: ${second}` }).click();
  await expect(options.locator("#exceptions")).toBeHidden();
  await expect(options.locator("#protected h2")).toBeFocused();
  await warned(context, second);
});

test("an exception ends", async ({ profile }) => {
  const context = await profile.open();
  const [ended, lasts] = [blockedHost(), blockedHost()];
  const worker = await background(context);
  const day = 24 * 60 * 60 * 1000;
  const exception = (host: string, until_ms: number) =>
    ({ host, site: "alibaba", made_ms: until_ms - 30 * day, until_ms });
  const kept = [exception(ended, Date.now() - 1), exception(lasts, Date.now() + day)];
  await worker.evaluate((exceptions) => chrome.storage.local.set({ exceptions }), JSON.stringify(kept));
  await killWorkerAlone(context);
  const page = await context.newPage();
  await page.goto(trapAt(lasts));
  expect(isWarning(page)).toBe(false);
  await typeAddress(page, trapAt(ended));
  await expectWarning(page, ended);
});

test("an exception that could stand for everybody stands for nobody", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const worker = await background(context);
  const now = Date.now();
  const any = [{ host: "*", site: "alibaba", made_ms: now, until_ms: now + 1000000 }];
  await worker.evaluate((exceptions) => chrome.storage.local.set({ exceptions }), JSON.stringify(any));
  await killWorkerAlone(context);
  await warned(context, host);
});

test("the administrator can take the way to the lookalike away", async ({ makeProfile }) => {
  const context = await openWithPolicy(makeProfile(withPolicy({ AllowContinue: false })));
  const host = blockedHost();
  const page = await warned(context, host);
  await expect(page.locator("#policy")).toBeVisible();
  await expect(page.locator("#anyway")).toBeHidden();
  const warning = new URL(page.url()).hash.slice(1);
  for (const way of ["once", "for_some_time"]) {
    expect(await ask(page, { go_on: { warning, way } })).toEqual({ refused: {} });
  }
  await page.reload();
  await expect(page.locator("#policy")).toBeVisible();
});

test("a warning in the browser's first seconds waits for no policy", async ({ ownProfile: profile }) => {
  const context = await profile.open();
  const worker = await background(context);
  const page = await context.newPage();
  await typeAddress(page, trapAt(blockedHost()));
  await expect(page.locator("#go_genuine")).toBeVisible();
  await expect(page.locator("#leave")).toBeVisible();
  // Chromium says what the policy is three seconds after its start at the earliest.
  expect(await worker.evaluate(() => chrome.storage.session.get())).not.toHaveProperty("AllowContinue");
  await expect(page.locator("#anyway")).toBeVisible();
  await expect(page.locator("#policy")).toBeHidden();
});

test("a made-up or foreign warning says nothing and leads nowhere", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  const id = new URL(page.url()).hash.slice(1);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  for (const made of ["", "javascript:alert(1)", trapAt(host), "0".repeat(32), id]) {
    const other = await openPage(context, `warning.html#${made}`);
    await expectNothing(other);
    await expect(other.locator("main:visible").locator("a, button")).toHaveCount(0);
    for (const way of ["genuine", "leave", "once", "for_some_time"]) {
      expect(await ask(other, { go_on: { warning: made, way } })).toEqual({ refused: {} });
    }
    await other.close();
  }
  // In its own tab it goes on saying what it said.
  await page.reload();
  await expect(page.locator("#visited")).toHaveText(host);
});

test("a warning that is over says so", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  const address = page.url();
  await continueForSomeTime(page);
  await page.goto(address);
  await expectNothing(page);
});

test("a warning outlives the worker", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  await killWorkerAlone(context);
  await page.reload();
  await expect(page.locator("#visited")).toHaveText(host);
  await killWorkerAlone(context);
  await continueOnce(page);
  await killWorkerAlone(context);
  await page.goto(trapAt(host, "<h1>second</h1>"));
  await expect(page.locator("h1")).toHaveText("second");
});

test("a worker that sleeps is woken by a visit", async ({ profile, site }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await context.newPage();
  await page.goto(pageAt(innocentHost(), ""));
  await killWorkerAlone(context);
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  expect(await keysCaught(site, host)).toEqual([]);
});

test("no web page frames the warning, leads to it, or speaks for it", async ({ profile }) => {
  const context = await profile.open();
  const host = blockedHost();
  const warning = await warned(context, host);
  const page = await innocentPage(context, `<iframe src="${warning.url()}"></iframe>`);
  await expect.poll(() => page.frames()[1]?.url() ?? "").toContain("chrome-error:");
  const canSpeak = await page.evaluate(() => typeof chrome !== "undefined" && "runtime" in chrome);
  expect(canSpeak).toBe(false);
  const link = await innocentPage(context, `<a href="${warning.url()}">go</a>`);
  await link.locator("a").click({ noWaitAfter: true });
  const opened = await innocentPage(context, `<a target="_blank" href="${warning.url()}">go</a>`);
  await opened.locator("a").click({ noWaitAfter: true });
  // A visit that does work, after the ones that do not.
  await page.goto(pageAt(innocentHost(), ""));
  const warnings = context.pages().filter((page) => page.url().startsWith(extensionPage("warning")));
  expect(warnings).toEqual([warning]);
});

test("by keyboard alone", async ({ profile, site }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await warned(context, host);
  // What was typed for another page presses nothing.
  for (const key of ["Enter", "Space"]) await page.keyboard.press(key);
  expect(isWarning(page)).toBe(true);
  await tabTo(page, "go_genuine");
  await tabTo(page, "leave");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#continue")).toBeEnabled();
  await tabTo(page, "once");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#for_some_time")).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await tabTo(page, "continue");
  await page.keyboard.press("Enter");
  await expect.poll(() => caught(site, host)).toContain("script");
});

test("in a private window the warning stands in an ordinary one", async ({ makeProfile, site }) => {
  const profile = makeProfile({ privateWindows: true });
  const context = await profile.open();
  const host = blockedHost();
  const before = pageAt(innocentHost(), "<h1>before</h1>");
  const page = await profile.openPrivately(before);
  await typeAddress(page, trapAt(host));
  await expect.poll(() => context.pages().some(isWarning)).toBe(true);
  expect(context.pages().filter(isWarning)).toHaveLength(1);
  const shown = context.pages().find(isWarning)!;
  await expectWarning(shown, host);
  await expect.poll(() => page.url()).toBe("about:blank");
  await page.keyboard.type("secret");
  expect(await keysCaught(site, host)).toEqual([]);
  await openAnyway(shown);
  await expect(shown.locator("#for_some_time_choice")).toBeHidden();
  const closed = shown.waitForEvent("close");
  await shown.locator("#continue").click({ noWaitAfter: true });
  await closed;
  await expect.poll(() => caught(site, host)).toContain("script");
  const worker = await background(context);
  expect(JSON.stringify(await worker.evaluate(() => chrome.storage.local.get()))).not.toContain(host);
});
