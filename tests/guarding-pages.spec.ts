// Guarded passwords, as a person meets them: the question, the lists, the warning and its ways on.
import type { Page } from "@playwright/test";

import { makeAccount, openAccount, PASSWORD } from "./kit/account.ts";
import { GENUINE } from "./kit/demo-site.ts";
import { openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import {
  beStopped,
  expectGuarding,
  expectQuestion,
  expectStopped,
  isGuarding,
  openAsking,
  openGuarded,
  openQuestion,
  questions,
  SECRET,
  signInGenuinely,
  typeAway,
} from "./kit/guarded.ts";
import { noted } from "./kit/helper.ts";
import { innocentHost, isWarning, pageAt } from "./kit/hostile.ts";
import { tabTo } from "./kit/keyboard.ts";
import { openWithPolicy, withPolicy } from "./kit/policy.ts";
import { openOptions } from "./kit/sites.ts";

/** What the page has got. */
const got = (page: Page): Promise<string> => page.locator("#password").inputValue();

test("after a sign-in the person is asked, once, and the password is guarded", async ({ profile }) => {
  const context = await profile.open();
  expect(await isGuarding(context)).toBe(false);
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, page);
  await expect(question.locator("#title")).toHaveText("Guard your password of Alibaba.com?");
  // Keys that were meant for the page press no button.
  await expect(question.locator("#title")).toBeFocused();
  await question.locator("#guard").click();
  await expect(question.locator("#answered_title")).toHaveText("Guarded");
  await expectGuarding(context);
  expect(await questions(context)).toBe(0);
  await question.reload();
  await question.waitForURL("**/popup.html");
  await question.close();
  await page.close();
  const again = await signInGenuinely(context);
  const options = await openOptions(context);
  await expect(options.locator("#guarded_rows > li")).toHaveCount(1);
  await expect(options.locator("#guarded_rows .name")).toHaveText("Alibaba.com");
  await again.bringToFront();
  expect(await questions(context)).toBe(0);
});

test("not now asks again at the next sign-in", async ({ profile }) => {
  const context = await profile.open();
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, page);
  const closed = question.waitForEvent("close");
  await question.locator("#not_now").click({ noWaitAfter: true });
  await closed;
  await expect.poll(() => questions(context)).toBe(0);
  expect(await isGuarding(context)).toBe(false);
  await page.close();
  await signInGenuinely(context);
  await expectQuestion(context);
});

test("never for this site holds until the person takes it back", async ({ profile }) => {
  const context = await profile.open();
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, page);
  await question.locator("#never").click();
  await expect(question.locator("#answered_title")).toHaveText("You are not asked about Alibaba.com again");
  await question.close();
  await page.close();
  await signInGenuinely(context);
  await expect.poll(() => noted(profile)).toEqual(["signed_in", "signed_in"]);
  expect(await questions(context)).toBe(0);

  const options = await openOptions(context);
  await expect(options.locator("#guarded_none")).toBeVisible();
  await options.locator("#unasked_rows .remove").click();
  await expect(options.locator("#said")).toContainText("asked again");
  await expect(options.locator("#unasked")).toBeHidden();
  await signInGenuinely(context);
  await expectQuestion(context);
});

test("the question is left with its page", async ({ profile }) => {
  const context = await profile.open();
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  await page.close();
  await expect.poll(() => questions(context)).toBe(0);
});

test("a policy guards silently", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ GuardPasswords: "silently" }));
  profile.installHelper();
  const context = await openWithPolicy(profile);
  await signInGenuinely(context);
  await expectGuarding(context);
  expect(await questions(context)).toBe(0);
  await beStopped(context, innocentHost());
});

test("a policy guards never", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ GuardPasswords: "never" }));
  profile.installHelper();
  const context = await openWithPolicy(profile);
  await signInGenuinely(context);
  await expect.poll(() => noted(profile)).toEqual(["signed_in"]);
  expect(await questions(context)).toBe(0);
  expect(await isGuarding(context)).toBe(false);
});

test("the list takes a guarded password back, after a question", async ({ profile }) => {
  const context = await openGuarded(profile);
  const options = await openOptions(context);
  const row = options.locator("#guarded_rows > li");
  await expect(row).toHaveCount(1);
  await row.locator(".remove").click();
  await expect(row.locator(".question")).toContainText("Guard your password of Alibaba.com no longer?");
  await row.locator(".no").click();
  await expect(row.locator(".remove")).toBeFocused();
  await row.locator(".remove").click();
  await row.locator(".yes").click();
  await expect(options.locator("#said")).toHaveText("Your password of Alibaba.com is guarded no longer.");
  await expect(options.locator("#guarded_none")).toBeVisible();
  await expect.poll(() => isGuarding(context)).toBe(false);
  const page = await openAsking(context, innocentHost());
  await page.keyboard.type(SECRET);
  expect(await got(page)).toBe(SECRET);
});

test("the warning says where one is and to whom the password belongs", async ({ profile }) => {
  const context = await openGuarded(profile);
  const host = innocentHost();
  const page = await beStopped(context, host);
  await expect(page.locator("#stopped_title")).toHaveText("This password belongs to Alibaba.com");
  await expect(page.locator("#stopped_title")).toBeFocused();
  await expect(page.locator("#stopped_genuine")).toHaveText("login.alibaba.com");
  await expect(page.locator("#stopped_got")).toContainText("at most the first four characters");
  await expect.poll(() => noted(profile)).toEqual(["password_stopped"]);
  // Only a person presses a button.
  await page.locator("#stopped_go").evaluate((button) => (button as HTMLButtonElement).click());
  expect(isWarning(page)).toBe(true);
  await page.locator("#stopped_go").click();
  await page.waitForURL(GENUINE);
});

test("in a private window the password is stopped, and nothing of it is noted", async ({ makeProfile }) => {
  const profile = makeProfile({ privateWindows: true });
  profile.installHelper();
  const context = await openGuarded(profile);
  const host = innocentHost();
  const page = await profile.openPrivately(pageAt(host, '<input id="password" type="password" autofocus>'));
  await page.locator("#password").focus();
  await page.keyboard.type(SECRET, { delay: 20 }).catch(() => "the page is taken away");
  await expect.poll(() => context.pages().some(isWarning), { message: "the warning, in an ordinary window" }).toBe(true);
  await expectStopped(context.pages().find(isWarning)!, host);
  await expect.poll(() => page.url()).toBe("about:blank");
  // One in an ordinary window is noted: the only one.
  await beStopped(context, innocentHost());
  await expect.poll(() => noted(profile)).toEqual(["password_stopped"]);
});

test("clear and stay loads the page anew", async ({ profile }) => {
  const context = await openGuarded(profile);
  const host = innocentHost();
  const page = await beStopped(context, host);
  await page.locator("#stopped_stay").click({ noWaitAfter: true });
  await expect.poll(() => page.url()).toContain(host);
  expect(await got(page)).toBe("");
  await page.locator("#password").focus();
  await page.keyboard.type("something else", { delay: 10 });
  await expect.poll(() => got(page)).toBe("something else");
});

test("what was entered all the same is changed at the genuine site", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await beStopped(context, innocentHost());
  await page.locator("#entered summary").click();
  await expect(page.locator("#entered_words")).toContainText("change it now");
  await page.getByRole("button", { name: "Change it at login.alibaba.com" }).click();
  await page.waitForURL(GENUINE);
  await expect.poll(() => noted(profile)).toEqual(["password_stopped", "password_entered"]);
});

test("an exception is armed, confirmed by typing, for one host, and can be taken back", async ({ profile }) => {
  const context = await openGuarded(profile);
  const host = innocentHost();
  const page = await beStopped(context, host);
  const yes = page.locator("#except_yes");
  await page.locator("#except summary").click();
  await page.locator("#except_host").fill(host);
  await expect(yes, "not before it was looked at").toBeDisabled();
  await expect(yes).toBeEnabled();
  for (const wrong of ["", host.slice(1), `${host}.`, "alibaba.com"]) {
    await page.locator("#except_host").fill(wrong);
    await expect(yes, wrong).toBeDisabled();
    await page.locator("#except_host").press("Enter");
  }
  expect(isWarning(page)).toBe(true);
  // By keyboard alone, and in whatever case.
  await page.locator("#except_host").fill("");
  await tabTo(page, "except_host");
  await page.keyboard.type(` ${host.toUpperCase()} `);
  await tabTo(page, "except_yes");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain(`https://${host}/`);
  await page.locator("#password").focus();
  await page.keyboard.type(SECRET, { delay: 10 });
  await expect.poll(() => got(page)).toBe(SECRET);
  await beStopped(context, innocentHost());

  const options = await openOptions(context);
  const pair = options.locator("#pair_rows > li");
  await expect(pair.locator(".host")).toHaveText(host);
  await expect(pair.locator(".may")).toContainText("May have your password of Alibaba.com");
  await pair.locator(".remove").click();
  await expect(options.locator("#said")).toHaveText(`Your password of Alibaba.com is stopped again on ${host}.`);
  await expect(options.locator("#pairs")).toBeHidden();
  await beStopped(context, host);
});

test("a policy takes exceptions away", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ AllowPasswordExceptions: false, GuardPasswords: "silently" }));
  profile.installHelper();
  const context = await openWithPolicy(profile);
  await signInGenuinely(context);
  await expectGuarding(context);
  const page = await beStopped(context, innocentHost());
  await expect(page.locator("#stopped_policy")).toBeVisible();
  await expect(page.locator("#except")).toBeHidden();
  // The background refuses as well.
  const answer = await page.evaluate(() => {
    const go_on = { warning: location.hash.slice(1), way: "may_have_it" };
    return chrome.runtime.sendMessage(JSON.stringify({ go_on }));
  });
  expect(String(answer)).toContain("refused");
});

test("a host of the site's own is spoken of calmly", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await beStopped(context, "www.alibaba.com");
  await expect(page.locator("#stopped_title")).toHaveText("Alibaba.com does not sign you in here");
  await expect(page.locator("#stopped_hosts")).toHaveAttribute("data-kind", "own");
});

test("a page that stood open before the guard is left at the beginning, and is held when loaded anew", async ({
  profile,
}) => {
  const context = await profile.open();
  const host = innocentHost();
  const page = await openAsking(context, host);
  const signedIn = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, signedIn);
  await question.locator("#guard").click();
  await expect(question.locator("#answered")).toBeVisible();
  await expectGuarding(context);
  await page.bringToFront();
  await page.locator("#password").focus();
  await typeAway(page, SECRET);
  await expectStopped(page, host);
  await expect(page.locator("#stopped_title")).toHaveText("This begins like a password that you guard");
  for (const hidden of ["#stopped_go", "#stopped_home", "#entered", "#except", "#stopped_policy"]) {
    await expect(page.locator(hidden)).toBeHidden();
  }
  await page.locator("#stopped_stay").click({ noWaitAfter: true });
  await expect.poll(() => page.url()).toContain(host);
  await page.locator("#password").focus();
  await typeAway(page, SECRET);
  await expectStopped(page, host);
  await expect(page.locator("#stopped_title")).toHaveText("This password belongs to Alibaba.com");
});

test("a frame without an address that stood open before the guard is left at the beginning as well", async ({ profile }) => {
  const context = await profile.open();
  const host = innocentHost();
  const page = await context.newPage();
  const frame = `<iframe id="frame"></iframe><script>
    frame.contentDocument.body.innerHTML = '<input id="password" type="password">';
  </script>`;
  await page.goto(pageAt(host, frame));
  const signedIn = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, signedIn);
  await question.locator("#guard").click();
  await expectGuarding(context);
  await page.bringToFront();
  await page.frameLocator("#frame").locator("#password").focus();
  await typeAway(page, SECRET);
  await expectStopped(page, host);
  // The page's listeners were there first, and hear each key before it could be held.
  await expect(page.locator("#stopped_title")).toHaveText("This begins like a password that you guard");
});

test("elements with the guard's own names do not switch it off", async ({ profile }) => {
  const context = await profile.open();
  const host = innocentHost();
  const names = ["guardAgain", "guardingFields", "guardingDelivery", "guardingNotice", "guardingWords", "guardingPractice"];
  const page = await openAsking(context, host, names.map((name) => `<form id="${name}"><input name="ask"></form>`).join(""));
  const signedIn = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, signedIn);
  await question.locator("#guard").click();
  await expectGuarding(context);
  await page.bringToFront();
  await page.locator("#password").focus();
  await typeAway(page, SECRET);
  await expectStopped(page, host);
});

test("the account's own password is guarded as soon as there is one", async ({ profile }) => {
  const context = await profile.open();
  await makeAccount(await openAccount(context));
  await expectGuarding(context);
  const options = await openOptions(context);
  const row = options.locator("#guarded_rows > li");
  await expect(row.locator(".name")).toHaveText("Your account on this computer");
  await expect(row.locator(".mark")).toHaveText("Always guarded");
  await expect(row.locator(".remove")).toBeHidden();
  const page = await beStopped(context, innocentHost(), PASSWORD);
  await expect(page.locator("#stopped_title")).toHaveText("This password belongs to your account");
  await expect(page.locator("#except")).toBeHidden();
  await page.getByRole("button", { name: "Open my account" }).click({ noWaitAfter: true });
  await expect.poll(() => page.url()).toContain("account.html");
  await page.locator("#to_inbox").click();
  await expect(page.locator("#inbox_rows")).toContainText("A guarded password was stopped");
  await page.locator("#to_history").click();
  await page.locator("#history_kind").focus();
  await page.keyboard.press("End");
  await page.locator("#history_filter [type=submit]").click();
  await expect(page.locator("#history_rows tr")).toHaveCount(1);
  await expect(page.locator("#history_rows")).toContainText("Password stopped");
});

test("the practice shows what the guard sees, and leads nowhere", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await openPage(context, "practice.html");
  expect(await page.evaluate(() => "guardAgain" in globalThis)).toBe(false);
  await page.locator("#guard_begin").click();
  await expect(page.locator("#guard_words")).toHaveText("Nothing was typed yet.");
  await page.locator("#guard_password").click();
  await page.keyboard.type("garden", { delay: 20 });
  await expect(page.locator("#guard_reached")).toHaveText("6");
  await expect(page.locator("#guard_saw")).toHaveAttribute("data-saw", "open");
  await expect(page.locator("#guard_password")).toHaveValue("garden");
  await page.locator("#guard_again").click();
  await expect(page.locator("#guard_reached")).toHaveText("0");

  await page.keyboard.type(SECRET.slice(0, 8), { delay: 20 });
  await expect(page.locator("#guard_saw")).toHaveAttribute("data-saw", "holding");
  await expect(page.locator("#guard_held")).toHaveText("4");
  await page.keyboard.type(SECRET.slice(8), { delay: 20 });
  await expect(page.locator("#guard_words")).toHaveText("Stopped: this is a guarded password.");
  await expect(page.locator("#guard_reached")).toHaveText("4");
  await expect(page.locator("#guard_held")).toHaveText(String(SECRET.length - 4));
  await expect(page.locator("#guard_password")).toHaveValue("");
  expect(page.url()).toContain("practice.html");
  expect(noted(profile)).toEqual([]);

  // The way out takes the guard's scripts away with it.
  // A page that is about to be left takes nothing for a moment.
  await expect(async () => {
    await page.locator("#guard_end").click({ timeout: 500 });
    await expect(page.locator("#explanation")).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await page.evaluate(() => "guardAgain" in globalThis)).toBe(false);
});

test("the practice says so where nothing is guarded yet", async ({ profile }) => {
  const page = await openPage(await profile.open(), "practice.html");
  await page.locator("#guard_begin").click();
  await expect(page.locator("#guard_none")).toBeVisible();
});

test("where the question cannot be carried out it says why, and stays", async ({ profile }) => {
  const context = await profile.open();
  const page = await signInGenuinely(context);
  await expectQuestion(context);
  const question = await openQuestion(context, page);
  await expect(question.locator("#title")).toBeVisible();
  profile.uninstallHelper();
  await profile.killHelpers();
  await question.locator("#guard").click();
  await expect(question.locator("#problem_card")).toBeVisible();
  await expect(question.locator("#guard")).toBeEnabled();
  profile.installHelper();
  await question.locator("#guard").click();
  await expect(question.locator("#answered_title")).toHaveText("Guarded");
});
