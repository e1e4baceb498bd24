// Names that are only near: quiet, until the page asks for a password.
import type { BrowserContext, Page } from "@playwright/test";

import { background, EXTENSION_ID } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import {
  caught,
  continueForSomeTime,
  continueOnce,
  expectNoKey,
  expectWarning,
  innocentHost,
  isWarning,
  keysCaught,
  nearHost,
  pageAt,
  trapAt,
  typeAddress,
  typing,
} from "./kit/hostile.ts";
import { readPopup } from "./kit/seal.ts";
import { activeTab } from "./kit/toolbar.ts";

const FIELD = '<input id="password" type="password">';

/** The keys of the password field get nowhere, and the warning comes up. */
async function expectHeld(page: Page, host: string, ask: () => Promise<unknown>): Promise<void> {
  await ask().catch(() => "the warning came up under it");
  await page.keyboard.type("secret").catch(() => "the warning came up under it");
  await expectWarning(page, host);
}

test("a near name stays quiet, in the toolbar and the popup only", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await page.goto(trapAt(host, '<input id="search" autofocus>'));
  await page.locator("#search").fill("a word");
  await page.keyboard.press("k");
  await expect(page.locator("#search")).toHaveValue("a wordk");
  await expect.poll(() => keysCaught(site, host)).toContain("keydown k");
  expect(isWarning(page)).toBe(false);

  await page.bringToFront();
  const tab = await activeTab(context);
  const worker = await background(context);
  const badge = (): Promise<string> =>
    worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);
  await expect.poll(badge).toBe("?");
  const title = await worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab);
  expect(title).toBe("Not Alibaba.com: only the name is similar");
  const popup = await readPopup(context, page);
  expect(popup.title).toBe("This is not Alibaba.com");
  expect(popup.host).toBe(host);
  expect(popup.words).toContain("close to that of Alibaba.com");
});

test("a password field that has the focus from the start", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await expectNoKey(site, page, host, () => typeAddress(page, trapAt(host)));
});

test("a password field that is clicked", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await page.goto(trapAt(host, FIELD));
  await expectHeld(page, host, () => page.locator("#password").click({ noWaitAfter: true }));
  expect(await keysCaught(site, host)).toEqual([]);
});

for (const [name, html] of [
  ["added later", `<script>setTimeout(() => { document.body.innerHTML = '${FIELD}'; password.focus(); }, 100)</script>`],
  ["in an open shadow root", `<div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = '${FIELD}'; setTimeout(() => host.shadowRoot.firstChild.focus(), 100)</script>`],
  ["in a closed shadow root", `<div id="host"></div><script>const root = host.attachShadow({ mode: "closed" }); root.innerHTML = '<div></div>'; const inner = root.firstChild.attachShadow({ mode: "closed" }); inner.innerHTML = '${FIELD}'; setTimeout(() => inner.firstChild.focus(), 100)</script>`],
  ["that becomes one while it has the focus", `<input id="password" autofocus><script>setTimeout(() => (password.type = "password"), 100)</script>`],
  ["on a page that keeps focus events to itself", `<script>for (const kind of ["focus", "focusin"]) addEventListener(kind, (event) => event.stopImmediatePropagation(), true)</script>${FIELD}<script>setTimeout(() => password.focus(), 100)</script>`],
] as const) {
  test(`a password field ${name}`, async ({ profile, site }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = nearHost();
    await page.goto(trapAt(host, html));
    await expectWarning(page, host);
    expect(await keysCaught(site, host)).toEqual([]);
  });
}

for (const [name, frame] of [
  ["of the same host", (host: string) => `<iframe src="${trapAt(host, FIELD)}"></iframe>`],
  ["of another host", () => `<iframe src="${trapAt(innocentHost(), FIELD)}"></iframe>`],
  ["without an address", () => `<iframe></iframe><script>frames[0].document.body.innerHTML = '${FIELD}'</script>`],
  ["with its page in an attribute", () => `<iframe srcdoc='${FIELD}'></iframe>`],
  ["that was added later", () => `<script>setTimeout(() => { const frame = document.createElement("iframe"); frame.src = "${trapAt(innocentHost(), FIELD)}"; document.body.append(frame); }, 300)</script>`],
] as const) {
  test(`a password field in a frame ${name}`, async ({ profile }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = nearHost();
    await page.goto(trapAt(host, frame(host)));
    const field = page.frameLocator("iframe").locator("#password");
    await expectHeld(page, host, () => field.click({ noWaitAfter: true }));
  });
}

test("a pasted text does not reach the field first", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await page.goto(trapAt(host, `${FIELD}<input id="other">`));
  const pastes = async (): Promise<string[]> =>
    (await keysCaught(site, host)).filter((line) => line.startsWith("paste"));
  await page.locator("#other").click();
  await page.keyboard.press("Control+V");
  await expect.poll(pastes, { message: "what another field gets" }).toHaveLength(1);
  await page.locator("#password").click({ noWaitAfter: true });
  await page.keyboard.press("Control+V").catch(() => "the warning came up under it");
  await expectWarning(page, host);
  expect(await pastes()).toHaveLength(1);
});

test("a host that the person goes on to has its keys back", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await page.goto(trapAt(host, FIELD));
  await page.locator("#password").click({ noWaitAfter: true });
  await continueOnce(page);
  await page.locator("#password").click();
  await expect(async () => {
    await page.locator("#password").fill("");
    await page.locator("#password").pressSequentially("mine");
    await expect(page.locator("#password")).toHaveValue("mine", { timeout: 100 });
  }).toPass();
  // The tab leaves the host, and comes back.
  await page.goto(pageAt(innocentHost(), ""));
  await expectNoKeyAgain(page, host);
});

async function expectNoKeyAgain(page: Page, host: string): Promise<void> {
  const person = typing(page);
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await person.stop();
}

test("an exception with an end date holds in every tab, and after a restart", async ({ profile, site }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const host = nearHost();
  await typeAddress(page, trapAt(host));
  await continueForSomeTime(page);
  const again = await profile.restart();
  const other = await again.newPage();
  await other.goto(trapAt(host));
  await expect(async () => {
    await other.keyboard.press("k");
    expect(await keysCaught(site, host)).toContain("keydown k");
  }).toPass();
  expect(isWarning(other)).toBe(false);
});

/** The worlds of the extension in a page, other than its own frames. */
async function worldsIn(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  let worlds = 0;
  session.on("Runtime.executionContextCreated", ({ context: { origin } }) => {
    if (origin === `chrome-extension://${EXTENSION_ID}`) worlds++;
  });
  await session.send("Runtime.enable");
  await page.evaluate(() => "the contexts were told before this was answered");
  return worlds;
}

test("other pages have nothing of it", async ({ profile, site }) => {
  const context = await profile.open();
  const near = await context.newPage();
  const host = nearHost();
  await near.goto(trapAt(host, "<p>near</p>"));
  await expect.poll(() => worldsIn(context, near)).toBe(1);
  const page = await context.newPage();
  await page.goto(pageAt(innocentHost(), `${FIELD}<iframe src="${trapAt(innocentHost())}"></iframe>`));
  await page.locator("#password").click();
  expect(await worldsIn(context, page)).toBe(0);
  await near.goto(pageAt(innocentHost(), ""));
  expect(await worldsIn(context, near)).toBe(0);
  expect(await caught(site, host)).toEqual(["script"]);
});
