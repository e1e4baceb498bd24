// What the warnings say that a page has got.
import type { Page } from "@playwright/test";

import { isWarning } from "../kit/hostile.ts";

const HAS_MORE = /may have got (the whole password|more than the first four)/;

/** Whether a warning in one of these tabs says that the page may have more than the beginning. */
export async function isToldOfMore(pages: readonly Page[]): Promise<boolean> {
  const shown = pages.filter(isWarning).map((page) => page.locator("#stopped_got").innerText({ timeout: 1_000 }).catch(() => ""));
  return HAS_MORE.test((await Promise.all(shown)).join(" "));
}
