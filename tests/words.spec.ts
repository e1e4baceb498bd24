// Words on a seal: how easy they are to guess, and what must never be among them.
import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember } from "./kit/helper.ts";
import { expectInvitation, expectSeal, openEditor, save, write } from "./kit/seal.ts";

const EASY = "Easy to guess. Add something that only you would think of.";

test("the meter follows the words", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await expect(editor.locator("#guess")).toBeHidden();
  for (const [lines, level, words] of [
    [["my seal"], "easy", EASY],
    [["Zebra4", "harbour", "tin"], "hard", "Hard to guess."],
  ] as const) {
    await write(editor, lines);
    await expect(editor.locator("#guess_words")).toHaveText(words);
    await expect(editor.locator("#guess")).toHaveAttribute("data-guess", level);
  }
});

test("easy words are saved by a second, deliberate click only", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  const saveButton = editor.getByRole("button", { name: "Save", exact: true });
  const anyway = editor.getByRole("button", { name: "Save it anyway" });
  await write(editor, ["my seal"]);
  await saveButton.dblclick(); // a double click is no second thought
  await expect(editor.locator("#easy")).toContainText("These words are easy to guess.");
  await expect(anyway).toBeVisible();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);

  // Other words ask anew, good ones not at all.
  await write(editor, ["my seals"]);
  await expect(anyway).toBeHidden();
  await write(editor, ["Zebra4", "harbour"]);
  await saveButton.click();
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["Zebra4", "harbour"]);

  await write(editor, ["my seal"]);
  await saveButton.click();
  await anyway.click();
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["my seal"]);
});

test("removing after easy words removes, and nothing else is offered", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await write(editor, ["Zebra4", "harbour"]);
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#status")).toContainText("Saved");
  await write(editor, ["my seal"]);
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#easy")).toBeVisible();
  await editor.getByRole("button", { name: "Remove" }).click();
  await expect(editor.locator("#easy")).toBeHidden();
  await editor.getByRole("button", { name: "Keep it" }).click();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["Zebra4", "harbour"]);
});

test("the ID over the lines is refused by its field", async ({ profile }) => {
  becomeMember(profile, "mei-lin@example.com", "x9!Kq2z");
  const context = await profile.open();
  const editor = await openEditor(context);
  await write(editor, ["mei", "-", "lin"]);
  await save(editor);
  await expect(editor.locator("#error_1")).toHaveText("Never include your ID or password.");
  await expect(editor.locator("#line_1")).toBeFocused();
  await expect(editor.locator("#status")).toBeHidden();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
});
