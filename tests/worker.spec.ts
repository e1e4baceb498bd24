// The background's worker may die at any moment: ties outlive it, and the seal comes back. Where it
// never answers, that is said.
import { cpSync, writeFileSync } from "node:fs";

import type { BrowserContext } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import * as paths from "./kit/paths.ts";
import type { Profile } from "./kit/profile.ts";
import { helperAtWork, stopInTheMiddleOfSaving } from "./kit/saving.ts";
import { changeFromPage, expectProblem, expectSeal, makeSeal, openEditor, sealFrame, write } from "./kit/seal.ts";
import { killWorkerAlone } from "./kit/worker.ts";

/** Ends the worker as the browser does, and waits until it and its helper are gone. */
async function killWorker(context: BrowserContext, profile: Profile): Promise<void> {
  const helper = await helperAtWork(profile);
  await killWorkerAlone(context);
  await expect.poll(() => profile.helperProcesses()).not.toContain(helper);
}

test("after the worker's death the seal comes back on the next visit", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["again"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["again"]);
  await killWorker(context, profile);
  await page.reload();
  await expectSeal(page, ["again"]);
});

test("after the worker's death a frame that stands is still tied to its page", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["tied"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["tied"]);
  await killWorker(context, profile);

  const changing = await changeFromPage(context, page);
  await expect(changing.locator("#line_1")).toHaveValue("tied");
  await expectSeal(page, ["tied"]);
});

test("a worker that dies in the middle of a saving leaves no false alarm", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["before"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["before"]);
  const editor = await openEditor(context);
  await write(editor, ["Zebra4", "harbour"]);
  await expect(editor.locator("#guess")).toHaveAttribute("data-guess", "hard");
  const helper = await stopInTheMiddleOfSaving(context, profile, editor);
  await killWorkerAlone(context);
  process.kill(helper, "SIGCONT"); // it keeps the seal, and tells nobody
  await expect.poll(() => profile.helperProcesses()).not.toContain(helper);
  await page.reload();
  await expectSeal(page, ["Zebra4", "harbour"]);
  const kept: unknown = await editor.evaluate(() => chrome.storage.local.get());
  expect(JSON.stringify(kept)).not.toContain("saving");
});

test("a background that cannot start is no empty place on the page", async ({ makeProfile }, info) => {
  const extension = info.outputPath("extension");
  cpSync(paths.extension(), extension, { recursive: true });
  writeFileSync(`${extension}/wasm/background_bg.wasm`, "broken");
  const context = await makeProfile({ extension }).open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  // Frames that got no answer give way to others, under the hands of who looks at them.
  const isSaid = (): Promise<void> => expectProblem(page, "Something went wrong inside Sign-in Seal.", "Try again.");
  await expect(isSaid).toPass({ timeout: 20_000 });
  await expect((await sealFrame(page)).locator("#why")).toBeInViewport({ ratio: 1 });
});
