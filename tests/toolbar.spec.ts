// The toolbar button of each tab, and the popup: what the page is, in words.
import type { BrowserContext } from "@playwright/test";

import { FAKE, GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { background } from "./kit/profile.ts";
import { expectInvitation, expectSeal, makeSeal, readPopup } from "./kit/seal.ts";

type Colours = Record<string, string>;

/** Writes down each icon on its way to the browser: the API has no way to read one back. */
async function watchIcons(context: BrowserContext): Promise<(tab: number) => Promise<string>> {
  const worker = await background(context);
  await worker.evaluate(() => {
    const seen: Colours = {};
    Object.assign(globalThis, { seenIcons: seen });
    const setIcon = chrome.action.setIcon.bind(chrome.action);
    chrome.action.setIcon = (details) => {
      const { width, data } = details.imageData["32"]!;
      const place = (16 * width + 5) * 4; // inside the rim, outside the ring
      seen[details.tabId] = [...data.slice(place, place + 4)].join();
      return setIcon(details);
    };
  });
  return (tab) =>
    worker.evaluate((tab) => (globalThis as unknown as { seenIcons: Colours }).seenIcons[tab] ?? "", tab);
}

const activeTab = async (context: BrowserContext): Promise<number> => {
  const worker = await background(context);
  const [tab] = await worker.evaluate(() => chrome.tabs.query({ active: true }));
  return tab!.id;
};

test("the button of the genuine page has the seal's colour, and is neutral elsewhere", async ({
  profile,
}) => {
  const context = await profile.open();
  await makeSeal(context, ["ruby"], "#b3261e");
  const iconOf = await watchIcons(context);
  const worker = await background(context);
  const title = (tabId: number): Promise<string> =>
    worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId);

  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["ruby"]);
  const tab = await activeTab(context);
  await expect.poll(() => iconOf(tab)).toBe("179,38,30,255");
  expect(await title(tab)).toBe("Genuine page. Your seal has this colour.");

  await makeSeal(context, ["jade"], "#2e7d32");
  await expect.poll(() => iconOf(tab)).toBe("46,125,50,255");

  await page.goto(FAKE);
  // An icon cannot be read back. The browser drops it with the title, when a page is left.
  await expect.poll(() => title(tab)).toBe("Sign-in Seal");
  expect(await iconOf(tab)).toBe("46,125,50,255"); // and nothing of ours ran
});

test("the button follows also where the page has no sign-in box", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["ruby"], "#b3261e");
  const iconOf = await watchIcons(context);
  const page = await context.newPage();
  await page.goto(`${GENUINE}plain`);
  const tab = await activeTab(context);
  await expect.poll(() => iconOf(tab)).toBe("179,38,30,255");
  await makeSeal(context, ["jade"], "#2e7d32");
  await expect.poll(() => iconOf(tab)).toBe("46,125,50,255");
});

test("a page that the browser restores at its start has its button", async ({ makeProfile }) => {
  const profile = makeProfile({ restoresPages: true });
  profile.installHelper();
  let context = await profile.open();
  await makeSeal(context, ["early"]);
  await context.pages()[0]!.goto(GENUINE);
  context = await profile.restart();
  const page = context.pages().find((page) => page.url() === GENUINE)!;
  await expectSeal(page, ["early"]);
  await page.bringToFront();
  const tabId = await activeTab(context);
  const worker = await background(context);
  const title = (): Promise<string> =>
    worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId);
  await expect.poll(title).toBe("Genuine page. Your seal has this colour.");
});

test("the button warns of the genuine address without https", async ({ profile }) => {
  const context = await profile.open();
  const worker = await background(context);
  const page = await context.newPage();
  await page.goto("http://login.alibaba.com/");
  const tabId = await activeTab(context);
  const badge = (): Promise<string> =>
    worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tabId);
  await expect.poll(badge).toBe("!");
});

test("the button says that there is no seal yet, or that it cannot be shown", async ({ profile }) => {
  const context = await profile.open();
  const worker = await background(context);
  const badge = (tabId: number): Promise<string> =>
    worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tabId);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
  const tab = await activeTab(context);
  await expect.poll(() => badge(tab)).toBe("+");

  profile.uninstallHelper();
  for (const helper of profile.helperProcesses()) process.kill(helper, "SIGKILL");
  await page.reload();
  await expect.poll(() => badge(tab)).toBe("!");
  await page.goto(FAKE);
  await expect.poll(() => badge(tab)).toBe("");
});

const VERDICTS = [
  { address: FAKE, title: "Not a protected site", host: "login-alibaba.example" },
  { address: "http://login.alibaba.com/", title: "Not a safe connection", host: "login.alibaba.com" },
  {
    address: "https://www.alibaba.com/",
    title: "Not a sign-in page of Alibaba.com",
    host: "www.alibaba.com",
  },
  { address: "https://login.alibaba.com@evil.example/", title: "Not a protected site", host: "evil.example" },
  { address: "about:blank", title: "Not a web page", host: "" },
];

for (const { address, title, host } of VERDICTS) {
  test(`the popup at ${address} says "${title}", without the seal`, async ({ profile }) => {
    const context = await profile.open();
    await makeSeal(context, ["hidden"]);
    const page = await context.newPage();
    await page.goto(address);
    const popup = await readPopup(context, page);
    expect({ title: popup.title, host: popup.host }).toEqual({ title, host });
    expect(popup.seal).toBeNull();
  });
}

test("the popup says nothing good over an error page of the browser", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["hidden"]);
  const page = await context.newPage();
  await page.goto("https://login.alibaba.com:8443/").catch(() => "there is no such server");
  const popup = await readPopup(context, page);
  expect(popup.title).toBe("The page did not load");
  expect(popup.seal).toBeNull();
});

test("the popup at the genuine page has the whole seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["top", "middle", "bottom"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  const popup = await readPopup(context, page);
  expect(popup.title).toBe("This is the genuine Alibaba.com");
  expect(popup.seal?.split("\n").filter(Boolean)).toEqual(["top", "middle", "bottom"]);
});
