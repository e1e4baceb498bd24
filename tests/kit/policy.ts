// What an administrator has set for the extension.
import type { BrowserContext } from "@playwright/test";

import { background, EXTENSION_ID, isAwake } from "./extension.ts";
import { expect } from "./fixtures.ts";
import { type Profile, type ProfileOptions } from "./profile.ts";

/** The options of a profile with this policy. */
export const withPolicy = (policy: object): ProfileOptions => ({
  policies: { "3rdparty": { extensions: { [EXTENSION_ID]: policy } } },
});

/** Opens the browser, and waits until the extension goes by the policy: Chromium says it three seconds
 * after its start, or five. */
export async function openWithPolicy(profile: Profile): Promise<BrowserContext> {
  const context = await profile.open();
  const worker = await background(context);
  const known = (): Promise<object> => worker.evaluate(() => chrome.storage.managed.get());
  await expect.poll(known, { message: "the policy", timeout: 20_000 }).not.toEqual({});
  await isAwake(worker);
  return context;
}
