// The seal on a page that was left and is shown again. Browsers switch prerendering, and mostly the
// back/forward cache too, off under a debugger, so that what stands here is a history visit.
import { COPY, GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { changeFromPage, expectSeal, makeSeal, openEditor, save, sealFrame, write } from "./kit/seal.ts";

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
