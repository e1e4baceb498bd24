// Each page of the attack kit against the seal, in the real browser with the real extension and the
// real helper. Most of an attack is waiting: several windows are under attack at once.
import { expect, type Page } from "@playwright/test";

import { contentScript } from "../kit/content-script.ts";
import { GENUINE } from "../kit/demo-site.ts";
import { isWarning, typeAddress } from "../kit/hostile.ts";
import { expectProblem, expectSeal, readPopup, sealFrame, sealFrames } from "../kit/seal.ts";
import { type Attack, ATTACKS, type Outcome } from "./attacks.ts";
import { addressOf, COLOUR, openWindow, type Stage, strike, test, WORDS } from "./stage.ts";
import { oneLook, standing, titleOf, VOUCHES, WITHDRAWN } from "./standing.ts";

/** A page that fights has its seal withdrawn within this time. */
const WITHDRAWN_MS = 20_000;

/** So many windows at once. */
const AT_ONCE = 6;

/** A page under attack, in its tab. */
interface Scene {
  readonly attack: Attack;
  readonly page: Page;
  readonly tab: number;
  readonly stage: Stage;
  /** The windows that it has opened. */
  readonly opened: readonly Page[];
}

async function expectStays({ page, tab, stage }: Scene): Promise<void> {
  const now = (): Promise<string> => standing(page, tab, stage);
  await expect.poll(now, { timeout: WITHDRAWN_MS, message: "the seal" }).toBe("seal stays");
  for (let look = 0; look < 3; look++) {
    await oneLook(page);
    expect(await now()).toBe("seal stays");
  }
}

async function expectWithdrawn({ page, tab, stage }: Scene): Promise<void> {
  const until = { timeout: WITHDRAWN_MS, message: "the toolbar" };
  await expect.poll(() => titleOf(tab, stage), until).toBe(WITHDRAWN);
  // What is left says why, and is not put right where the page does away with that as well.
  const left = async (): Promise<string[]> => {
    const texts = sealFrames(page).map((frame) => frame.locator("body").textContent().catch(() => "it went"));
    const isSeal = (text: string | null): text is string => WORDS.some((word) => text?.includes(word));
    return (await Promise.all(texts)).filter(isSeal);
  };
  await expect.poll(left, { message: "frames with the seal" }).toEqual([]);
  await oneLook(page);
  expect(await left()).toEqual([]);
  expect(sealFrames(page).length).toBeLessThanOrEqual(1);
}

async function expectNothing({ page, tab, stage }: Scene): Promise<void> {
  for (let look = 0; look < 3; look++) {
    await oneLook(page);
    expect(sealFrames(page)).toEqual([]);
    expect(await titleOf(tab, stage)).toBe(page.url().startsWith(GENUINE) ? VOUCHES : "Sign-in Seal");
  }
}

async function expectGone(scene: Scene): Promise<void> {
  await expect.poll(() => sealFrames(scene.page).length).toBe(0);
  await oneLook(scene.page);
  expect(sealFrames(scene.page)).toEqual([]);
  await scene.page.evaluate(() => document.exitFullscreen());
  await expectStays(scene);
}

const EXPECTED: Record<Outcome, (scene: Scene) => Promise<void>> = {
  "seal stays": expectStays,
  withdrawn: expectWithdrawn,
  nothing: expectNothing,
  gone: expectGone,
  told: ({ page }) => {
    // Frames that got no answer give way to others, under the hands of who looks at them.
    const isSaid = (): Promise<void> =>
      expectProblem(page, "This sign-in page stands inside another page.", "Open login.alibaba.com on its own to sign in.");
    return expect(isSaid).toPass({ timeout: WITHDRAWN_MS });
  },
  warned: async ({ page }) => {
    await expect.poll(() => isWarning(page), { message: "the warning page" }).toBe(true);
    await oneLook(page);
    expect(isWarning(page)).toBe(true);
  },
};

interface More {
  readonly before?: (page: Page) => Promise<void>;
  /** What goes on until the outcome is there. */
  readonly during?: (page: Page) => Promise<unknown>;
  readonly after?: (scene: Scene) => Promise<void>;
}

/** What only some attacks need, or must not get. */
const MORE: Record<string, More> = {
  "popover-at-the-pointer": {
    during: (page) => page.mouse.move(300 + Math.random() * 170, 120 + Math.random() * 80),
  },
  "page-reading": {
    after: async ({ page }) => {
      for (const secret of [...WORDS, COLOUR.slice(1), "seal_frame"]) {
        expect(await page.evaluate((secret) => window.searchEverything(secret), secret), secret).toEqual([]);
      }
    },
  },
  "frame-copied": {
    before: async (page) => {
      const run = await contentScript(page);
      const address = `${await run("chrome.runtime.getURL('seal_frame.html')")}${new URL((await sealFrame(page)).url()).hash}`;
      await page.evaluate((address) => void (window.learned = address), address);
    },
    after: async ({ page }) => expect(sealFrames(page)).toHaveLength(2),
  },
  "functions-replaced": {
    after: async ({ page }) => expect(await page.evaluate(() => document.body.dataset.caught)).toBe("0"),
  },
  "double-click": {
    after: async ({ stage }) => {
      // At most it makes the frame offer a way to a page of the extension; none is opened by it.
      expect(stage.context.pages().filter((other) => other.url().includes("editor"))).toEqual([]);
    },
  },
  probing: {
    after: async ({ page }) => expect(await page.evaluate(() => window.strike?.())).toEqual([]),
  },
  "blank-window": {
    after: async ({ opened }) => {
      const [small, ...others] = opened as [Page, ...Page[]];
      expect(others).toEqual([]);
      await expect(small.locator("input[type=password]")).toBeVisible();
      expect(sealFrames(small)).toEqual([]);
      await small.close();
    },
  },
  "picture-in-picture": {
    after: async ({ page }) => expect(await page.evaluate(() => document.body.dataset.opened)).toBe(""),
  },
};

async function play(attack: Attack, stage: Stage): Promise<void> {
  const { page, tab } = await openWindow(stage);
  const { before, during, after } = MORE[attack.name] ?? {};
  const opened: Page[] = [];
  page.on("popup", (popup) => opened.push(popup));
  try {
    await typeAddress(page, addressOf(attack));
    const scene = { attack, page, tab, stage, opened };
    const isSealed = !attack.at && attack.begins !== "from the start" && attack.outcome !== "nothing";
    if (isSealed) await expectSeal(page, WORDS);
    await before?.(page);
    const struck = strike(page, attack);
    await (attack.outcome === "warned" ? struck.catch(() => "the warning came up under it") : struck);
    let isOver = false;
    const meanwhile = (async () => {
      while (during && !isOver) await during(page);
    })();
    await EXPECTED[attack.outcome](scene).finally(() => (isOver = true));
    await meanwhile;
    await after?.(scene);
  } finally {
    await page.close();
  }
}

// Those of one kind stand together in the kit. Here they stand apart, since some kinds keep the computer
// busy.
const groups = Math.ceil(ATTACKS.length / AT_ONCE);
for (let group = 0; group < groups; group++) {
  const attacks = ATTACKS.filter((_, place) => place % groups === group);
  test(attacks.map(({ name, outcome }) => `${name}: ${outcome}`).join(", "), async ({ sealed }) => {
    const played = await Promise.allSettled(attacks.map((attack) => play(attack, sealed)));
    const wrong = played.flatMap((played, place) =>
      played.status === "rejected" ? [`${attacks[place]!.name}: ${played.reason}`] : [],
    );
    expect(wrong).toEqual([]);
  });
}

test("the popup says what the toolbar says of a page that fights", async ({ sealed }) => {
  const attack = ATTACKS.find(({ name }) => name === "popover-war")!;
  const { page, tab } = await openWindow(sealed);
  await page.goto(addressOf(attack));
  await expectSeal(page, WORDS);
  await strike(page, attack);
  await expectWithdrawn({ attack, page, tab, stage: sealed, opened: [] });
  const popup = await readPopup(sealed.context, page);
  expect(popup.seal).toBeNull();
  expect(popup.problem).toContain("This page keeps your seal from being seen.");
  await page.close();
});

declare global {
  interface Window {
    searchEverything(needle: string): string[];
  }
}
