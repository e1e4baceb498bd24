// How soon the seal is painted after the navigation, words and picture, against a bare extension
// frame that the same content script places on the same page. The browsers are open at once and take
// turns, in another order each time.
import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "../kit/demo-site.ts";
import { openPage } from "../kit/extension.ts";
import { expect, test } from "../kit/fixtures.ts";
import { browse, landscape } from "../kit/pictures.ts";
import { expectSeal, makeSeal, save, sealFrame, toThePicture } from "../kit/seal.ts";
import { quantile, shuffled } from "./statistics.ts";

const WARM_UP_VISITS = 5;
const VISITS = 40;
/** The seal may take this many times as long as the bare frame. */
const BUDGET = 1.3;

/** Milliseconds from the page's navigation to the first contentful paint inside its frame. */
async function visit(page: Page): Promise<number> {
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  const painted = await frame.evaluate(
    () =>
      new Promise<number>((painted) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName("first-contentful-paint");
          if (paint) painted(performance.timeOrigin + paint.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  return painted - (await page.evaluate(() => performance.timeOrigin));
}

test("the seal is painted soon", async ({ profile, makeProfile }) => {
  const bare = makeProfile({ extension: process.env.SIGNIN_SEAL_BARE_EXTENSION! });
  bare.installHelper();
  const pictured = makeProfile();
  pictured.installHelper();
  const words = await profile.open();
  await makeSeal(words, ["quick", "brown", "fox"]);
  const picture = await pictured.open();
  await makePictureSeal(picture);
  const pages = {
    words: await words.newPage(),
    picture: await picture.newPage(),
    bare: await (await bare.open()).newPage(),
  };
  const times = { words: [] as number[], picture: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP_VISITS; round < VISITS; round++) {
    for (const name of shuffled(["bare", "words", "picture"] as const)) {
      const time = await visit(pages[name]);
      if (round >= 0) times[name].push(time);
    }
  }
  await expectSeal(pages.words, ["quick", "brown", "fox"]);
  await expect((await sealFrame(pages.picture)).locator("#seal img")).toBeVisible();

  const line = (name: keyof typeof times): string =>
    [0.5, 0.1, 0.9].map((share) => quantile(times[name], share).toFixed(0).padStart(8)).join("");
  const ratio = (name: keyof typeof times): number => quantile(times[name], 0.5) / quantile(times.bare, 0.5);
  console.log(`\nms from navigation to paint, ${VISITS} visits each`);
  console.log("                 median     10%     90%");
  console.log(`bare frame     ${line("bare")}`);
  for (const name of ["words", "picture"] as const) {
    console.log(`${name.padEnd(15)}${line(name)}   ratio ${ratio(name).toFixed(2)} (budget ${BUDGET})`);
  }
  expect(ratio("words")).toBeLessThanOrEqual(BUDGET);
  expect(ratio("picture")).toBeLessThanOrEqual(BUDGET);
});

async function makePictureSeal(context: BrowserContext): Promise<void> {
  const editor = await openPage(context, "editor.html");
  await toThePicture(editor);
  await browse(editor, await landscape(editor));
  await expect(editor.locator("#preview img")).toBeVisible();
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await editor.close();
}
