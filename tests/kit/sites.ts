// What a person does with the list of protected sites.
import { type BrowserContext, expect, type Page } from "@playwright/test";

import { openPage } from "./extension.ts";

/** Opens the options page, with its list there. */
export async function openOptions(context: BrowserContext): Promise<Page> {
  const options = await openPage(context, "options.html");
  await expect(options.locator("#sites > li").first()).toBeVisible();
  return options;
}

/** Writes a service or a domain into the field and goes on. */
export async function want(options: Page, wanted: string): Promise<void> {
  await options.locator("#wanted").fill(wanted);
  await options.locator("#wanted").press("Enter");
}

/** The names on the list. */
export const names = (options: Page) => options.locator("#sites .name");

/** A list of so many sites, as the background keeps it under `sites`. */
export const listOfSites = (count: number): string => {
  const sites = Array.from({ length: count }, (_, index) => ({
    name: `Site ${index}`,
    domain: `own-${index.toString(36)}-place.example`,
  }));
  return JSON.stringify({ format: "signin-seal-sites-1", sites });
};
