// The seal on a page that was left and is shown again, and where the network is gone. Chromium keeps no
// page with an extension's frame in its back/forward cache: the page is loaded again, from wherever.
import { COPY, GENUINE } from "./kit/demo-site.ts";
import { extensionPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { changeFromPage, expectSeal, makeSeal, openEditor, save, sealFrame, sealFrames, write } from "./kit/seal.ts";
import { activeTab } from "./kit/toolbar.ts";
import { killWorkerAlone } from "./kit/worker.ts";

test("a page that is shown again has the seal as it is now, and learns nothing", async ({
  profile,
}) => {
  const context = await profile.open();
  await makeSeal(context, ["before"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["before"]);
  const nonce = new URL((await sealFrame(page)).url()).hash.slice(1);
  await page.goto(COPY);

  const editor = await openEditor(context);
  await write(editor, ["after"]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await page.goBack();
  await expectSeal(page, ["after"]);

  // Why a page was not kept names its frames: ours must not have an address there.
  const timing = await page.evaluate(() =>
    JSON.stringify(performance.getEntriesByType("navigation")[0]!.toJSON()),
  );
  expect(timing).toContain('"notRestoredReasons"');
  expect(timing).not.toContain("seal_frame");
  expect(timing).not.toContain("chrome-extension");
  expect(timing).not.toContain(nonce);

  const changing = await changeFromPage(context, page);
  await expect(changing.locator("#line_1")).toHaveValue("after");
});

test("a page that is shown again after the worker's death has the seal", async ({ ownProfile: profile }) => {
  await makeSeal(await profile.open(), ["kept"]);
  await profile.close();
  const browser = profile.openBare();
  const worker = extensionPage("background.js");
  await browser.start(worker);
  const expectShown = (): Promise<void> => {
    const words = "document.querySelector('#seal')?.innerText";
    const frame = (): Promise<unknown> =>
      browser.evaluateInFrame(extensionPage("seal_frame.html"), words).catch(String);
    return expect.poll(frame, { message: "the seal" }).toContain("kept");
  };
  const isShown = (url: string): Promise<void> =>
    expect.poll(() => browser.evaluate("location.href + document.readyState").catch(String)).toBe(`${url}complete`);
  await browser.open(GENUINE);
  await expectShown();
  await browser.open(COPY);
  await isShown(COPY);
  await browser.endWorker(worker);
  await browser.evaluate("setTimeout(() => history.back()); 0"); // answered before the page goes
  await isShown(GENUINE);
  await expectShown();
});

test("without a network the seal stays, follows a change, and stands on no error page", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["before"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["before"]);
  await context.setOffline(true);
  await expectSeal(page, ["before"]);
  await killWorkerAlone(context);
  const editor = await openEditor(context);
  await write(editor, ["after"]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["after"]);

  await page.bringToFront();
  const tabId = await activeTab(context);
  await page.reload().catch(() => "there is no network");
  const title = (): Promise<string> => editor.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId);
  await expect.poll(title).toBe("Sign-in Seal");
  await expect.poll(() => sealFrames(page).length, { message: "frames on the error page" }).toBe(0);
  await context.setOffline(false);
  await page.reload();
  await expectSeal(page, ["after"]);
  await expect.poll(title).toBe("Genuine page. Your seal has this colour.");
});
