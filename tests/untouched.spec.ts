// Pages that are none of ours pay nothing: no script of ours has a world in them or in their frames, so
// that nothing of ours can listen there, and no node is added. What that comes to in time is measured by
// `cargo xtask bench browser`.
import type { BrowserContext, CDPSession, Page } from "@playwright/test";

import { protectSite } from "./kit/background.ts";
import { COPY } from "./kit/demo-site.ts";
import { EXTENSION_ID } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { innocentHost, pageAt } from "./kit/hostile.ts";
import { expectSeal, makeSeal } from "./kit/seal.ts";

const FIELD = '<input type="password">';
const FRAMED = pageAt(innocentHost(), FIELD);

const PAGES = [
  { name: "a large page", url: `${COPY}large` },
  { name: "a large page with a password field", url: `${COPY}large/account` },
  { name: "a copy of the sign-in page", url: COPY },
  { name: "a page with a frame", url: pageAt(innocentHost(), `${FIELD}<iframe src="${FRAMED}"></iframe>`) },
  { name: "a host of a protected site where nobody signs in", url: "https://www.alibaba.com/" },
  { name: "a sister domain", url: "https://www.taobao.com/" },
  { name: "a popular domain", url: "https://www.wikipedia.org/" },
];

/** The worlds of the extension in all documents of this tab. */
async function worldsOf(session: CDPSession, page: Page): Promise<string[]> {
  const worlds: string[] = [];
  session.on("Runtime.executionContextCreated", ({ context: { origin } }) => {
    if (origin.includes(EXTENSION_ID)) worlds.push(origin);
  });
  await session.send("Runtime.enable");
  await page.evaluate(() => "the contexts were told before this was answered");
  return worlds;
}

/** What stands in the page, against what the same markup comes to where nobody else is. */
const isAsServed = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const served = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const shape = (root: Document): string[] => [...root.querySelectorAll("*")].map((element) => element.tagName);
    const [now, then] = [shape(document), shape(served)];
    // The large page's own script adds a line to each of its goods.
    const withoutLines = now.filter((name) => name !== "HR");
    return withoutLines.join() === then.join();
  });

async function expectUntouched(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  if (await page.locator("input[type=password]").count()) await page.locator("input[type=password]").focus();
  for (const document of [page, ...page.frames().slice(1)]) {
    // A frame of the same site has no session of its own: its worlds are told by its page's.
    const session = await context.newCDPSession(document).catch(() => undefined);
    if (!session) continue;
    expect(await worldsOf(session, page), "worlds").toEqual([]);
    await session.detach();
  }
  expect(await isAsServed(page), "what was served").toBe(true);
  await page.close();
}

for (const { name, url } of PAGES) {
  test(`${name} has nothing of ours`, async ({ profile }) => {
    const context = await profile.open();
    await expectUntouched(context, url);
  });
}

test("what is looked for would be found", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["there"]);
  await protectSite(context, "garden-shop.example");
  const page = await context.newPage();
  await page.goto(COPY);
  await expectSeal(page, ["there"]);
  const session = await context.newCDPSession(page);
  expect(await worldsOf(session, page)).toHaveLength(1);
  expect(await isAsServed(page)).toBe(false);
});
