// The list of protected sites: added, judged, changed, removed, set by policy, kept as a file.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext, Page } from "@playwright/test";

import { protectSite } from "./kit/background.ts";
import { background, EXTENSION_ID, extensionPage, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { tabTo } from "./kit/keyboard.ts";
import { withPolicy } from "./kit/policy.ts";
import { expectGone, expectInvitation, expectNothing, expectSeal, makeSeal, opening, readPopup, sealFrame } from "./kit/seal.ts";
import { names, openOptions, want } from "./kit/sites.ts";

const OWN = "https://login.own.test/";
const OTHER_HOST = "https://www.own.test/";

/** Clicks "Protect this site" in the popup over `page`. The popup stands in a tab, where the test
 * can click: it looks at the tab in front, as in its own window. */
async function protectByPopup(context: BrowserContext, page: Page): Promise<Page> {
  const popup = await openPage(context, "popup.html");
  await page.bringToFront();
  await page.reload();
  const button = popup.getByRole("button", { name: "Protect this site" });
  await expect(button).toBeVisible();
  const options = await opening(context, button.click());
  await expect(options.locator("#confirm")).toBeVisible();
  return options;
}

test("an unknown site is protected from the popup, and its open page has the seal without a reload", async ({
  profile,
}) => {
  const context = await profile.open();
  await makeSeal(context, ["mine"]);
  const page = await context.newPage();
  await page.goto(OWN);
  const options = await protectByPopup(context, page);
  expect(new URL(options.url()).hash + new URL(options.url()).search).toBe("");
  await expect(options.locator("#confirm_domain")).toHaveText("own.test");
  await expectNothing(page); // not before it is confirmed
  await options.getByLabel("Name").fill("My bank");
  await options.getByRole("button", { name: "Protect own.test" }).click();
  await expect(options.locator("#said")).toHaveText("My bank is protected now.");
  await expect(names(options)).toHaveText(["Alibaba.com", "My bank"]);
  await expectSeal(page, ["mine"]);
  await page.bringToFront();
  expect((await readPopup(context, page)).title).toBe("This is the genuine My bank");

  await options.reload();
  await expect(options.locator("#add")).toBeVisible(); // it asks once
  const later = await context.newPage();
  await later.goto(OTHER_HOST);
  await expectSeal(later, ["mine"]);
});

test("with one host chosen, the other hosts of the domain get no seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["mine"]);
  const page = await context.newPage();
  await page.goto(OWN);
  const options = await protectByPopup(context, page);
  await options.getByLabel("Only on these hosts").check();
  await options.getByRole("button", { name: "Protect own.test" }).click();
  await expectSeal(page, ["mine"]);
  const other = await context.newPage();
  await other.goto(OTHER_HOST);
  expect((await readPopup(context, other)).title).toBe("Not a sign-in page of own.test");
  await expectNothing(other);
  await page.goto("http://login.own.test/");
  expect((await readPopup(context, page)).title).toBe("Not a safe connection");
  const card = (await sealFrame(page)).locator("#problem_card");
  await expect(card.locator(".what")).toHaveText("This page came without https.");
  const genuine = await opening(context, card.getByRole("button", { name: "Open the genuine page" }).click());
  expect(genuine.url()).toBe("https://login.own.test/");
  await expectSeal(genuine, ["mine"]);
});

test("a site that is removed loses its seal at once", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["mine"]);
  await protectSite(context, "own.test");
  const page = await context.newPage();
  await page.goto(OWN);
  await expectSeal(page, ["mine"]);
  const options = await openOptions(context);
  await options.getByRole("button", { name: "Remove own.test" }).click();
  await options.getByRole("button", { name: "Keep it" }).click();
  await expect(names(options)).toHaveCount(2);
  await options.getByRole("button", { name: "Remove own.test" }).click();
  await options.locator(".removing .yes").filter({ visible: true }).click();
  await expect(options.locator("#said")).toHaveText("own.test is not protected any more.");
  await expect(names(options)).toHaveText(["Alibaba.com"]);
  await expectGone(page);
  await page.reload();
  await expectNothing(page);

  await protectSite(context, "own.test"); // the page has the script already
  await expectSeal(page, ["mine"]);
});

test("a site gets another name and other hosts", async ({ profile }) => {
  const context = await profile.open();
  await protectSite(context, "own.test");
  const page = await context.newPage();
  await page.goto(OTHER_HOST);
  await expectInvitation(page);
  const options = await openOptions(context);
  await options.getByRole("button", { name: "Change own.test" }).click();
  const altering = options.locator(".altering").filter({ visible: true });
  await altering.getByLabel("Name").fill("Ours");
  await altering.getByLabel("Only on these hosts").check();
  await altering.locator("textarea").fill("login.own.test\nown.example");
  await altering.getByRole("button", { name: "Save" }).click();
  await expect(altering.locator(".what")).toHaveText("“own.example” is not a host of own.test.");
  await altering.locator("textarea").fill("login.own.test");
  await altering.getByRole("button", { name: "Save" }).click();
  await expect(options.locator("#said")).toHaveText("Ours was changed.");
  await expect(options.locator(".signs_in").last()).toHaveText("Signs in on login.own.test");
  await expectGone(page);
});

const REFUSED = [
  { wanted: "alibaba.com.evil.test", what: "alibaba.com.evil.test imitates Alibaba.com." },
  { wanted: "https://alibaba.com.evil.test/x", what: "alibaba.com.evil.test imitates Alibaba.com." },
  { wanted: "127.0.0.1", what: "“127.0.0.1” cannot be protected." },
  { wanted: "co.uk", what: "“co.uk” cannot be protected." },
  { wanted: "github.io", what: "“github.io” cannot be protected." },
  { wanted: "*.own.test", what: "“*.own.test” cannot be protected." },
  { wanted: "www.alibaba.com", what: "www.alibaba.com is protected already, as Alibaba.com." },
];

test("what cannot be protected is refused, and it says why", async ({ profile }) => {
  const options = await openOptions(await profile.open());
  for (const { wanted, what } of REFUSED) {
    await test.step(wanted, async () => {
      await want(options, wanted);
      await expect(options.locator("#refused .what")).toHaveText(what);
      await expect(options.locator("#refused .do")).not.toBeEmpty();
      await expect(options.locator("#confirm")).toBeHidden();
    });
  }
});

test("a name that is only near is added after a word about the other site", async ({ profile }) => {
  const context = await profile.open();
  const options = await openOptions(context);
  await want(options, "alibaba.test");
  const near = options.locator("#near");
  await expect(near.locator(".what")).toHaveText("The name alibaba.test is close to that of Alibaba.com.");
  await near.getByRole("button", { name: "Do not add it" }).click();
  await expect(options.locator("#wanted")).toBeFocused();
  await want(options, "alibaba.test");
  await near.getByRole("button", { name: "It is a site of its own, not Alibaba.com" }).click();
  await expect(options.locator("#confirm_domain")).toHaveText("alibaba.test");
  await options.locator("#confirm_yes").click();
  await expect(names(options)).toHaveText(["Alibaba.com", "alibaba.test"]);
});

test("a well-known service is found by search, and brings its domains and hosts", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["mine"]);
  const options = await openOptions(context);
  await options.locator("#wanted").pressSequentially("paypal");
  await options.getByRole("button", { name: "PayPal paypal.com" }).click();
  await expect(options.locator("#confirm_domain")).toHaveText("paypal.com");
  await expect(options.locator("#confirm_others")).toContainText("Also paypal.at, ");
  await expect(options.getByLabel("Only on these hosts")).toBeChecked();
  await options.locator("#confirm_yes").click();
  await expect(options.locator("#said")).toHaveText("PayPal is protected now.");
  const page = await context.newPage();
  await page.goto("https://www.paypal.com/");
  await expectSeal(page, ["mine"]);
  await want(options, "paypal.de");
  await expect(options.locator("#refused .what")).toHaveText("paypal.de is protected already, as PayPal.");
  await want(options, "taobao.com");
  await expect(options.locator("#confirm_sister")).toContainText("same owner as Alibaba.com");
});

test("the list is exported, and imported by another browser profile after a look at it", async ({
  profile,
  makeProfile,
}) => {
  const context = await profile.open();
  for (const domain of ["own.test", "github.com"]) await protectSite(context, domain);
  const options = await openOptions(context);
  const [download] = await Promise.all([
    options.waitForEvent("download"),
    options.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("sign-in-seal-sites.json");
  const file = join(profile.folder, "sites.json");
  await download.saveAs(file);
  const list = JSON.parse(readFileSync(file, "utf8"));
  expect(list.sites.map((site: { domain: string }) => site.domain)).toEqual(["own.test", "github.com"]);

  list.sites.push(
    { name: "Own again", domain: "www.own.test" },
    { name: "Fake", domain: "alibaba.com.evil.test" },
    { name: "Everybody", domain: "*" },
  );
  writeFileSync(file, JSON.stringify(list));
  const other = makeProfile();
  const importing = await openOptions(await other.open());
  await importing.locator("#import").setInputFiles(file);
  const part = (id: string) => importing.locator(`#${id} li`);
  await expect(part("plan_taken")).toHaveText(["own.test (own.test)", "GitHub (github.com)"]);
  await expect(part("plan_skipped")).toHaveText(["Own again (www.own.test)"]);
  await expect(part("plan_refused")).toHaveCount(2);
  await expect(part("plan_refused").first()).toContainText("imitates Alibaba.com");
  await expect(names(importing)).toHaveCount(1); // nothing was taken yet
  await importing.getByRole("button", { name: "Cancel" }).click();
  await expect(names(importing)).toHaveCount(1);
  await importing.locator("#import").setInputFiles(file);
  await importing.getByRole("button", { name: "Add these sites: 2" }).click();
  await expect(importing.locator("#said")).toHaveText("Added: 2. Protected already: 1. Refused: 2.");
  await expect(names(importing)).toHaveText(["Alibaba.com", "own.test", "GitHub"]);
});

test("a file that is no list of sites is refused", async ({ profile }) => {
  const options = await openOptions(await profile.open());
  const problem = options.locator("#file_problem .what");
  const bad = {
    "empty.json": "",
    "text.json": "hello",
    "other.json": '{"format":"signin-seal-sites-2","sites":[]}',
    "trusted.json": '{"format":"signin-seal-sites-1","sites":[{"name":"A","domain":"a.test","trusted":true}]}',
    "bytes.json": Buffer.from([0xff, 0xfe, 0x00]),
    "deep.json": "[".repeat(100_000),
  };
  for (const [name, content] of Object.entries(bad)) {
    const file = join(profile.folder, name);
    writeFileSync(file, content);
    await options.locator("#import").setInputFiles(file);
    await expect(problem, name).toHaveText("This file is no list of sites.");
  }
  const large = join(profile.folder, "large.json");
  writeFileSync(large, " ".repeat(3_000_000));
  await options.locator("#import").setInputFiles(large);
  await expect(problem).toContainText("more than 2097152 bytes");
  await expect(options.locator("#plan")).toBeHidden();
});

test("the policy adds sites, and what is no site is shown as refused", async ({ makeProfile }) => {
  const Sites = [
    { name: "Intranet", domain: "intranet.test", sign_in_hosts: ["login.intranet.test"] },
    { name: "Everybody", domain: "*" },
    { name: "Nobody", domain: "" },
    { name: "Suffix", domain: "co.uk" },
    { name: "No hosts", domain: "hosts.test", sign_in_hosts: [] },
  ];
  const profile = makeProfile(withPolicy({ Sites }));
  profile.installHelper();
  let context = await profile.open();
  await makeSeal(context, ["mine"]);
  let options = await openOptions(context);
  // The browser needs some seconds to say what the policy is.
  await expect(names(options)).toHaveText(["Alibaba.com", "Intranet"], { timeout: 15_000 });
  const row = options.locator("#sites > li").nth(1);
  await expect(row.locator(".mark")).toHaveText("Set by your administrator");
  await expect(row.getByRole("button")).toHaveCount(0);
  await expect(options.locator("#policy_refused li")).toHaveCount(4);
  await expect(options.locator("#policy_refused .what").first()).toHaveText("“*” cannot be protected.");
  const answer = await options.evaluate(() =>
    chrome.runtime.sendMessage('{"remove_site":"intranet.test"}'),
  );
  expect(answer).toContain("site_gone");
  const page = await context.newPage();
  await page.goto("https://login.intranet.test/");
  await expectSeal(page, ["mine"]);

  // At the next start nothing waits for it.
  context = await profile.restart();
  options = await openOptions(context);
  await expect(names(options)).toHaveText(["Alibaba.com", "Intranet"]);

  // The administrator thinks again.
  profile.setPolicies({});
  await expect(names(options)).toHaveText(["Alibaba.com"], { timeout: 45_000 });
  await expect(options.locator("#policy")).toBeHidden();
});

test("the list survives a restart, and works without a helper", async ({ profile }) => {
  profile.uninstallHelper();
  let context = await profile.open();
  await protectSite(context, "own.test");
  context = await profile.restart();
  const options = await openOptions(context);
  await expect(names(options)).toHaveText(["Alibaba.com", "own.test"]);
  const page = await context.newPage();
  await page.goto(OWN);
  const popup = await readPopup(context, page);
  expect(popup.title).toBe("This is the genuine own.test");
  expect(popup.problem).toContain("helper");
});

test("no web page opens the options page or its frame, and none changes the list", async ({ profile }) => {
  const context = await profile.open();
  await protectSite(context, "own.test");
  const page = await context.newPage();
  await page.goto(OWN);
  await expectInvitation(page);
  for (const name of ["options.html", "seal_frame.html", "manifest.json"]) {
    const reached = await page.evaluate(async (url) => {
      const frame = document.createElement("iframe");
      frame.src = url;
      document.body.append(frame);
      return fetch(url).then(
        () => true,
        () => false,
      );
    }, extensionPage(name));
    expect(reached, name).toBe(false);
    const [opened] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate((url) => void window.open(url), extensionPage(name)),
    ]);
    await opened.waitForLoadState();
    expect(opened.url(), name).not.toContain(EXTENSION_ID);
    await opened.close();
  }

  // What a content script that was taken over could send.
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const worlds: number[] = [];
  session.on("Runtime.executionContextCreated", ({ context }) => {
    // The frames that were refused may have one as well, of the empty document they began with.
    const isOnTop = context.auxData?.frameId === frameTree.frame.id;
    if (isOnTop && context.origin === `chrome-extension://${EXTENSION_ID}`) worlds.push(context.id);
  });
  await session.send("Runtime.enable");
  await expect.poll(() => worlds.length).toBe(1);
  for (const message of [
    { list_sites: {} },
    { asked_for: {} },
    { remove_site: "own.test" },
    { add_site: { site: { name: "Evil", domain: "evil.test" }, not: [] } },
    { protect_tab: 1 },
  ]) {
    const text = JSON.stringify(JSON.stringify(message));
    const asked = {
      contextId: worlds[0]!,
      expression: `chrome.runtime.sendMessage(${text})`,
      awaitPromise: true,
      returnByValue: true,
    };
    expect((await session.send("Runtime.evaluate", asked)).result.value ?? null).toBeNull();
  }
  // Other pages of the extension have no say in the list either.
  const help = await openPage(context, "help.html");
  const answer = await help.evaluate(() =>
    chrome.runtime.sendMessage('{"remove_site":"own.test"}'),
  );
  expect(answer ?? null).toBeNull();
  const options = await openOptions(context);
  await expect(names(options)).toHaveText(["Alibaba.com", "own.test"]);
});

test("on pages of sites that are not protected nothing of the extension runs", async ({ profile }) => {
  const context = await profile.open();
  await protectSite(context, "own.test");
  const page = await context.newPage();
  await page.goto("https://notown.test/");
  const own = await context.newPage();
  await own.goto(OWN);
  await expectInvitation(own);
  await expectNothing(page);
  const worker = await background(context);
  const scripts = await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  expect(scripts.map(({ matches }) => matches)).toEqual([["*://*.own.test/*"]]);
});

test("\"Protect this site\" is not offered where there is no site to protect", async ({ profile }) => {
  const context = await profile.open();
  const popup = await openPage(context, "popup.html");
  const page = await context.newPage();
  const button = popup.locator("#protect");
  for (const [address, title] of [
    ["https://www.alibaba.com/", "Not a sign-in page of Alibaba.com"],
    ["https://127.0.0.1/", "Not a protected site"],
    ["about:blank", "Not a web page"],
    [extensionPage("help.html"), "Not a web page"],
  ] as const) {
    await page.goto(address);
    await expect(popup.locator("#title"), address).toHaveText(title);
    await expect(button, address).toBeHidden();
  }
  await page.goto("http://own.test/");
  await expect(button).toBeVisible();
  const options = await opening(context, button.click());
  await expect(options.locator("#confirm_http")).toBeVisible();
});

test("adding, changing and removing, by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  const options = await openOptions(context);
  const press = (key: string): Promise<void> => options.keyboard.press(key);
  await tabTo(options, "wanted");
  await options.keyboard.type("own.test");
  await press("Enter");
  await expect(options.locator("#confirm")).toBeVisible();
  await tabTo(options, "confirm_yes");
  await press("Enter");
  await expect(names(options)).toHaveText(["Alibaba.com", "own.test"]);
  await options.getByRole("button", { name: "Change own.test" }).focus();
  await press("Enter");
  await options.keyboard.press("ControlOrMeta+A");
  await options.keyboard.type("Ours");
  await press("Enter");
  await expect(names(options)).toHaveText(["Alibaba.com", "Ours"]);
  await options.getByRole("button", { name: "Remove Ours" }).focus();
  await press("Enter");
  await expect(options.getByRole("button", { name: "Keep it" })).toBeFocused();
  await press("Shift+Tab");
  await press("Enter");
  await expect(names(options)).toHaveText(["Alibaba.com"]);
});
