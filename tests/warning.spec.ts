// Visits to a lookalike, in every way that leads there: the warning is up before a key reaches it.
import type { Page } from "@playwright/test";

import { expect, test } from "./kit/fixtures.ts";
import {
  blockedHost,
  caught,
  continueOnce,
  expectNoKey,
  expectWarning,
  innocentHost,
  innocentPage,
  isWarning,
  keysCaught,
  nearHost,
  pageAt,
  redirectAt,
  trapAt,
  typeAddress,
  typing,
} from "./kit/hostile.ts";

test("a trap hears the keys of who is not warned", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = innocentHost();
  const person = typing(page);
  await page.goto(trapAt(host));
  await expect.poll(() => keysCaught(site, host)).toContain("keydown k");
  await person.stop();
});

test("a typed address", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost();
  await expectNoKey(site, page, host, () => typeAddress(page, trapAt(host)));
});

test("a link", async ({ profile, site }) => {
  const context = await profile.open();
  const host = blockedHost();
  const page = await innocentPage(context, `<a href="${trapAt(host)}">go</a>`);
  await expectNoKey(site, page, host, () => page.locator("a").click({ noWaitAfter: true }));
});

for (const status of [302, 308]) {
  test(`a redirect, ${status}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = blockedHost();
    const redirect = redirectAt(innocentHost(), status, trapAt(host));
    await expectNoKey(site, page, host, () => typeAddress(page, redirect));
  });
}

test("a redirect by the page's own markup", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost();
  const refresh = `<meta http-equiv="refresh" content="0; url=${trapAt(host)}">`;
  await expectNoKey(site, page, host, () => typeAddress(page, pageAt(innocentHost(), refresh)));
});

test("a redirect by script", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost();
  const script = `<script>location = ${JSON.stringify(trapAt(host))}</script>`;
  await expectNoKey(site, page, host, () => typeAddress(page, pageAt(innocentHost(), script)));
});

for (const [name, link] of [
  ["a link into a new tab", (url: string) => `<a target="_blank" href="${url}">go</a>`],
  ["a link into a new tab with an opener", (url: string) => `<a target="_blank" rel="opener" href="${url}">go</a>`],
  ["a window that a script opens", (url: string) => `<a href="#" onclick="window.open('${url}')">go</a>`],
  ["a small window without a toolbar", (url: string) => `<a href="#" onclick="window.open('${url}', 'n', 'popup,width=400,height=400')">go</a>`],
  ["an empty window that a script leads on", (url: string) => `<a href="#" onclick="const w = window.open(); setTimeout(() => w.location = '${url}', 50)">go</a>`],
] as const) {
  test(name, async ({ profile, site }) => {
    const context = await profile.open();
    const host = blockedHost();
    const page = await innocentPage(context, link(trapAt(host)));
    const [opened] = await Promise.all([context.waitForEvent("page"), page.locator("a").click()]);
    await expectNoKey(site, opened, host, () => Promise.resolve());
    expect(page.url()).not.toContain("warning");
  });
}

for (const [name, address] of [
  ["a trailing dot", (host: string) => trapAt(`${host}.`)],
  ["plain http", (host: string) => trapAt(host).replace("https", "http")],
  ["full-width letters and dots", (host: string) => trapAt(host.replace("alibaba.com", "ａｌｉｂａｂａ。ｃｏｍ"))],
] as const) {
  test(`an address with ${name}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = blockedHost();
    await expectNoKey(site, page, host, () => typeAddress(page, address(host)));
  });
}

test("an address with letters of other scripts, in punycode", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost().replace(".example", ".xn--80ak6aa92e.example");
  await expectNoKey(site, page, host, () => typeAddress(page, trapAt(host)));
});

// The browser tells what stands before the `@`, though it shows it to nobody.
for (const [name, lead] of [
  ["typed", (page: Page, to: string) => typeAddress(page, to)],
  ["behind a link", async (page: Page, to: string) => {
    await page.goto(pageAt(innocentHost(), `<a href="${to}">go</a>`));
    await page.locator("a").click({ noWaitAfter: true });
  }],
  ["behind a redirect", (page: Page, to: string) => typeAddress(page, redirectAt(innocentHost(), 302, to))],
] as const) {
  test(`a name that imitates nothing, and the genuine one before its @, ${name}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = innocentHost();
    const trick = trapAt(host).replace("//", "//alibaba.com@");
    await expectNoKey(site, page, host, () => lead(page, trick));
    await expect(page.locator("#rule")).toContainText("stands before an @ sign");
    // The host itself is innocent.
    await page.goto(trapAt(host, "<h1>innocent</h1>"));
    await expect(page.locator("h1")).toHaveText("innocent");
  });
}

test("what was let on though the genuine name stood before its @ goes on once", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = innocentHost();
  const trick = trapAt(host).replace("//", "//alibaba.com@");
  await typeAddress(page, trick);
  await continueOnce(page);
  await expect.poll(() => caught(site, host)).toContain("script");
  await page.goto(pageAt(innocentHost(), ""));
  await expectNoKey(site, page, host, () => typeAddress(page, trick));
});

for (const [host, rule] of [
  ["alibabba.com", "is written twice"],
  ["alibaba.github.io", "anybody can choose a name"],
] as const) {
  test(`a name that is nearly the genuine one: ${host}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    await expectNoKey(site, page, host, () => typeAddress(page, trapAt(host)));
    await expect(page.locator("#rule")).toContainText(rule);
    await expect(page.locator("#genuine")).toHaveText("alibaba.com");
  });
}

for (const { language, odd } of [
  {
    language: "en",
    odd: ["а U+0430 Cyrillic a", "ӏ U+04CF Cyrillic l", "і U+0456 Cyrillic i", "ь U+044C Cyrillic b"],
  },
  {
    language: "zh-CN",
    odd: ["а U+0430 西里尔字母 a", "ӏ U+04CF 西里尔字母 l", "і U+0456 西里尔字母 i", "ь U+044C 西里尔字母 b"],
  },
]) {
  test(`a name in Cyrillic letters, each of them named, ${language}`, async ({ makeProfile, site }) => {
    const profile = makeProfile({ language });
    const context = await profile.open();
    const page = await context.newPage();
    const host = "xn--80aaa4ib1d45c.com";
    await expectNoKey(site, page, host, () => typeAddress(page, trapAt(host)));
    await expect(page.locator("#visited")).toHaveText("аӏіьаьа.com");
    await expect(page.locator("#visited mark")).toHaveText(["аӏіьаьа"]);
    await expect(page.locator("#genuine mark")).toHaveText(["alibaba"]);
    await expect(page.locator("#odd_characters li")).toHaveText(odd);
  });
}

for (const [whose, host] of [
  ["the same owner's", "www.alibabacloud.com"],
  ["a well-known one of somebody else", "www.alibaba.ir"],
] as const) {
  test(`no warning of a name that is near, and ${whose}: ${host}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    await page.goto(trapAt(host));
    await page.locator("#password").press("k");
    await expect.poll(() => keysCaught(site, host)).toContain("keydown k");
    // By now a fake was warned of, by its name or by its field.
    const fake = await context.newPage();
    for (const lookalike of [blockedHost(), nearHost()]) {
      await typeAddress(fake, trapAt(lookalike));
      await expectWarning(fake, lookalike);
    }
    expect(page.url()).toBe(trapAt(host));
  });
}

test("a page that is only fetched in advance takes no tab", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost();
  const fetched = JSON.stringify({ prefetch: [{ urls: [trapAt(host)], eagerness: "immediate" }] });
  const session = await context.newCDPSession(page);
  const isReady = new Promise<void>((resolve) => {
    session.on("Preload.prefetchStatusUpdated", ({ status }) => status === "Ready" && resolve());
  });
  await session.send("Preload.enable");
  const rules = `<script type="speculationrules">${fetched}</script>`;
  await page.goto(pageAt(innocentHost(), `${rules}<a href="${trapAt(host)}">go</a>`));
  await isReady;
  await expect(page.locator("a")).toBeVisible();
  await expectNoKey(site, page, host, () => page.locator("a").click({ noWaitAfter: true }));
});

test("the way back to a lookalike, kept by the browser or not", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  // The browser does keep pages, so that the test is about what it says.
  const kept = `<script>addEventListener("pageshow", ({ persisted }) => (document.title = persisted))</script>`;
  await page.goto(pageAt(innocentHost(), kept));
  await page.goto(pageAt(innocentHost(), ""));
  await page.goBack({ waitUntil: "commit" });
  await expect(page).toHaveTitle("true");

  const host = blockedHost();
  await typeAddress(page, trapAt(host));
  await continueOnce(page);
  await expect.poll(() => caught(site, host)).toContain("script");
  await page.goto(pageAt(innocentHost(), ""));
  await expectNoKey(site, page, host, () => page.goBack({ waitUntil: "commit" }).catch(() => "given up"));
});

test("a session that is restored", async ({ makeProfile, site }) => {
  const profile = makeProfile({ restoresPages: true });
  const context = await profile.open();
  const page = await context.newPage();
  const host = blockedHost();
  await typeAddress(page, trapAt(host));
  await continueOnce(page);
  await expect.poll(() => caught(site, host)).toContain("script");
  const again = await profile.restart();
  const isThere = (): boolean => again.pages().some(isWarning);
  await expect.poll(isThere, { message: "the warning in the restored tab" }).toBe(true);
  await expectWarning(again.pages().find(isWarning)!, host);
});
