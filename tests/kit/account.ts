// The account page, as a person uses it.
import { type BrowserContext, expect, type Page } from "@playwright/test";

import { openPage } from "./extension.ts";
import { choose as chooseFile, type Picture } from "./pictures.ts";

export const EMAIL = "mei@example.com";
export const PASSWORD = "otter lantern 47 velvet";
export const ANSWER = "Professor Whiskerton";

export const openAccount = (context: BrowserContext, section = ""): Promise<Page> =>
  openPage(context, `account.html${section && `#${section}`}`);

export const submit = (page: Page, form: string): Promise<void> =>
  page.locator(`#${form} [type=submit]`).click();

/** Makes the member, and leaves the question for later. */
export async function makeAccount(page: Page): Promise<void> {
  await fillNewMember(page);
  await submit(page, "making");
  await page.locator("#making_later").click();
  await expect(page.locator("#section_overview")).toBeVisible();
}

export async function fillNewMember(page: Page): Promise<void> {
  await page.locator("#making_email").fill(EMAIL);
  await page.locator("#making_password").fill(PASSWORD);
  await page.locator("#making_password_again").fill(PASSWORD);
}

/** Makes the member with a question. */
export async function makeWholeAccount(page: Page): Promise<void> {
  await fillNewMember(page);
  await submit(page, "making");
  await page.locator("#question_menu").selectOption("first_pet");
  await page.locator("#question_answer").fill(ANSWER);
  await submit(page, "making_question");
  await expect(page.locator("#section_overview")).toBeVisible();
}

export async function signIn(page: Page, password = PASSWORD, email = EMAIL): Promise<void> {
  await page.locator("#sign_in_email").fill(email);
  await page.locator("#sign_in_password").fill(password);
  await submit(page, "sign_in");
  await expect(page.locator("#sign_in[aria-busy]")).toHaveCount(0);
}

export async function goTo(page: Page, section: string): Promise<void> {
  await page.locator(`#to_${section}`).click();
  await expect(page.locator(`#section_${section}`)).toBeVisible();
}

/** Answers the question that stands before a change. */
export async function prove(page: Page, section: string, answer = ANSWER): Promise<void> {
  await page.locator(`#${section}_answer`).fill(answer);
  await submit(page, `${section}_proof`);
}

/** Brings a file as a photo, as a person does. */
export async function bringPhoto(page: Page, file: Picture): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.locator("#photo_file + label").click();
  await chooseFile(await choosing, file);
}

/** Nothing of the account stands in the page any more. */
export async function expectNothingLeft(page: Page): Promise<void> {
  await expect(page.locator("#sign_in")).toBeVisible();
  await expect(page.locator("#who")).toBeHidden();
  await expect(page.locator(".desk")).toHaveCount(0);
  const text = await page.evaluate(() => document.documentElement.textContent);
  expect(text).not.toContain(EMAIL);
  const values = await page.locator("input").evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value).filter((value) => value !== "on"),
  );
  expect(values.join("")).toBe("");
}

/** Chooses from a menu by keyboard: what a test sets by itself is no trusted event. */
export async function choose(page: Page, id: string, key: string): Promise<void> {
  await page.locator(`#${id}`).focus();
  const isOneKey = ["End", "Home", "ArrowDown"].includes(key);
  await (isOneKey ? page.keyboard.press(key) : page.keyboard.type(key));
}
