// Making, changing and removing a seal, and where it stands afterwards.
import type { ElementHandle } from "@playwright/test";

import { COPY, GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import {
  changeFromPage,
  expectInvitation,
  expectNothing,
  expectSeal,
  goBack,
  makeSeal,
  invitation,
  openEditor,
  opening,
  save,
  sealFrame,
  toTheWords,
  write,
} from "./kit/seal.ts";

test("a person makes a seal from the link on the genuine page", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);

  const editor = await opening(context, invitation(await sealFrame(page)).click());
  await toTheWords(editor);
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("Make your Sign-in Seal");
  await expect(editor.locator("#line_1")).toBeFocused();
  await write(editor, ["my fox", "你好 🦊", "ختم 👩🏽‍🚀"], "#00695c");
  const preview = editor.locator("#preview");
  await expect(preview.locator(".seal-line")).toHaveText(["my fox", "你好 🦊", "ختم 👩🏽‍🚀"]);
  await expect(preview).toHaveCSS("background-color", "rgb(0, 105, 92)");
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");

  await goBack(editor);
  await expectSeal(page, ["my fox", "你好 🦊", "ختم 👩🏽‍🚀"]); // without a reload
  await page.reload();
  await expectSeal(page, ["my fox", "你好 🦊", "ختم 👩🏽‍🚀"]);
});

test("the seal is still there after the browser was closed", async ({ profile }) => {
  await makeSeal(await profile.open(), ["comet"], "#6a1b9a");
  const context = await profile.restart();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["comet"]);
  await expect((await sealFrame(page)).locator("#seal")).toHaveCSS(
    "background-color",
    "rgb(106, 27, 154)",
  );
});

test("a seal is changed from the page, and the page follows", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["before"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["before"]);

  const editor = await changeFromPage(context, page);
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("Change your Sign-in Seal");
  await expect(editor.locator("#line_1")).toHaveValue("before");
  await write(editor, ["", "after", ""]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["", "after"]);
});

test("a removed seal leaves the link", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["gone"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["gone"]);

  const editor = await openEditor(context);
  await editor.getByRole("button", { name: "Remove" }).click();
  await expect(editor.locator("#preview_removed")).toBeVisible();
  await expectSeal(page, ["gone"]); // nothing is removed before Save
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Removed");
  await expectInvitation(page);
  await page.reload();
  await expectInvitation(page);
  await editor.reload();
  await expect(editor.locator("#line_1")).toHaveValue("");
});

test("a person can think better of removing", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["stays"]);
  const editor = await openEditor(context);
  await editor.getByRole("button", { name: "Remove" }).click();
  await editor.getByRole("button", { name: "Keep it" }).click();
  await expect(editor.locator("#preview .seal-line")).toHaveText(["stays"]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
});

test("two browser profiles on one store have two seals", async ({ profile, makeProfile }) => {
  const other = makeProfile({ dataFolder: profile.dataFolder });
  other.installHelper();
  const [first, second] = [await profile.open(), await other.open()];
  await makeSeal(first, ["first"]);
  const [firstPage, secondPage] = [await first.newPage(), await second.newPage()];
  await secondPage.goto(GENUINE);
  await expectInvitation(secondPage);

  await makeSeal(second, ["second"]);
  await firstPage.goto(GENUINE);
  await expectSeal(firstPage, ["first"]);
  await expectSeal(secondPage, ["second"]);
});

for (const path of ["strict", "late"]) {
  test(`the seal stands on the ${path} variant of the page`, async ({ profile }) => {
    const context = await profile.open();
    await makeSeal(context, ["steady"]);
    const page = await context.newPage();
    const refusals: string[] = [];
    page.on("console", (message) => refusals.push(message.text()));
    await page.goto(`${GENUINE}${path}`);
    await expectSeal(page, ["steady"]);
    expect(refusals.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
  });
}

test("a page without a password field gets nothing", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["quiet"]);
  const plain = await context.newPage();
  await plain.goto(`${GENUINE}plain`);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["quiet"]);
  await expectNothing(plain);
});

test("the seal covers no field and no button, and follows the window", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["beside"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["beside"]);
  const frame = await (await sealFrame(page)).frameElement();
  for (const { direction, ...viewport } of [
    { direction: "ltr", width: 1280, height: 800 },
    { direction: "ltr", width: 700, height: 700 },
    { direction: "ltr", width: 360, height: 740 },
    { direction: "ltr", width: 320, height: 256 }, // at four hundred percent
    { direction: "rtl", width: 1280, height: 800 },
    { direction: "rtl", width: 320, height: 256 },
  ]) {
    await page.evaluate((direction) => (document.documentElement.dir = direction), direction);
    await page.setViewportSize(viewport);
    await expect
      .poll(async () => {
        const seal = (await frame.boundingBox())!;
        for (const control of await page.locator("input, button, a").all()) {
          const box = (await control.boundingBox())!;
          const apart =
            box.x >= seal.x + seal.width ||
            box.x + box.width <= seal.x ||
            box.y >= seal.y + seal.height ||
            box.y + box.height <= seal.y;
          if (!apart) return "covers a control";
        }
        const inside = seal.x >= 0 && seal.x + seal.width <= viewport.width;
        return inside ? "stands beside" : "leaves the window";
      })
      .toBe("stands beside");
  }
});

test("the seal goes and comes with its box", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["along"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["along"]);
  // Where the box stays away the frame is removed, and another one comes with it.
  const frame = async (): Promise<ElementHandle> => (await sealFrame(page)).frameElement();
  const first = await frame();
  const place = await first.boundingBox();
  const show = (display: string): Promise<void> =>
    page.locator("form").evaluate((form, display) => void (form.style.display = display), display);
  await show("none");
  await expect.poll(() => first.isVisible()).toBe(false);
  await show("");
  const isBack = async (): Promise<void> => expect(await (await frame()).boundingBox()).toEqual(place);
  await expect(isBack).toPass({ timeout: 10_000 });

  await page.locator("form").evaluate((form) => form.remove());
  await expect(page.locator("html > *")).toHaveCount(2);
});

test("a page that makes its form anew without end keeps its one frame", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["enough"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["enough"]);
  const { placed, errors } = await page.evaluate(async () => {
    let placed = 0;
    addEventListener("error", ({ message }) => (errors += `${message} `));
    let errors = "";
    const roots = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) placed += addedNodes.length;
    });
    roots.observe(document.documentElement, { childList: true });
    const frame = (): Promise<number> => new Promise((painted) => requestAnimationFrame(painted));
    for (let round = 0; round < 100; round++) {
      const form = document.querySelector("form")!;
      form.replaceWith(form.cloneNode(true));
      await frame();
      await frame();
    }
    return { placed, errors };
  });
  expect(placed).toBeLessThanOrEqual(1);
  expect(errors, "errors that the page sees").toBe("");
  await expectSeal(page, ["enough"]);
});

test("signing in works as without the seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["works"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["works"]);
  const copy = await context.newPage();
  await copy.goto(COPY);
  const body = (): string => document.body.outerHTML;
  expect(await page.evaluate(body)).toBe(await copy.evaluate(body));

  await page.locator("input[name=account]").fill("somebody");
  await page.locator("input[type=password]").fill("a password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${GENUINE}home`);
});
