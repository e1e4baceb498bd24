// A saving stopped between its request and its answer.
import { type BrowserContext, expect, type Page } from "@playwright/test";

import { background } from "./extension.ts";
import { type Profile } from "./profile.ts";

/** The one that the background speaks to: one that was left stays some seconds for what is in hand. */
export async function helperAtWork(profile: Profile): Promise<number> {
  await expect.poll(() => profile.helperProcesses()).toHaveLength(1);
  return profile.helperProcesses()[0]!;
}

/** Presses Save, and stops the helper with the request before it and the answer not given. Returns
 * the helper's process. */
export async function stopInTheMiddleOfSaving(
  context: BrowserContext,
  profile: Profile,
  editor: Page,
): Promise<number> {
  const helper = await helperAtWork(profile);
  process.kill(helper, "SIGSTOP");
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#save")).toBeDisabled();
  // The background notes a saving and then asks: where its own worker reads the note, it has asked.
  const worker = await background(context);
  const kept = (): Promise<unknown> => worker.evaluate(() => chrome.storage.local.get());
  await expect.poll(async () => JSON.stringify(await kept())).toContain("saving");
  return helper;
}
