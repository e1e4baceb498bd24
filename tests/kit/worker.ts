// The background's worker, ended as the browser ends it.
import { type BrowserContext, expect } from "@playwright/test";

import { extensionPage, openPage } from "./profile.ts";

/** Ends the worker, and waits until it is gone. */
export async function killWorkerAlone(context: BrowserContext): Promise<void> {
  const page = await openPage(context, "icons/16.png");
  const session = await context.newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  const workers = async (): Promise<string[]> => {
    const { targetInfos } = await session.send("Target.getTargets");
    return targetInfos.map(({ url }) => url).filter((url) => url === extensionPage("background.js"));
  };
  await expect.poll(workers, { message: "workers that live" }).toEqual([]);
  await page.close();
}
