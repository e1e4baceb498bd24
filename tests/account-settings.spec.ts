// What is behind the sign-in: profile, photo, e-mail address, password, security question.
import type { Page } from "@playwright/test";

import {
  ANSWER,
  bringPhoto,
  choose,
  goTo,
  makeAccount,
  makeWholeAccount,
  openAccount,
  PASSWORD,
  prove,
  signIn,
  submit,
} from "./kit/account.ts";
import { openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { picture } from "./kit/pictures.ts";
import { withPolicy } from "./kit/policy.ts";

const NEW_PASSWORD = "harbour quilt 92 meadow";

async function fillProfile(page: Page): Promise<void> {
  await page.locator("#profile_name").fill("Mei Wang");
  await choose(page, "profile_country", "Germany");
  await page.locator("#profile_company").fill("Fox & Owl Ltd.");
}

test("a profile is faulted field by field, kept as a draft, and published", async ({ profile }) => {
  const context = await profile.open();
  const page = await openAccount(context);
  await makeAccount(page);
  await goTo(page, "profile");
  await page.locator("#profile_phone").fill("0571 1234");
  await submit(page, "profile_form");
  const invalid = page.locator("#profile_form [aria-invalid]");
  await expect(invalid).toHaveCount(4);
  await expect(page.locator("#profile_name")).toBeFocused();
  await expect(page.locator("#profile_name")).toHaveAccessibleDescription("Please fill this in.");
  await fillProfile(page);
  await page.locator("#profile_phone").fill("+86 571 8502 2088");
  await page.locator("#profile_language").selectOption({ label: "Simplified Chinese" });
  await page.locator("#profile_add_language").click();
  await page.locator("#profile_about").fill("I buy lamps.");
  await expect(page.locator("#profile_about_count")).toHaveText("12 of 1000 characters");
  await page.close(); // at once, before the draft's pause is over
  const again = await openAccount(context, "profile");
  await expect(again.locator("#profile_name")).toHaveValue("Mei Wang");
  await expect(again.locator("#profile_languages li")).toHaveCount(1);
  await submit(again, "profile_form");
  await expect(again.locator("#published_name")).toHaveText("Mei Wang");
  await expect(again.locator("#published_facts")).toContainText("+8657185022088");
  await expect(again.locator("#who_name")).toHaveText("Mei Wang");
  const popup = await openPage(context, "popup.html");
  await expect(popup.locator("#card_name")).toHaveText("Mei Wang");
});

test("where the administrator approves profiles, one waits", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ ProfileApproval: "administrator" }));
  profile.installHelper();
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "profile");
  await expect
    .poll(() => page.evaluate(() => chrome.storage.managed.get("ProfileApproval")))
    .toEqual({ ProfileApproval: "administrator" });
  await fillProfile(page);
  await submit(page, "profile_form");
  await expect(page.locator("#profile_state")).toContainText("within 24 hours of approval");
  await expect(page.locator("#profile_unpublished")).toBeVisible();
});

test("a photo is cropped by keyboard and by mouse, kept, and removed", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "photo");
  await bringPhoto(page, picture("transparent.png", "image/png"));
  await expect(page.locator("#photo_crop")).toBeVisible();
  await expect(page.locator("#crop_side")).toBeFocused();
  const side = await page.locator("#crop_side").inputValue();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("#crop_side")).not.toHaveValue(side);
  const stage = (await page.locator("#crop_stage").boundingBox())!;
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  await page.mouse.down();
  await page.mouse.move(stage.x, stage.y);
  await page.mouse.up();
  await expect(page.locator("#crop_x")).toHaveValue("0");
  await submit(page, "photo_form");
  await expect(page.locator("#desk_said")).toHaveText("Your photo is saved.");
  const present = page.locator("#photo_present");
  await expect(present).toHaveJSProperty("naturalWidth", 512);
  await expect(page.locator("#who_photo")).toHaveJSProperty("naturalWidth", 64);
  await page.locator("#photo_remove").click();
  await expect(present).toBeHidden();
  await expect(page.locator("#who_photo")).toBeHidden();
});

test("what is no photo is refused, and so is one that is too large", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "photo");
  const bring = (bytes: Buffer): Promise<void> =>
    bringPhoto(page, { name: "a.jpg", mimeType: "image/jpeg", buffer: bytes });
  const what = page.locator("#photo_form .what");
  await bring(Buffer.from("no picture at all"));
  await expect(what).toContainText("not a picture");
  await bring(Buffer.alloc(5 * 1024 * 1024 + 1));
  await expect(what).toContainText("larger than 5 MB");
  await expect(page.locator("#photo_crop")).toBeHidden();
});

test("the e-mail address is changed after the question", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeWholeAccount(page);
  await goTo(page, "email");
  await prove(page, "email", "somebody else");
  await expect(page.locator("#email_proof .what")).toBeVisible();
  await prove(page, "email");
  await expect(page.locator("#email_form h2")).toBeFocused();
  const change = async (first: string, second: string): Promise<void> => {
    await page.locator("#email_new").fill(first);
    await page.locator("#email_again").fill(second);
    await submit(page, "email_form");
  };
  await change("mei@new.example", "mei@old.example");
  await expect(page.locator("#email_again_fault")).toBeVisible();
  await change("mei@", "mei@");
  await expect(page.locator("#email_new_fault")).toBeVisible();
  await change("mei@bücher.example", "mei@bücher.example");
  await expect(page.locator("#desk_said")).toContainText("Your e-mail address is now");
  await goTo(page, "inbox");
  await expect(page.locator("#inbox_rows")).toContainText("Your e-mail address was changed");
});

test("without a question one is led to set it", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  for (const section of ["email", "password"]) {
    await goTo(page, section);
    await expect(page.locator(`#${section}_form`)).toBeHidden();
    await page.locator(`#${section}_none a`).click();
    await expect(page.locator("#section_question h1")).toBeFocused();
  }
});

test("the password is changed after the question, and not to one that is weak or old", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeWholeAccount(page);
  await goTo(page, "password");
  await prove(page, "password");
  const change = async (password: string): Promise<void> => {
    for (const field of ["password_new", "password_again"]) await page.locator(`#${field}`).fill(password);
    await submit(page, "password_form");
  };
  const fault = page.locator("#password_new_fault");
  await change("monkey1");
  await expect(fault).toContainText("too easy to guess");
  await change(PASSWORD);
  await expect(fault).toContainText("before");
  await change(NEW_PASSWORD);
  await expect(page.locator("#desk_said")).toContainText("Your password is changed.");
  await page.locator("#lock").click();
  await signIn(page, NEW_PASSWORD);
  await expect(page.locator("#section_password")).toBeVisible();
});

test("a question is set with the present password, and not with a telling answer", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "question");
  await page.locator("#question_menu").selectOption("first_pet");
  const set = async (answer: string, password: string): Promise<void> => {
    await page.locator("#question_answer").fill(answer);
    await page.locator("#question_password").fill(password);
    await submit(page, "question_form");
  };
  const fault = page.locator("#question_answer_fault");
  await set("ab", PASSWORD);
  await expect(fault).toBeVisible();
  await set("the name of my first pet", PASSWORD);
  await expect(fault).toBeVisible();
  await set(ANSWER, NEW_PASSWORD);
  await expect(page.locator("#question_form .what")).toBeVisible();
  await set(ANSWER, PASSWORD);
  await expect(page.locator("#question_form .well")).toHaveText("Your security question is saved.");
  await expect(page.locator("#question_words")).toHaveText("What was the name of your first pet?");
});

test("the level rises with what is set", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await expect(page.locator("#level")).toHaveAttribute("data-level", "low");
  await page.locator("#raises").getByRole("link", { name: "Set a security question" }).click();
  await expect(page.locator("#section_question h1")).toBeFocused();
});
