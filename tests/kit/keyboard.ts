// What a person does who has no mouse.
import { expect, type Frame, type Page } from "@playwright/test";

/** Goes to the element of this id by the tabulator key. */
export const tabTo = (page: Page, id: string): Promise<void> =>
  tabUntil(page, id, (id) => document.activeElement?.id === id);

/** Goes by the tabulator key to what these words stand on or beside: what has no id. */
export const tabToWords = (page: Page, words: string): Promise<void> =>
  tabUntil(page, words, (words) => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
    // A step that begins has the focus itself, and takes no key.
    const takesKeys = element?.matches("a, button, input") === true;
    return takesKeys && (label ?? element).textContent?.includes(words) === true;
  });

/** Leads the keyboard to an element of the seal frame, and waits until the browser's keys go there: a
 * frame of another process is told of a moment later. */
export async function focusIn(page: Page, frame: Frame, selector: string): Promise<void> {
  await page.bringToFront();
  await frame.locator(selector).focus();
  const isInFrame = (): Promise<boolean> => page.evaluate(() => document.activeElement?.parentElement === document.documentElement);
  await expect.poll(isInFrame, { message: "the keyboard in the frame" }).toBe(true);
}

async function tabUntil(page: Page, name: string, isThere: (name: string) => boolean): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await page.evaluate(isThere, name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is out of the keyboard's reach`);
}
