// The worker killed at any moment, the helper killed: over a thousand genuine visits (a few in the suite)
// the seal is there on every one, or the card that says why it is not.
//
// The order of things comes from the seed. When exactly a kill hits depends on the computer all the same.
import type { Frame, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { Killer, type Victim } from "./kit/killer.ts";
import { randomFrom } from "./kit/random.ts";
import { SEED, sized, SOAKS } from "./kit/sample.ts";
import { expectSeal, makeSeal, sealFrames } from "./kit/seal.ts";

const WORDS = "phoenix";
const BROWSERS = sized(1, 2);
const TABS = 3;
const VISITS = sized(60, 500);
/** The helper may be silent for 8 seconds before that is said. */
const BOUND_MS = 12_000;

const PAGES = [GENUINE, `${GENUINE}late`, `${GENUINE}strict`, "https://passport.alibaba.com/"];
const VICTIMS = ["nobody", "nobody", "worker", "worker", "worker", "helper", "helper", "both"] as const satisfies Victim[];
const MOMENTS = ["before", "during", "during", "after"] as const;
/** A visit takes about as long, so that a kill can hit each part of it. */
const DURING_MS = 250;

type Outcome = "shown" | "explained" | "neither";

/** The seal frames whose elements stand in the page, as the browser says. Playwright's own list is told of
 * a frame's end and of its move to another process by two connections, and can keep one that is gone. */
async function standingFrames(page: Page): Promise<Frame[]> {
  const frames = sealFrames(page);
  if (frames.length < 2) return frames;
  const stands = frames.map(async (frame) => {
    const element = await frame.frameElement();
    return element.evaluate((node) => node.isConnected);
  });
  const answers = await Promise.allSettled(stands);
  return frames.filter((_, index) => {
    const answer = answers[index]!;
    return answer.status === "fulfilled" && answer.value;
  });
}

/** What stands in the page's seal frame now: the words of the seal or of the card, or whatever else. */
async function read(page: Page): Promise<{ outcome: Outcome; words: string }> {
  const frames = await standingFrames(page);
  const [frame, ...more] = frames;
  if (!frame || more.length > 0) {
    return { outcome: "neither", words: `${frames.length} frames stand, ${sealFrames(page).length} are listed` };
  }
  const seen = frame.evaluate(() => {
    const wordsOf = (selector: string): string | undefined => {
      const element = document.querySelector<HTMLElement>(selector);
      return element?.checkVisibility() ? element.innerText.trim() : undefined;
    };
    return { seal: wordsOf("#seal"), why: wordsOf("#problem_card .what"), all: document.body?.innerText ?? "" };
  });
  const { seal, why, all } = await seen.catch((error: Error) => ({ seal: undefined, why: undefined, all: error.message }));
  if (seal === WORDS) return { outcome: "shown", words: seal };
  if (why) return { outcome: "explained", words: why };
  return { outcome: "neither", words: all };
}

async function settle(page: Page): Promise<{ outcome: Outcome; words: string }> {
  const end = Date.now() + BOUND_MS;
  let seen = await read(page);
  while (seen.outcome === "neither" && Date.now() < end) {
    await new Promise((later) => setTimeout(later, 20));
    seen = await read(page);
  }
  return seen;
}

for (let browser = 0; browser < BROWSERS; browser++) {
  test(`the seal is shown or explained on each of ${VISITS} visits with kills, browser ${browser + 1}`, SOAKS, async ({
    profile,
  }) => {
    test.setTimeout(sized(60_000, 600_000));
    const seed = SEED + browser;
    const context = await profile.open();
    await makeSeal(context, [WORDS]);
    const killer = await Killer.in(context, profile);
    const counts = { shown: 0, explained: 0, neither: 0 };
    const wrong: string[] = [];
    const started = Date.now();
    let [begun, ended, kills] = [0, 0, 0];

    /** One tab's visits; the kills of the others hit it, too. */
    const visits = async (tab: number): Promise<void> => {
      const random = randomFrom(seed * TABS + tab);
      const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
      const page = await context.newPage();
      while (begun++ < VISITS) {
        const [url, victim, moment, delay] = [one(PAGES), one(VICTIMS), one(MOMENTS), random() * DURING_MS];
        if (victim !== "nobody") kills++;
        if (moment === "before") await killer.kill(victim);
        const visited = page.goto(`${url}?${begun}`);
        if (moment === "during") {
          await new Promise((later) => setTimeout(later, delay));
          await killer.kill(victim);
        }
        await visited;
        let seen = await settle(page);
        if (moment === "after") {
          await killer.kill(victim);
          await new Promise((later) => setTimeout(later, delay));
          if (seen.outcome !== "neither") seen = await settle(page);
        }
        counts[seen.outcome]++;
        ended++;
        if (seen.outcome === "neither") {
          wrong.push(`visit ${ended} in tab ${tab} to ${page.url()}, ${victim} killed ${moment} (${delay.toFixed()} ms): "${seen.words}"`);
        }
      }
      await page.close();
    };
    await Promise.all(Array.from({ length: TABS }, (_, tab) => visits(tab)));

    const took = ((Date.now() - started) / 1000).toFixed();
    const { shown, explained, neither } = counts;
    console.log(`seed ${SEED}, browser ${browser + 1}: ${ended} visits with ${kills} kills in ${took} s: ${shown} shown, ${explained} explained, ${neither} neither`);
    expect(wrong).toEqual([]);
    expect(ended).toBe(VISITS);

    // Whatever was killed, the next visit is as any other.
    const page = await context.newPage();
    await page.goto(GENUINE);
    await expectSeal(page, [WORDS]);
  });
}
