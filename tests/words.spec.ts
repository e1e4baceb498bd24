// Words on a seal: how easy they are to guess, and what must never be among them.
import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { becomeMember } from "./kit/helper.ts";
import { expectInvitation, expectSeal, openEditor, write } from "./kit/seal.ts";

const EASY = "Easy to guess. Add something that only you would think of.";

for (const [lines, level, words] of [
  [["my seal"], "easy", EASY],
  [["123456", "123456"], "easy", EASY],
  [["iloveyo", "u"], "easy", EASY],
  [["你好"], "easy", EASY],
  [["Zebra4", "harbour", "tin"], "hard", "Hard to guess."],
  [["醋馍鲲骥"], "hard", "Hard to guess."],
] as const) {
  test(`the meter says of "${lines.join(" ")}": ${level}`, async ({ profile }) => {
    const editor = await openEditor(await profile.open());
    await expect(editor.locator("#guess")).toBeHidden();
    await write(editor, lines);
    await expect(editor.locator("#guess_words")).toHaveText(words);
    await expect(editor.locator("#guess")).toHaveAttribute("data-guess", level);
  });
}

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

for (const [name, lines] of [
  ["the ID in one line", ["ok", "Mei-Lin"]],
  ["the ID over the lines", ["mei", "-", "lin"]],
  ["the password in one line", ["x9!Kq2z", "words"]],
  ["the password over the lines", ["x9!K", "q2z"]],
] as const) {
  test(`${name} is refused`, async ({ profile }) => {
    becomeMember(profile, "mei-lin@example.com", "x9!Kq2z");
    const context = await profile.open();
    const editor = await openEditor(context);
    await write(editor, lines);
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    const error = editor.locator("#error_1");
    const anyway = editor.getByRole("button", { name: "Save it anyway" });
    await expect(error.or(anyway).filter({ visible: true })).toBeVisible();
    if (await anyway.isVisible()) await anyway.click();
    await expect(error).toHaveText("Never include your ID or password.");
    await expect(editor.locator("#line_1")).toBeFocused();
    await expect(editor.locator("#status")).toBeHidden();

    const page = await context.newPage();
    await page.goto(GENUINE);
    await expectInvitation(page);
  });
}
