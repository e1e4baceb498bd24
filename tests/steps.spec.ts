// The steps that lead to the editor, and the explanations that stand in its place.
import { rmSync } from "node:fs";
import { join } from "node:path";

import { GENUINE } from "./kit/demo-site.ts";
import { extensionPage, openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { focusIn, tabTo } from "./kit/keyboard.ts";
import { withPolicy } from "./kit/policy.ts";
import {
  changeFromPage,
  expectInvitation,
  expectSeal,
  invitation,
  makeSeal,
  opening,
  openEditor,
  save,
  sealFrame,
  toTheWords,
  write,
} from "./kit/seal.ts";

test("from the page to a seal, by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
  await focusIn(page, await sealFrame(page), "#welcome_make");
  const editor = await opening(context, page.keyboard.press("Enter"));

  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("Whose computer is this?");
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await editor.keyboard.press(key);
  };
  await tabTo(editor, "whose_own");
  await press("Enter");
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("Prevent Password Theft");
  await tabTo(editor, "kind_text");
  await press("Enter");
  await expect(editor.locator("#line_1")).toBeFocused();
  await editor.keyboard.type("Zebra4");
  await press("Tab");
  await editor.keyboard.type("harbour");
  await tabTo(editor, "see_more");
  await press("Enter");
  await expect(editor.locator("#more_colours")).toBeVisible();
  await press("Shift+Tab", "ArrowRight");
  await expect(editor.locator("#preview .seal-line")).toHaveText(["Zebra4", "harbour"]);
  await tabTo(editor, "save");
  await press("Enter");
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["Zebra4", "harbour"]);
});

test("a click on the seal leads to a change, and a removal says whose seal it is", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["before"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["before"]);
  const link = (await sealFrame(page)).getByRole("button", { name: "Change your Sign-in Seal now" });
  await expect(link).toBeHidden();
  const editor = await changeFromPage(context, page);
  await expect(editor.locator("#line_1")).toHaveValue("before");
  await editor.getByRole("button", { name: "Remove" }).click();
  await expect(editor.locator("#preview_removed")).toHaveText(
    "No seal. Press Save to remove it from this browser profile. Others keep theirs.",
  );
  await expectSeal(page, ["before"]); // not before it is saved
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#status")).toContainText("Removed. This browser profile has no seal now.");
  await expectInvitation(page);
});

test("the person is invited once, and never again after a \"not now\"", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  const welcome = frame.locator("#welcome");
  await expect(welcome).toBeVisible();
  await expect(welcome).toContainText("Know the genuine page at once");
  await frame.getByRole("button", { name: "Not now" }).click();
  await expect(welcome).toBeHidden();
  await expectInvitation(page); // the quiet link stays

  await page.reload();
  await expectInvitation(page);
  await expect((await sealFrame(page)).locator("#welcome")).toBeHidden();
  const later = await (await profile.restart()).newPage();
  await later.goto(GENUINE);
  await expectInvitation(later);
  await expect((await sealFrame(later)).locator("#welcome")).toBeHidden();
});

test("an invitation that nobody answered is not repeated", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expect((await sealFrame(page)).locator("#welcome")).toBeVisible();
  const second = await context.newPage();
  await second.goto(GENUINE);
  await expectInvitation(second);
  await expect((await sealFrame(second)).locator("#welcome")).toBeHidden();
  await expect((await sealFrame(page)).locator("#welcome")).toBeVisible();
});

test("on a public computer stands an explanation, until the person thinks again", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPage(context, "editor.html");
  await editor.getByRole("button", { name: "It is public, shared or a guest’s" }).click();
  const title = editor.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("No seal on a public computer");
  await expect(editor.locator("#editor")).toBeHidden();
  await editor.reload();
  await expect(title).toHaveText("No seal on a public computer");
  // A page that is out of date is refused as well.
  const answer = await editor.evaluate(() => {
    const draft = { mark: { text: ["sneaky"] }, colour: "#000000" };
    return chrome.runtime.sendMessage(JSON.stringify({ save_seal: { draft, accept_easy: true, touch: false } }));
  });
  expect(answer).toContain("public_computer");

  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page); // the quiet link; nobody is invited here
  await expect((await sealFrame(page)).locator("#welcome")).toBeHidden();

  await editor.getByRole("button", { name: "This is my own computer after all" }).click();
  await editor.getByRole("button", { name: "Create a Text Seal" }).click();
  await write(editor, ["mine"]);
  await save(editor);
  await expectSeal(page, ["mine"]);
});

test("a seal on a public computer can be removed from the explanation", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["left"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["left"]);
  const editor = await openPage(context, "editor.html");
  await expect(editor.locator("#making")).toBeVisible();
  await editor.evaluate(() => chrome.runtime.sendMessage('{"answer_whose":"public"}'));
  await editor.reload();
  await editor.getByRole("button", { name: "Remove the seal that is kept here" }).click();
  await expect(editor.locator("#explanation_removed")).toHaveText(
    "Removed. This browser profile has no seal now.",
  );
  await expectInvitation(page);
});

test("a seal that cannot be read any more can be removed, and made anew", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["lost"]);
  rmSync(join(profile.dataFolder, "key"));
  const editor = await openPage(context, "editor.html");
  await expect(editor.locator("#problem_card .what")).toHaveText("The file with your seal cannot be read.");
  await toTheWords(editor);
  await editor.getByRole("button", { name: "Remove" }).click();
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#status")).toContainText("Removed");
  await write(editor, ["Zebra4", "harbour"]);
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#status")).toContainText("Saved");
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["Zebra4", "harbour"]);
});

test("a private window leads to an explanation, and nobody is invited there", async ({ makeProfile }) => {
  const profile = makeProfile({ privateWindows: true });
  profile.installHelper();
  const context = await profile.open();
  const page = await profile.openPrivately(GENUINE);
  await expectInvitation(page);
  await expect((await sealFrame(page)).locator("#welcome")).toBeHidden();
  const editor = await opening(context, invitation(await sealFrame(page)).click());
  const title = editor.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("No seal from a private window");
  await expect(editor.locator("#editor")).toBeHidden();

  await editor.getByRole("button", { name: "Go on in an ordinary window" }).click();
  await expect(title).toHaveText("Whose computer is this?");
  await toTheWords(editor);
  await write(editor, ["mine"]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await page.reload();
  await expectSeal(page, ["mine"]); // what was made in an ordinary window is shown there too
});

test("a policy that forbids seals leads to an explanation", async ({ makeProfile }) => {
  const profile = makeProfile(withPolicy({ AllowSeal: false }));
  profile.installHelper();
  const context = await profile.open();
  const editor = await openPage(context, "editor.html");
  const title = editor.getByRole("heading", { level: 1 });
  // The browser needs some seconds to say what the policy is.
  await expect(title).toHaveText("Seals are switched off here", { timeout: 15_000 });
  await expect(editor.locator("#editor")).toBeHidden();
  await expect(editor.locator("#explanation_go_on")).toBeHidden();
  const answer = await editor.evaluate(() => {
    const draft = { mark: { text: ["sneaky"] }, colour: "#000000" };
    return chrome.runtime.sendMessage(JSON.stringify({ save_seal: { draft, accept_easy: true, touch: false } }));
  });
  expect(answer).toContain("policy");
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
  await expect((await sealFrame(page)).locator("#welcome")).toBeHidden();

  // The administrator thinks again: the page follows.
  profile.setPolicies({});
  await expect(title).toHaveText("Whose computer is this?", { timeout: 30_000 });
});

test("the first choice of a colour is made at random", async ({ profile }) => {
  const context = await profile.open();
  await openEditor(context);
  for (const [chance, colour] of [
    [0, "#0b5394"],
    [0.5, "#b3261e"],
    [0.999, "#cfe8ef"],
  ] as const) {
    const editor = await context.newPage();
    await editor.addInitScript((chance) => (Math.random = () => chance), chance);
    await editor.goto(extensionPage("editor.html"));
    await expect(editor.locator("#swatches input:checked")).toHaveValue(colour);
    await editor.close();
  }
});

test("changing, removing and thinking again, by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  await focusIn(page, frame, "#not_now");
  await page.keyboard.press("Enter");
  await expect(frame.locator("#welcome")).toBeHidden();
  await makeSeal(context, ["before"]);
  await focusIn(page, frame, "#seal_button");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const editor = await opening(context, page.keyboard.press("Enter"));
  await expect(editor.locator("#line_1")).toHaveValue("before");
  await tabTo(editor, "line_1");
  await editor.keyboard.press("ControlOrMeta+A");
  await editor.keyboard.type("my seal");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#easy")).toBeVisible();
  await tabTo(editor, "save_anyway");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["my seal"]);
  await tabTo(editor, "remove");
  await editor.keyboard.press("Space");
  await expect(editor.locator("#preview_removed")).toBeVisible();
  await tabTo(editor, "save");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#status")).toContainText("Removed");
  await expectInvitation(page);
});

test("a colour of the rest is found again in the editor", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await expect(editor.locator("#more_colours")).toBeHidden();
  const firsts = editor.locator("#swatches input:checked");
  await expect(firsts).toHaveCount(1); // a first choice, at random
  await editor.getByRole("button", { name: "See more colours" }).click();
  await write(editor, ["limes"], "#c6d92f");
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await editor.reload();
  await expect(editor.locator("#more_colours")).toBeVisible();
  await expect(editor.locator('input[value="#c6d92f"]')).toBeChecked();
});
