// The world in which the content script runs.
import { type CDPSession, expect, type Page } from "@playwright/test";

import { EXTENSION_ID } from "./extension.ts";

/** Runs code where the content script runs: what a hostile page would love to do. */
export async function contentScript(page: Page): Promise<(expression: string) => Promise<unknown>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin === `chrome-extension://${EXTENSION_ID}`) worlds.push(context.id);
  });
  await session.send("Runtime.enable");
  await expect.poll(() => worlds.length, { message: "the content script's world" }).toBe(1);
  return async (expression) => {
    const asked = { contextId: worlds[0]!, expression, awaitPromise: true, returnByValue: true };
    return (await session.send("Runtime.evaluate", asked)).result.value;
  };
}
