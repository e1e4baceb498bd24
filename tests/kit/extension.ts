// The extension in a browser: its background worker and its pages.
import { type BrowserContext, expect, type Page, type Worker } from "@playwright/test";

export const EXTENSION_ID = "bpmakloigmjealjdpfbbebhmiblemgld";

/** Waits until the extension is there: until then nobody judges. The first that it does is to make an id
 * for this profile. */
export async function hasStarted(worker: Worker): Promise<void> {
  const kept = (): Promise<object> => worker.evaluate(() => chrome.storage.local.get());
  await expect.poll(kept, { message: "the background", intervals: [10, 20, 50, 100] }).toHaveProperty("profile");
}

/** Waits until the extension's start is over: the last of it is that it asks for the policy. */
export async function isAwake(extension: Pick<Page, "evaluate">): Promise<void> {
  const kept = (): Promise<object> => extension.evaluate(() => chrome.storage.session.get());
  await expect.poll(kept, { message: "the background", intervals: [10, 20, 50, 100] }).toHaveProperty("AllowContinue");
}

/** The extension's background worker. */
export async function background(context: BrowserContext): Promise<Worker> {
  return context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
}

export const extensionPage = (name: string): string => `chrome-extension://${EXTENSION_ID}/${name}`;

/** Opens one of the extension's own pages in a tab, and waits until it was loaded so far. */
export async function openPage(context: BrowserContext, name: string, waitUntil: "load" | "commit" = "load"): Promise<Page> {
  const page = await context.newPage();
  await page.goto(extensionPage(name), { waitUntil });
  return page;
}
