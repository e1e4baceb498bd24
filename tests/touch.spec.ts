// "Touch your seal": the password field waits until the person has clicked the seal, or reached it
// by keyboard.
import { type BrowserContext, type Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { withPolicy } from "./kit/policy.ts";
import { expectSeal, makeSeal, makeSealToTouch, openEditor, save, sealFrame, write } from "./kit/seal.ts";
import { killWorkerAlone } from "./kit/worker.ts";

const WORDS = ["touch", "me"];

const makeTouchSeal = (context: BrowserContext): Promise<void> => makeSealToTouch(context, WORDS);

async function waitingPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, WORDS);
  await expect((await sealFrame(page)).locator("#touch")).toHaveText("Click your seal to open the password field.");
  return page;
}

const password = (page: Page) => page.locator("#password");

test("keys wait for a click on the seal", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  await page.locator("#account").pressSequentially("somebody");
  await expect(page.locator("#account")).toHaveValue("somebody"); // other fields are open
  await password(page).click();
  await page.keyboard.type("secret");
  await page.keyboard.insertText("pasted");
  await expect(password(page)).toHaveValue("");

  const frame = await sealFrame(page);
  await frame.locator("#seal_button").click();
  await expect(frame.locator("#touch")).toBeHidden();
  await expect(frame.locator("#about")).toBeVisible();
  await expect(password(page)).toBeFocused(); // the keyboard is where it was
  await page.keyboard.type("secret");
  await expect(password(page)).toHaveValue("secret");
  // From now on the seal offers what it always does.
  await frame.locator("#seal_button").click();
  await expect(frame.locator("#change")).toBeVisible();
});

test("by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  await password(page).focus();
  await page.keyboard.type("s");
  await expect(password(page)).toHaveValue("");
  await page.keyboard.press("Tab");
  await expect((await sealFrame(page)).locator("#touch")).toBeHidden();
  await expect(password(page)).toBeFocused();
  await page.keyboard.type("secret");
  await expect(password(page)).toHaveValue("secret");
});

test("what waits is spoken, and does not move for who wants no motion", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  const frame = await sealFrame(page);
  const button = frame.getByRole("button", { name: "Your Sign-in Seal: touch me" });
  await expect(button).toHaveAccessibleDescription("Click your seal to open the password field.");
  await expect(frame.getByRole("status")).toHaveText("Click your seal to open the password field.");
  await expect(button).toHaveCSS("animation-name", "call");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(button).toHaveCSS("animation-name", "none");
});

test("programs still fill, and scripts touch nothing", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  await password(page).evaluate((field: HTMLInputElement) => {
    field.value = "filled";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  });
  await expect(password(page)).toHaveValue("filled");
  const frame = await sealFrame(page);
  await frame.locator("#seal_button").evaluate((button: HTMLElement) => button.click());
  await expect(frame.locator("#touch")).toBeVisible();
  await password(page).press("End");
  await page.keyboard.type("more");
  await expect(password(page)).toHaveValue("filled");
});

test("without the choice nothing waits, and the choice is remembered", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, WORDS);
  await expect((await sealFrame(page)).locator("#touch")).toBeHidden();
  await password(page).pressSequentially("secret");
  await expect(password(page)).toHaveValue("secret");
  const editor = await openEditor(context);
  const choice = editor.getByLabel("Keep the password field closed");
  await expect(choice).not.toBeChecked();
  await choice.check();
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await expect(editor.locator(".preview")).toContainText("Both must agree with the page");
  await editor.reload();
  await expect(choice).toBeChecked();
  // The page that is open follows.
  await expect((await sealFrame(page)).locator("#touch")).toBeVisible();
});

test("a touch is remembered for the page, also after the worker's death", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  await (await sealFrame(page)).locator("#seal_button").click();
  await expect((await sealFrame(page)).locator("#touch")).toBeHidden();
  await killWorkerAlone(context);
  await password(page).pressSequentially("secret");
  await expect(password(page)).toHaveValue("secret");
  await page.reload(); // another page, which waits anew
  await expect((await sealFrame(page)).locator("#touch")).toBeVisible();
});

test("if the helper fails the field opens, and the reason is shown", async ({ profile }) => {
  const context = await profile.open();
  await makeTouchSeal(context);
  const page = await waitingPage(context);
  profile.uninstallHelper();
  await profile.killHelpers();
  await password(page).focus();
  const typed = async (): Promise<string> => {
    await page.keyboard.type("x");
    return password(page).inputValue();
  };
  await expect.poll(typed).toContain("x");
  const card = (await sealFrame(page)).locator("#problem_card");
  await expect(card.locator(".what")).toContainText("helper");
});

test("a policy demands it", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ RequireTouch: true }));
  profile.installHelper();
  const context = await profile.open();
  const editor = await openEditor(context);
  const first = editor.getByLabel("Keep the password field closed");
  await expect(first).toBeDisabled();
  await expect(first).toBeChecked();
  await expect(editor.locator("#touch_demanded")).toBeVisible();
  await write(editor, WORDS);
  await save(editor);
  await editor.close();
  const page = await waitingPage(context);
  await password(page).pressSequentially("secret");
  await expect(password(page)).toHaveValue("");
});
