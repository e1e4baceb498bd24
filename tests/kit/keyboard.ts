// What a person does who has no mouse.
import type { Page } from "@playwright/test";

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

async function tabUntil(page: Page, name: string, isThere: (name: string) => boolean): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await page.evaluate(isThere, name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is out of the keyboard's reach`);
}
