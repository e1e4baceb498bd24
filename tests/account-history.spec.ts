// The history of sign-ins, the inbox, the e-mail service and the address, behind the sign-in.
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { choose, goTo, makeAccount, openAccount, signIn } from "./kit/account.ts";
import { expect, test } from "./kit/fixtures.ts";

/** An account with one refused sign-in and two good ones. */
async function withSignIns(page: Page): Promise<void> {
  await makeAccount(page);
  await page.locator("#lock").click();
  await signIn(page, "not my password at all");
  await expect(page.locator("#sign_in .what")).toBeVisible();
  await signIn(page);
  await expect(page.locator("#section_overview")).toBeVisible();
}

const rows = (page: Page) => page.locator("#history_rows tr");

test("the sign-in before the present one stands on top, in GMT and in local time", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await withSignIns(page);
  const first = page.locator("#account_sign_ins article").first();
  await expect(first.locator("h3")).toContainText("The one before");
  await expect(first.locator(".gmt")).toContainText("GMT");
  await expect(first.locator(".local")).toContainText("where you are");
  await expect(first.locator(".browser")).toContainText("Chromium");
});

test("the history is filtered, and deleted after a second click", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await withSignIns(page);
  await goTo(page, "history");
  await expect(rows(page)).toHaveCount(3);
  await page.locator("#history_kind").selectOption("refused");
  await page.keyboard.press("Tab");
  await page.locator("#history_filter [type=submit]").click();
  await expect(rows(page)).toHaveCount(1);
  await page.locator("#history_delete").click();
  await expect(page.locator("#history_question")).toBeFocused();
  await page.locator("#history_delete_no").click();
  await expect(rows(page)).toHaveCount(1);
  await page.locator("#history_delete").click();
  await page.locator("#history_delete_yes").click();
  await expect(page.locator("#desk_said")).toHaveText("1 sign-ins were deleted.");
  await page.locator("#history_all").click();
  await expect(rows(page)).toHaveCount(2);
  await page.locator("#history_from").fill("2030-01-02");
  await page.locator("#history_to").fill("2030-01-01");
  await page.locator("#history_filter [type=submit]").click();
  await expect(page.locator("#history_to_fault")).toBeVisible();
  await page.locator("#history_to").fill("2030-01-02");
  await page.locator("#history_filter [type=submit]").click();
  await expect(page.locator("#history_none")).toBeVisible();
});

test("the history is saved as a file that no spreadsheet carries out", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await withSignIns(page);
  await goTo(page, "history");
  const download = page.waitForEvent("download");
  await page.locator("#history_export").click();
  const file = readFileSync(await (await download).path());
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = file.toString("utf8").slice(1).split("\r\n");
  expect(lines).toHaveLength(5); // the head, three sign-ins, and the end of the last line
  expect(lines[0]).toMatch(/^id,time_gmt,kind,/);
  expect(lines[1]).toMatch(/^\d+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,account,/);
  for (const line of lines.slice(1, -1)) expect(line.split(",").some((cell) => /^[=+@-]/.test(cell))).toBe(false);
});

test("sign-ins are kept for as many days as the person says", async ({ profile }) => {
  const context = await profile.open();
  const page = await openAccount(context);
  await makeAccount(page);
  await goTo(page, "history");
  await page.locator("#retention_for_ever").uncheck();
  await page.locator("#retention_days").fill("0");
  await page.locator("#retention [type=submit]").click();
  await expect(page.locator("#retention_days_fault")).toBeVisible();
  await page.locator("#retention_days").fill("90");
  await page.locator("#retention [type=submit]").click();
  await expect(page.locator("#retention .well")).toBeVisible();
  await page.reload();
  await expect(page.locator("#retention_days")).toHaveValue("90");
});

test("messages are new once, and deleted one by one", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await withSignIns(page);
  await expect(page.locator("#unread")).toBeVisible();
  await goTo(page, "inbox");
  const messages = page.locator("#inbox_rows li");
  await expect(messages.first().locator(".mark")).toBeVisible();
  await expect(page.locator("#unread")).toBeHidden();
  const count = await messages.count();
  await messages.first().getByRole("button").click();
  await expect(messages).toHaveCount(count - 1);
  await goTo(page, "overview");
  await goTo(page, "inbox");
  await expect(messages).toHaveCount(count - 1);
  await expect(page.locator("#inbox_rows .mark:visible")).toHaveCount(0);
});

test("each kind of message is switched by keyboard, and stays so", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "mail");
  const choice = page.locator("#choice_weekly_summary");
  await expect(choice).toBeChecked();
  await expect(page.locator("#choice_new_sign_in")).not.toBeChecked();
  await choice.focus();
  await page.keyboard.press("Space");
  await expect(page.locator("#choices_said")).toHaveText("Saved.");
  await page.reload();
  await expect(page.locator("#choice_new_place")).toBeChecked();
  await expect(choice).not.toBeChecked();
});

test("a mail server is set, its password never shown again, and removed", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "mail");
  await expect(page.locator("#mail_off")).toBeVisible();
  await page.locator("#mail_host").fill("localhost");
  await choose(page, "mail_security", "ArrowDown");
  await expect(page.locator("#mail_port")).toHaveValue("587");
  await page.locator("#mail_port").fill("1");
  await page.locator("#mail_from").fill("mei@example.com");
  await page.locator("#mail_user").fill("mei");
  await page.locator("#mail_password").fill("the server's secret");
  await page.locator("#mail_form [type=submit]").click();
  await expect(page.locator("#mail_form .well")).toContainText("The server is set.");
  await page.reload();
  await expect(page.locator("#mail_host")).toHaveValue("localhost");
  await expect(page.locator("#mail_password")).toHaveValue("");
  await expect(page.locator("#mail_has_password")).toBeVisible();
  await page.locator("#mail_try").click();
  await expect(page.locator("#mail_form .what")).toContainText("could not be sent");
  await page.locator("#mail_remove").click();
  await expect(page.locator("#mail_off")).toBeVisible();
});

test("the address in use is found, and its settings are checked", async ({ profile }) => {
  const page = await openAccount(await profile.open());
  await makeAccount(page);
  await goTo(page, "address");
  await expect(page.locator("#address_date")).toHaveText(/^\d{4}-\d\d-\d\d$/);
  await expect(page.locator("#address_location")).not.toBeEmpty();
  await page.locator("#address_stun").fill("no port");
  await page.locator("#address_form [type=submit]").click();
  await expect(page.locator("#address_stun_fault")).toBeVisible();
  await page.locator("#address_stun").fill("");
  await page.locator("#address_form [type=submit]").click();
  await expect(page.locator("#address_form .well")).toHaveText("Saved.");
});
