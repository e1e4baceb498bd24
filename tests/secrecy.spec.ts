// Who cannot see the seal: page scripts, copies, frames, strangers with an address or a nonce.
import type { BrowserContext, Page } from "@playwright/test";

import { contentScript } from "./kit/content-script.ts";
import { COPY, FRAMING, GENUINE } from "./kit/demo-site.ts";
import { background, EXTENSION_ID, extensionPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { pageAt } from "./kit/hostile.ts";
import {
  expectNothing,
  expectSeal,
  makeSeal,
  openEditor,
  readPopup,
  sealFrame,
  sealFrames,
  write,
} from "./kit/seal.ts";
import { activeTab } from "./kit/toolbar.ts";

// In no page, no script and no other test.
const WORDS = ["qzvxjw", "wkpyhb"];

async function sealedPage(context: BrowserContext, address = GENUINE): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expectSeal(page, WORDS);
  return page;
}

test("a page script finds the seal nowhere", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS, "#ad1457");
  const page = await sealedPage(context, `${GENUINE}spy`);
  const nonce = new URL((await sealFrame(page)).url()).hash.slice(1);
  expect(nonce.length).toBeGreaterThan(30);

  const search = (needle: string): Promise<string[]> =>
    page.evaluate((needle) => window.searchEverything(needle), needle);
  // The search itself works: what the page does have is found.
  expect(await search("A demonstration page")).not.toEqual([]);
  for (const secret of [...WORDS, "ad1457", "rgb(173, 20, 87)", nonce, "seal_frame"]) {
    expect(await search(secret), secret).toEqual([]);
  }
  expect(await page.evaluate(() => window.length), "frames that the page can name").toBe(0);
});

test("a copy of the page gets no seal, and a frame of the genuine one gets the reason", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const copy = await context.newPage();
  await copy.goto(COPY);
  const framing = await context.newPage();
  await framing.goto(FRAMING);
  await expect(framing.frameLocator("iframe").locator("input[type=password]")).toBeVisible();

  await sealedPage(context); // by now the others would have had theirs
  await expectNothing(copy);
  const card = await sealFrame(framing);
  await expect(card.locator("#problem_card .what")).toHaveText("This sign-in page stands inside another page.");
  await expect(card.locator("#seal")).toBeHidden();
  expect(await card.locator("body").textContent()).not.toContain(WORDS[0]);
  expect(card.parentFrame()!.url()).toBe(GENUINE);
});

test("a genuine page that asks in a frame of its own site is not told of", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await context.newPage();
  await page.goto(pageAt("login.alibaba.com", `<iframe src="https://passport.alibaba.com/" width="600" height="600"></iframe>`));
  await expect(page.frameLocator("iframe").locator("input[type=password]")).toBeVisible();
  await sealedPage(context); // by now it would have been told
  expect(await Promise.all(sealFrames(page).map((frame) => frame.locator("body > :visible").count()))).not.toContain(1);
});

test("a sandboxed document gets no seal, though it has the genuine address", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const copy = await context.newPage();
  await copy.goto(COPY);
  await copy.evaluate((genuine) => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.setAttribute("sandbox", "allow-scripts allow-popups");
    frame.srcdoc = `<button onclick="window.open('${genuine}')">a prize</button>`;
  }, GENUINE);
  const opened = context.waitForEvent("page");
  await copy.frameLocator("iframe").getByRole("button", { name: "a prize" }).click();
  const popup = await opened;
  await expect(popup.locator("input[type=password]")).toBeVisible();
  expect(await popup.evaluate(() => [location.href, self.origin])).toEqual([GENUINE, "null"]);

  await sealedPage(context); // by now the other would have had its seal
  await expect(popup.locator("html > *")).toHaveCount(2);
  await expectNothing(popup);
  // And neither do toolbar and popup call it genuine.
  await popup.bringToFront();
  const tab = await activeTab(context);
  const worker = await background(context);
  const title = (): Promise<string> => worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab);
  await expect.poll(title).toBe("This page keeps your Sign-in Seal from being seen. Type no password.");
  expect((await readPopup(context, popup)).seal).toBeNull();
});

test("the genuine page and its copy differ by the seal alone", async ({ profile }) => {
  const context = await profile.open();
  const [genuine, copy] = [await context.newPage(), await context.newPage()];
  await makeSeal(context, WORDS);
  await genuine.goto(GENUINE);
  await expectSeal(genuine, WORDS);
  await copy.goto(COPY);
  const html = (page: Page): Promise<string> => page.locator("body").innerHTML();
  expect(await html(genuine)).toBe(await html(copy));
  const clip = { x: 430, y: 175, width: 420, height: 440 }; // the sign-in box, without the seal
  expect(await genuine.screenshot({ clip })).toEqual(await copy.screenshot({ clip }));
});

test("the frame cannot be loaded by its fixed address", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const genuine = await sealedPage(context);
  const copy = await context.newPage();
  await copy.goto(COPY);
  for (const page of [genuine, copy]) {
    for (const name of ["seal_frame.html", "editor.html", "manifest.json", "wasm/background.js"]) {
      const fetched = page.evaluate((url) => fetch(url).then(() => "loaded"), extensionPage(name));
      await expect(fetched, `${name} from ${page.url()}`).rejects.toThrow("Failed to fetch");
    }
    await page.evaluate((address) => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.src = address;
      return new Promise((loaded) => (frame.onload = loaded));
    }, extensionPage("seal_frame.html"));
    expect(page.frames().at(-1)!.url()).toContain("chrome-error:");
  }
});

test("a used nonce, or a made-up one, shows nothing", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await sealedPage(context);
  const seal = await sealFrame(page);
  const run = await contentScript(page);
  const address = await run("chrome.runtime.getURL('seal_frame.html')");
  expect(address).not.toContain(EXTENSION_ID);

  // The page has learned all that there is to learn, and places a frame of its own.
  for (const hash of [new URL(seal.url()).hash, "#-1-2-3-4", ""]) {
    const frames = sealFrames(page).length;
    await page.evaluate((address) => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.src = address;
      return new Promise((loaded) => (frame.onload = loaded));
    }, `${address}${hash}`);
    await expect.poll(() => sealFrames(page).length).toBe(frames + 1);
    const stolen = sealFrames(page).at(-1)!;
    const answer = await stolen.evaluate(
      (nonce) => chrome.runtime.sendMessage(JSON.stringify({ redeem: { nonce } })),
      hash.slice(1),
    );
    expect(answer).toBe('{"nothing":{}}');
    await expect(stolen.locator("body > :visible")).toHaveCount(0);
  }
});

test("a content script may ask for a place, and for nothing else", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await sealedPage(context);
  const run = await contentScript(page);
  const ask = (message: object): Promise<unknown> =>
    run(`chrome.runtime.sendMessage(${JSON.stringify(JSON.stringify(message))})`);

  const draft = { mark: { text: ["hacked"] }, colour: "#000000" };
  for (const message of [
    { start_editor: {} },
    { answer_whose: "public" },
    { open_picture: { file: "", convert: true } },
    { judge_seal: draft },
    { save_seal: { draft, accept_easy: true, touch: false } },
    { remove_seal: {} },
    { accept_seal: null },
    { diagnose: null },
    { list_others: {} },
    { take_over: { profile: "0".repeat(32), password: null } },
    { report_tab: 1 },
    { redeem: { nonce: "x" } },
    { open: "editor" },
    { not_now: {} },
    { sign_in_box: { nonce: "x", url: GENUINE } },
  ]) {
    expect(await ask(message), JSON.stringify(message)).toBeFalsy();
  }
  expect(await ask({ sign_in_box: { nonce: "x" } })).toBe("96"); // a height, not the seal
  // It cannot speak to the extension's pages in the background's place either.
  const editor = await openEditor(context);
  await write(editor, ["unsaved"]);
  await run(`chrome.runtime.sendMessage("policy_changed")`);
  await run(`chrome.runtime.sendMessage("seal_changed")`);
  await expect(editor.locator("#preview .seal-line")).toHaveText(["unsaved"]);
  await expect(editor.locator("#line_1")).toHaveValue("unsaved");
  const reading = "chrome.storage.local.get().then(() => 'read', () => 'refused')";
  expect(await run(reading), "the extension's storage").toBe("refused");
  await page.reload();
  await expectSeal(page, WORDS);
});

test("no word of a page leaves its tab", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await sealedPage(context);
  const run = await contentScript(page);
  await run(`{
    globalThis.said = [];
    const send = chrome.runtime.sendMessage;
    chrome.runtime.sendMessage = (message) => (said.push(message), send.call(chrome.runtime, message));
  }`);
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.innerHTML = `<label>Zanzibar <input name="zanzibar" value="zanzibar"></label><button>Zanzibar</button>`;
    document.body.append(form);
  });
  await page.locator("#password").fill("lantern 48");
  await page.locator("#password").focus();
  const said = async (): Promise<string[]> => JSON.parse((await run("JSON.stringify(said)")) as string) as string[];
  const lists = async (): Promise<unknown[]> => {
    const messages = (await said()).map((message) => JSON.parse(message) as { fields?: unknown });
    return messages.flatMap(({ fields }) => (fields ? [fields] : []));
  };
  await expect.poll(async () => (await lists()).length).toBeGreaterThan(0);
  for (const list of await lists()) expect(list).toEqual(expect.arrayOf(expect.any(Number)));
  // That it was sent is said, with the password that could be guarded, and nothing else of it.
  await page.locator("#password").press("Enter");
  const submitted = '{"submitted":{"password":"lantern 48"}}';
  await expect.poll(said).toContain(submitted);
  const others = (await said()).filter((message) => message !== submitted);
  expect(others).toHaveLength((await said()).length - 1);
  expect(others.join().toLowerCase()).not.toMatch(/zanzibar|lantern/);
});

test("the seal goes when the tab goes elsewhere, and comes back with the page", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await sealedPage(context);
  await page.goto(COPY);
  const other = await sealedPage(context);
  await expectNothing(page);
  await other.close();
  await page.goBack();
  await expectSeal(page, WORDS);
});

test("nothing of the seal is kept in the browser's storage", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await sealedPage(context);
  const kept = await (await sealFrame(page)).evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get()]),
  );
  expect(kept).toContain("profile");
  for (const word of WORDS) expect(kept).not.toContain(word);
});

declare global {
  interface Window {
    searchEverything(needle: string): string[];
  }
}
