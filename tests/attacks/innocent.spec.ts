// Pages that do by habit what others do to hide the seal: theirs stays.
import { expect, type Page } from "@playwright/test";

import { GENUINE } from "../kit/demo-site.ts";
import { pageAt } from "../kit/hostile.ts";
import { expectSeal, sealFrames } from "../kit/seal.ts";
import { openWindow, type Stage, test, WORDS } from "./stage.ts";
import { oneLook, standing } from "./standing.ts";

const FIELDS = `<input autocomplete="username"><input type="password" autocomplete="current-password"><button>Sign in</button>`;
const FORM = `<form style="width: 320px; margin: 220px auto; display: grid">${FIELDS}</form>`;

async function opened(stage: Stage, html: string): Promise<{ page: Page; now: () => Promise<string> }> {
  const { page, tab } = await openWindow(stage);
  await page.goto(pageAt(new URL(GENUINE).host, html));
  return { page, now: () => standing(page, tab, stage) };
}

test("a page that makes its form anew at each key keeps its seal, in one frame", async ({ sealed }) => {
  const { page, now } = await opened(sealed, FORM);
  await expectSeal(page, WORDS);
  const frame = sealFrames(page)[0]!;
  for (let key = 0; key < 30; key++) {
    await page.evaluate(() => {
      const form = document.querySelector("form")!;
      form.replaceWith(form.cloneNode(true));
      document.querySelector("input")!.focus();
    });
    await page.waitForTimeout(100);
  }
  await expect.poll(now).toBe("seal stays");
  expect(sealFrames(page)[0]).toBe(frame);
});

test("a sign-in dialog that is opened and closed again and again keeps its seal", async ({ sealed }) => {
  const { page, now } = await opened(sealed, `<dialog style="margin-top: 250px">${FORM.replace("220px", "0")}</dialog>`);
  for (let time = 0; time < 7; time++) {
    await page.evaluate(() => document.querySelector("dialog")!.showModal());
    await expect.poll(now).toBe("seal stays");
    await oneLook(page);
    await page.evaluate(() => document.querySelector("dialog")!.close());
  }
  await page.close();
});

test("a page that is scrolled to and fro keeps its seal where its fields are", async ({ sealed }) => {
  const { page, now } = await opened(sealed, `<div style="height: 900px"></div>${FORM}<div style="height: 2000px"></div>`);
  for (const top of [0, 600, 800, 1050, 900, 2000, 700, 1080]) {
    await page.evaluate((top) => scrollTo(0, top), top);
    const isSeen = await page.locator("input[type=password]").evaluate((field) => {
      const { top, bottom } = field.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    if (isSeen) await expect.poll(now, { message: `at ${top}` }).toBe("seal stays");
    else await oneLook(page);
  }
  await page.close();
});

test("a page that is shown larger or smaller by its own style keeps its seal at its size", async ({ sealed }) => {
  const { page, now } = await opened(sealed, FORM);
  for (const zoom of ["1.25", "0.8", "1"]) {
    await page.evaluate((zoom) => void (document.documentElement.style.zoom = zoom), zoom);
    await expect.poll(now).toBe("seal stays");
    const [place] = await Promise.all([(await sealFrames(page)[0]!.frameElement()).boundingBox()]);
    expect(Math.round(place!.height)).toBe(96);
  }
  await page.close();
});
