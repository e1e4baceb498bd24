// The toolbar button: its icons on their way to the browser, since the API has no way to read one
// back.
import type { BrowserContext } from "@playwright/test";

import { background } from "./extension.ts";

/** RGBA, 32 pixels wide and high; none before the first. */
export type IconPixels = readonly number[] | undefined;

type Seen = Record<string, number[]>;

/** Writes down each icon. The answer reads the latest of a tab. */
export async function watchIcons(context: BrowserContext): Promise<(tab: number) => Promise<IconPixels>> {
  const worker = await background(context);
  await worker.evaluate(() => {
    const seen: Seen = {};
    Object.assign(globalThis, { seenIcons: seen });
    const setIcon = chrome.action.setIcon.bind(chrome.action);
    chrome.action.setIcon = (details) => {
      seen[details.tabId] = [...details.imageData["32"]!.data];
      return setIcon(details);
    };
  });
  return (tab) =>
    worker.evaluate((tab) => (globalThis as unknown as { seenIcons: Seen }).seenIcons[tab], tab);
}

/** Reads one pixel of an icon, as "red,green,blue,alpha". */
export const colourAt =
  (column: number, row: number) =>
  (pixels: IconPixels): string =>
    pixels?.slice((row * 32 + column) * 4, (row * 32 + column) * 4 + 4).join() ?? "";

export async function activeTab(context: BrowserContext): Promise<number> {
  const worker = await background(context);
  const [tab] = await worker.evaluate(() => chrome.tabs.query({ active: true }));
  return tab!.id;
}
