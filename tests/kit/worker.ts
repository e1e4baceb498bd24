// The background's worker, ended as the browser ends it.
import { type BrowserContext, expect, type Page } from "@playwright/test";

import { extensionPage, openPage } from "./extension.ts";

/** Ends the worker by way of a page in the same browser, and waits until it is gone. A late event may wake
 * it once more meanwhile. */
export async function endWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  const workers = async (): Promise<string[]> => {
    await session.send("ServiceWorker.stopAllWorkers");
    const { targetInfos } = await session.send("Target.getTargets");
    return targetInfos.map(({ url }) => url).filter((url) => url === extensionPage("background.js"));
  };
  await expect.poll(workers, { message: "workers that live", intervals: [5, 10, 20, 50] }).toEqual([]);
  await session.detach();
}

/** Ends the worker, and waits until it is gone. */
export async function killWorkerAlone(context: BrowserContext): Promise<void> {
  const page = await openPage(context, "icons/16.png");
  await endWorker(page);
  await page.close();
}
