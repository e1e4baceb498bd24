// The toolbar button of each tab, and the popup: what the page is, in words.
import { COPY, FAKE, GENUINE } from "./kit/demo-site.ts";
import { background, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { expectWarning, pageAt, typeAddress } from "./kit/hostile.ts";
import { expectInvitation, expectSeal, makeSeal, readPopup, sealFrames } from "./kit/seal.ts";
import { activeTab, colourAt, watchIcons } from "./kit/toolbar.ts";

/** Inside the rim of the drawing, outside its ring. */
const RIM = colourAt(5, 16);

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
  await expect.poll(() => iconOf(tab).then(RIM)).toBe("179,38,30,255");
  expect(await title(tab)).toBe("Genuine page. Your seal has this colour.");

  await makeSeal(context, ["jade"], "#2e7d32");
  await expect.poll(() => iconOf(tab).then(RIM)).toBe("46,125,50,255");

  await page.goto(COPY);
  await expect.poll(() => title(tab)).toBe("Sign-in Seal");
  await expect.poll(() => iconOf(tab).then(RIM)).not.toBe("46,125,50,255");
});

test("the button says nothing more of a page that is being left, and comes back with it", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["ruby"], "#b3261e");
  const worker = await background(context);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["ruby"]);
  const tab = await activeTab(context);
  const title = (): Promise<string> => worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab);
  await expect.poll(title).toBe("Genuine page. Your seal has this colour.");

  const browser = await context.newCDPSession(page);
  const late = `${pageAt("garden-shop.example", "<p>late</p>")}&after=3000`;
  await page.evaluate((url) => void setTimeout(() => (location.href = url)), late);
  await expect.poll(title).toBe("Sign-in Seal");
  expect(sealFrames(page), "the page itself is still there").toHaveLength(1);
  await browser.send("Page.stopLoading"); // as by the browser's button
  await expect.poll(title).toBe("Genuine page. Your seal has this colour.");
  await page.reload();
  await expectSeal(page, ["ruby"]);
  await expect.poll(title).toBe("Genuine page. Your seal has this colour.");
});

test("the button follows also where the page has no sign-in box", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["ruby"], "#b3261e");
  const iconOf = await watchIcons(context);
  const page = await context.newPage();
  await page.goto(`${GENUINE}plain`);
  const tab = await activeTab(context);
  await expect.poll(() => iconOf(tab).then(RIM)).toBe("179,38,30,255");
  await makeSeal(context, ["jade"], "#2e7d32");
  await expect.poll(() => iconOf(tab).then(RIM)).toBe("46,125,50,255");
});

test("a page that does not answer holds nothing up, and a copy after it gets no seal", async ({ profile }) => {
  const context = await profile.open();
  const stuck = await context.newPage();
  await stuck.goto(GENUINE);
  await expectInvitation(stuck);
  const asked = stuck.waitForEvent("dialog");
  await stuck.evaluate(() => void setTimeout(() => alert("wait"))); // its scripts stand still
  const dialog = await asked;
  await makeSeal(context, ["ruby"], "#b3261e"); // saved all the same
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["ruby"]);
  const tab = await activeTab(context);
  await page.goto(COPY);
  await dialog.dismiss();
  await expectSeal(stuck, ["ruby"]);
  const worker = await background(context);
  expect(await worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab)).toBe("Sign-in Seal");
});

test("the button says nothing good over an error page, also after a change", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await context.route(`${GENUINE}**`, (route) => route.abort());
  await page.goto(GENUINE).catch(() => "it fails, as it should");
  const tab = await activeTab(context);
  await context.unroute(`${GENUINE}**`);
  await makeSeal(context, ["ruby"]);
  const other = await context.newPage();
  await other.goto(GENUINE);
  await expectSeal(other, ["ruby"]);
  const worker = await background(context);
  expect(await worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab)).toBe("Sign-in Seal");
});

test("the popup follows its tab: nothing good is left of the page before", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["ruby"]);
  const looker = await openPage(context, "help.html");
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["ruby"]);
  const worker = await background(context);
  await worker.evaluate(() => chrome.action.openPopup());
  const shown = (): Promise<(string | undefined)[]> =>
    looker.evaluate(() => {
      const popup = chrome.extension.getViews({ type: "popup" })[0]?.document;
      const element = (id: string): HTMLElement | null | undefined => popup?.querySelector(id);
      return [element("#title")?.innerText, element("#seal")?.checkVisibility() ? "seal" : "no seal"];
    });
  await expect.poll(shown).toEqual(["This is the genuine Alibaba.com", "seal"]);
  await page.goto(COPY);
  await expect.poll(shown).toEqual(["Not a protected site", "no seal"]);
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
  await profile.killHelpers();
  await page.reload();
  await expect.poll(() => badge(tab)).toBe("!");
  await page.goto(COPY);
  await expect.poll(() => badge(tab)).toBe("");
});

const VERDICTS = [
  { address: COPY, title: "Not a protected site", host: "garden-shop.example" },
  { address: "http://login.alibaba.com/", title: "Not a safe connection", host: "login.alibaba.com" },
  {
    address: "https://www.alibaba.com/",
    title: "Not a sign-in page of Alibaba.com",
    host: "www.alibaba.com",
  },
  // Near, and no proof: the page is shown, and has no password field.
  { address: "https://alibaba.garden-shop.example/plain", title: "This is not Alibaba.com", host: "alibaba.garden-shop.example" },
  { address: "about:blank", title: "Not a web page", host: "" },
];

test("the popup says what the page is, without the seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["hidden"]);
  const page = await context.newPage();
  for (const { address, title, host } of VERDICTS) {
    await page.goto(address);
    const popup = await readPopup(context, page);
    expect({ title: popup.title, host: popup.host }, address).toEqual({ title, host });
    expect(popup.seal, address).toBeNull();
  }
});

for (const address of [FAKE, "https://login.alibaba.com@garden-shop.example/"]) {
  test(`at ${address} stands the warning, and the popup has no seal`, async ({ profile }) => {
    const context = await profile.open();
    await makeSeal(context, ["hidden"]);
    const page = await context.newPage();
    await typeAddress(page, address);
    await expectWarning(page, new URL(address).host);
    const popup = await readPopup(context, page);
    expect({ title: popup.title, host: popup.host }).toEqual({ title: "Not a web page", host: "" });
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
