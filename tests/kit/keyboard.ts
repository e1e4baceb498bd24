// What a person does who has no mouse.
import type { Page } from "@playwright/test";

/** Goes to the element of this id by the tabulator key. */
export async function tabTo(page: Page, id: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await page.evaluate((id) => document.activeElement?.id === id, id)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${id} is out of the keyboard's reach`);
}
