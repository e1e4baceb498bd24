// Bad input: a clear message by the field, and nothing saved.
import type { Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { expectInvitation, expectSeal, openEditor, save, write } from "./kit/seal.ts";

interface Refused {
  readonly name: string;
  readonly lines: readonly string[];
  readonly line: number;
  readonly message: string;
}

const REFUSED: readonly Refused[] = [
  {
    name: "a line of eight characters",
    lines: ["good", "12345678"],
    line: 2,
    message: "This line has 8 characters. There is room for 7.",
  },
  {
    name: "eight emoji, each of many code points",
    lines: ["👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🇨🇳👍🏿é中a"],
    line: 1,
    message: "This line has 8 characters. There is room for 7.",
  },
  {
    name: "a control character",
    lines: ["be\u0007ll"],
    line: 1,
    message: "This line has a control character (U+0007). Delete it and type the words again.",
  },
  {
    name: "a character that turns the text",
    lines: ["ok", "ok", "\u202Egpj"],
    line: 3,
    message: "This line has a character that turns the direction of the text (U+202E).",
  },
  {
    name: "an invisible character",
    lines: ["in\u200Bside"],
    line: 1,
    message: "This line has an invisible character (U+200B).",
  },
  {
    name: "a private-use character",
    lines: ["\uE000"],
    line: 1,
    message: "This line has a character that looks different in every font (U+E000).",
  },
  {
    name: "an empty seal",
    lines: ["  ", ""],
    line: 1,
    message: "Write at least one character.",
  },
];

test("what is no line of a seal is refused by its field, and nothing is saved", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  for (const { name, lines, line, message } of REFUSED) {
    await test.step(name, async () => {
      await write(editor, lines);
      await save(editor);
      await expectMessage(editor, line, message);
      await expect(editor.locator(`#line_${line}`)).toBeFocused();
      await expect(editor.locator("#status")).toBeHidden();
      await expect(editor.locator("#preview")).toBeHidden();
      // Mended, the message goes.
      await write(editor, ["mended"]);
      await expect(editor.locator(`#error_${line}`)).toBeHidden();
    });
  }
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
});

test("four pasted lines are refused, three find their fields", async ({ profile }) => {
  const context = await profile.open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = await openEditor(context);
  await paste(editor, "one\ntwo\nthree\nfour");
  await expectMessage(editor, 1, "You pasted 4 lines. A seal has room for 3.");
  await expect(editor.locator("#line_1")).toHaveValue("");

  await paste(editor, "one\ntwo\nthree\n");
  await expect(editor.locator("#preview .seal-line")).toHaveText(["one", "two", "three"]);
  await expect(editor.locator("#error_1")).toBeHidden();
});

test("a message goes when its line is mended", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await write(editor, ["12345678"]);
  await expectMessage(editor, 1, "This line has 8 characters.");
  await expect(editor.locator("#count_1")).toHaveText("8/7");
  await write(editor, ["1234567"]);
  await expect(editor.locator("#error_1")).toBeHidden();
  await expect(editor.locator("#count_1")).toHaveText("7/7");
  await expect(editor.locator("#preview .seal-line")).toHaveText(["1234567"]);
});

test("one text is one seal, however it was typed", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await write(editor, ["e\u0301te\u0301"]); // é as two code points
  await expect(editor.locator("#count_1")).toHaveText("3/7");
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["\u00E9t\u00E9"]); // é as one
});

test("any colour can be picked, and the words on it can be read", async ({ profile }) => {
  const editor = await openEditor(await profile.open());
  await write(editor, ["read me"]);
  const preview = editor.locator("#preview");
  await editor.getByRole("button", { name: "See more colours" }).click();
  for (const [colour, background, text] of [
    ["#fffbe6", "rgb(255, 251, 230)", "rgb(0, 0, 0)"],
    ["#101820", "rgb(16, 24, 32)", "rgb(255, 255, 255)"],
  ] as const) {
    // The browser's own colour picker is out of a test's reach; what it leaves behind is not.
    await editor.locator("#colour_field").fill(colour);
    await editor.locator("input[name=colour]").first().check();
    await editor.locator("#other_colour").check();
    await expect(preview).toHaveCSS("background-color", background);
    await expect(preview).toHaveCSS("color", text);
  }
});

test("the editor works by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openEditor(context);
  await editor.locator("#line_1").focus();
  await editor.keyboard.type("Zebra4");
  await editor.keyboard.press("Tab");
  await editor.keyboard.type("harbour");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#status")).toContainText("Saved");
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["Zebra4", "harbour"]);
});

test("the editor speaks Chinese", async ({ makeProfile }) => {
  const profile = makeProfile({ language: "zh-CN" });
  profile.installHelper();
  const editor = await openEditor(await profile.open());
  await expect(editor.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("制作您的登录印章");
  await write(editor, ["12345678"]);
  await expectMessage(editor, 1, "此行有 8 个字符，最多容纳 7 个。");
});

async function expectMessage(editor: Page, line: number, message: string): Promise<void> {
  const error = editor.locator(`#error_${line}`);
  await expect(error).toBeVisible();
  await expect(error).toContainText(message);
  await expect(editor.locator(`#line_${line}`)).toHaveAttribute("aria-invalid", "true");
}

async function paste(editor: Page, text: string): Promise<void> {
  await editor.evaluate((text) => navigator.clipboard.writeText(text), text);
  await editor.locator("#line_1").focus();
  await editor.keyboard.press("ControlOrMeta+V");
}
