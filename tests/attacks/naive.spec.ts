// Each page of the attack kit against a naive overlay, in a browser without the extension: what does
// no harm there is no attack.
import { expect, type Page } from "@playwright/test";

import { picture, type Place, shareOf } from "../kit/pixels.ts";
import { ATTACKS, type Defeat, naiveOverlay } from "./attacks.ts";
import { addressOf, COLOUR, strike, test, WORDS } from "./stage.ts";
import { isSeen } from "./standing.ts";

const VIEWPORT = { width: 1280, height: 800 };

interface Before {
  readonly place: Place;
  readonly share: number;
}

const placeOf = (page: Page, id: string): Promise<Place | null> =>
  page.evaluate((id) => {
    const element = document.getElementById(id);
    if (!element) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  }, id);

/** Whether the naive overlay has lost in this way. */
const LOST: Record<Defeat, (page: Page, before: Before) => Promise<boolean>> = {
  hidden: async (page, { place, share }) => (await shareOf(page, place, COLOUR)) < share / 10,
  covered: async (page) => !(await isSeen(page, "#naive")),
  removed: async (page) => !(await placeOf(page, "naive")),
  read: (page) => page.evaluate((words) => words.every((word) => document.documentElement.innerText.includes(word)), WORDS),
  faked: async (page, { place }) => {
    const fake = await placeOf(page, "fake");
    return fake !== null && (await picture(page, fake)).equals(await picture(page, place));
  },
  clicked: (page) => page.evaluate(() => document.querySelector("#naive[data-clicked]") !== null),
};

const NOWHERE: Before = { place: { x: 0, y: 0, width: 1, height: 1 }, share: 0 };

for (const attack of ATTACKS) {
  const { name, naive } = attack;
  if (typeof naive !== "string") continue;
  test(`${name}: the naive overlay is ${naive}`, async ({ bare }) => {
    const page = await bare.newPage({ viewport: VIEWPORT });
    await page.goto(addressOf(attack));
    let before = NOWHERE;
    if (attack.begins === "from the start") {
      await page.evaluate(naiveOverlay()).catch(() => "it does not even come up");
    } else {
      await page.evaluate(naiveOverlay());
      const place = (await placeOf(page, "naive"))!;
      before = { place, share: await shareOf(page, place, COLOUR) };
      expect(before.share, "of the overlay's place, before").toBeGreaterThan(0.5);
      expect(await isSeen(page, "#naive"), "seen before").toBe(true);
    }
    if (before === NOWHERE) before = { place: { x: 480, y: 112, width: 320, height: 96 }, share: 0.5 };
    await strike(page, attack);
    if (name === "popover-at-the-pointer") await page.mouse.move(600, 150);
    await expect.poll(() => LOST[naive](page, before).catch(() => "in motion"), { message: naive }).toBe(true);
    await page.close();
  });
}
