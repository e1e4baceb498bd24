// The door of the account: making it, signing in, a forgotten password, locking it.
import {
  ANSWER,
  EMAIL,
  expectNothingLeft,
  fillNewMember,
  goTo,
  makeAccount,
  makeWholeAccount,
  openAccount,
  PASSWORD,
  signIn,
  submit,
} from "./kit/account.ts";
import { expect, test } from "./kit/fixtures.ts";
import { tabTo } from "./kit/keyboard.ts";

const OTHER_PASSWORD = "harbour quilt 92 meadow";
const TEN_MINUTES = 10 * 60 * 1000;

test("an account is made by keyboard alone, with its question", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  const typeInto = async (id: string, text: string): Promise<void> => {
    await tabTo(page, id);
    await page.keyboard.type(text);
  };
  await expect(page.locator("#making")).toBeVisible();
  await typeInto("making_email", EMAIL);
  await typeInto("making_password", PASSWORD);
  await expect(page.locator(".strength .words")).not.toBeEmpty();
  await typeInto("making_password_again", PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.locator("#making_question")).toBeVisible();
  await tabTo(page, "question_menu");
  await page.keyboard.type("A question of my own");
  await typeInto("question_own_words", "Which boat did we never buy?");
  await typeInto("question_answer", ANSWER);
  await page.keyboard.press("Enter");
  await expect(page.locator("#section_overview h1")).toBeFocused();
  await expect(page.locator("#who_name")).toHaveText(EMAIL);
  await goTo(page, "question");
  await expect(page.locator("#question_words")).toHaveText("Which boat did we never buy?");
});

test("what cannot be an account is refused beside its field", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await submit(page, "making");
  await expect(page.locator("#making .fault")).toHaveCount(3);
  await expect(page.locator("#making_email")).toBeFocused();
  await fillNewMember(page);
  await page.locator("#making_password_again").fill(OTHER_PASSWORD);
  await submit(page, "making");
  await expect(page.locator("#making_password_again")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#making .fault")).toHaveText("The two passwords are not the same.");
  await page.locator("#making_password_again").fill(PASSWORD);
  await page.locator("#making_email").fill("mei at example");
  await submit(page, "making");
  await expect(page.locator("#making_email_fault")).toBeVisible();
  await page.locator("#making_email").fill(EMAIL);
  for (const field of ["making_password", "making_password_again"]) await page.locator(`#${field}`).fill("password1");
  await expect(page.locator(".strength .words")).toHaveText(/guess/);
  await submit(page, "making");
  await expect(page.locator("#making_password_fault")).toBeVisible();
});

test("wrong words do not sign in, and do not say which part was wrong", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await page.locator("#lock").click();
  await signIn(page, OTHER_PASSWORD);
  const what = page.locator("#sign_in .what");
  await expect(what).toBeVisible();
  const ofPassword = await what.textContent();
  await expect(page.locator("#sign_in_password")).toHaveValue("");
  await signIn(page, PASSWORD, "other@example.com");
  await expect(what).toHaveText(ofPassword!);
  await signIn(page);
  await expect(page.locator("#section_overview")).toBeVisible();
});

test("many wrong passwords must wait, and the wait is counted down", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await page.locator("#lock").click();
  const countdown = page.locator("#sign_in .countdown");
  for (let tries = 0; tries < 12 && (await countdown.isHidden()); tries++) {
    await signIn(page, `${OTHER_PASSWORD} ${tries}`);
    await expect(page.locator("#sign_in .problem")).toBeVisible();
    await expect(page.locator("#sign_in")).not.toHaveAttribute("aria-busy");
  }
  await expect(countdown).toHaveText(/\d:\d\d/);
  const first = await countdown.textContent();
  await expect(countdown).not.toHaveText(first!);
});

test("a forgotten password is set anew by the answer", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeWholeAccount(page);
  await page.locator("#lock").click();
  await page.locator("#sign_in_email").fill(EMAIL);
  await page.locator("#forgot").click();
  await expect(page.locator("#forgotten_email")).toHaveValue(EMAIL);
  await submit(page, "forgotten");
  await expect(page.locator("#forgotten_question")).toHaveText("What was the name of your first pet?");
  for (const field of ["forgotten_password", "forgotten_password_again"]) {
    await page.locator(`#${field}`).fill(OTHER_PASSWORD);
  }
  await page.locator("#forgotten_answered").fill("somebody else");
  await submit(page, "forgotten_answer");
  await expect(page.locator("#forgotten_answer .what")).toBeVisible();
  await page.locator("#forgotten_answered").fill(`  ${ANSWER.toUpperCase()} `);
  await submit(page, "forgotten_answer");
  await expect(page.locator("#sign_in_why")).toHaveText("Your new password is set. Please sign in with it.");
  await signIn(page, PASSWORD);
  await expect(page.locator("#sign_in .what")).toBeVisible();
  await signIn(page, OTHER_PASSWORD);
  await expect(page.locator("#section_overview")).toBeVisible();
});

test("a lock takes everything off the page, in every tab", async ({ profile }) => {
  const context = await profile.open();
  const page = await openAccount(context);
  await makeAccount(page);
  const other = await openAccount(context, "history");
  await expect(other.locator("#section_history")).toBeVisible();
  await page.locator("#lock").click();
  await expectNothingLeft(page);
  await expectNothingLeft(other);
  await signIn(other);
  await expect(other.locator("#section_history")).toBeVisible();
  await expect(page.locator("#section_overview")).toBeVisible();
});

// A clock that a test has in its hand is that of the whole browser.
test("ten idle minutes lock the page by themselves, and the draft is there afterwards", async ({ ownProfile: profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto((await openAccount(context)).url());
  await makeAccount(page);
  await goTo(page, "profile");
  await page.locator("#profile_company").fill("Fox & Owl");
  await page.clock.runFor(1000);
  await expect(page.locator("#profile_kept")).not.toBeEmpty();
  await page.clock.runFor(TEN_MINUTES - 60_000);
  await expect(page.locator("#section_profile")).toBeVisible();
  await page.clock.runFor(120_000);
  await expectNothingLeft(page);
  await expect(page.locator("#sign_in_why")).toContainText("ten minutes");
  await signIn(page);
  await expect(page.locator("#profile_company")).toHaveValue("Fox & Owl");
});

test("doing something keeps the session", async ({ ownProfile: profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto((await openAccount(context)).url());
  await makeAccount(page);
  for (let minutes = 0; minutes < 24; minutes += 6) {
    await page.clock.runFor(6 * 60_000);
    await page.keyboard.press("Shift");
  }
  await expect(page.locator("#section_overview")).toBeVisible();
});

test("the session ends with the browser", async ({ profile }) => {
  await makeAccount(await openAccount(await profile.open()));
  const page = await openAccount(await profile.restart());
  await expectNothingLeft(page);
});

test("where the helper is missing the page says so, and tries again", async ({ profile }) => {
  profile.uninstallHelper();
  const page = await openAccount(await profile.open());
  await expect(page.locator("#problem_card")).toBeVisible();
  profile.installHelper();
  await page.locator("#again").click();
  await expect(page.locator("#making")).toBeVisible();
  await expect(page.locator("#problem_card")).toBeHidden();
});

test("a helper that died is started anew", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await profile.killHelpers();
  await goTo(page, "history");
  await expect(page.locator("#history_rows tr")).not.toHaveCount(0);
});
