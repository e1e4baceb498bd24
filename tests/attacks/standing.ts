// How the seal stands on a page that fights it: by the pixels of the screen, by the frame's own
// account, and by the toolbar.
import type { Frame, Page } from "@playwright/test";

import { shareOf } from "../kit/pixels.ts";
import { sealFrames } from "../kit/seal.ts";
import { COLOUR, type Stage, WORDS } from "./stage.ts";

export const VOUCHES = "Genuine page. Your seal has this colour.";
export const WITHDRAWN = "This page keeps your Sign-in Seal from being seen. Type no password.";
const MOVED = "in motion: it moved while it was looked at";
/** Of a seal of two short words: the rest is letters and the edge. */
const LEAST_SHARE = 0.4;

export const titleOf = (tabId: number, { worker }: Stage): Promise<string> =>
  worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), tabId);

/** By then the page's side and the frame itself have looked at the seal once more: `CHECK_MS` in
 * `content.js` is at most 1.1 seconds, `POLL_MS` in `cover.rs` at most 1.3. */
export const oneLook = (page: Page): Promise<void> => page.waitForTimeout(1_300);

/** Whether the browser says that all of an element can be seen: nothing stands over it, no effect
 * changes it, no edge cuts it. */
export const isSeen = (frame: Frame | Page, selector: string): Promise<boolean> =>
  frame.evaluate(
    (selector) =>
      new Promise((tell) => {
        const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
        new IntersectionObserver(([entry], observer) => {
          observer.disconnect();
          const { isVisible } = entry as IntersectionObserverEntry & { isVisible: boolean };
          tell(isVisible && entry!.intersectionRatio > 0.99);
        }, options).observe(document.querySelector(selector)!);
      }),
    selector,
  );

/** How the seal stands on this page: that it does, or what speaks against it. One that goes where the
 * box goes is looked at where it stands then. */
export async function standing(page: Page, tab: number, stage: Stage): Promise<string> {
  let seen = MOVED;
  for (let look = 0; look < 5 && seen === MOVED; look++) seen = await lookAt(page, tab, stage);
  return seen;
}

async function lookAt(page: Page, tab: number, stage: Stage): Promise<string> {
  try {
    const frames = [];
    for (const frame of sealFrames(page)) {
      if (await frame.locator("body > :visible").count()) frames.push(frame);
    }
    const [frame, ...others] = frames;
    if (!frame || others.length) return `frames that show something: ${frames.length}`;
    const seal = frame.locator("#seal");
    const place = await seal.boundingBox();
    if (!place) return "no seal in the frame";
    const spoken = await seal.getAttribute("aria-label");
    if (!spoken?.endsWith(WORDS.join(" "))) return `another seal: ${spoken}`;
    if (!(await isSeen(frame, "html"))) return "covered, by the frame's own account";
    const share = await shareOf(page, place, COLOUR);
    // Where the seal has moved meanwhile, the picture is one of where it stood.
    if (JSON.stringify(await seal.boundingBox()) !== JSON.stringify(place)) return MOVED;
    if (share < LEAST_SHARE) return "not on the screen";
    const title = await titleOf(tab, stage);
    return title === VOUCHES ? "seal stays" : title;
  } catch (error) {
    return `in motion: ${String(error).slice(0, 80)}`;
  }
}
