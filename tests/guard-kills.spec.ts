// The worker and the helper killed at any moment while a guarded password is typed into a hostile page:
// it never goes through silently. Either the page has no more than its first four characters, or the
// person was told: by the note that the guard is off, or by the warning, where the page is left at once.
//
// The order of things comes from the seed. When exactly a kill hits depends on the computer all the same.
import type { CDPSession, Frame, Page } from "@playwright/test";

import { PASSWORD, playable } from "./careless/careless.ts";
import { recordOf } from "./careless/record.ts";
import { BEGINNING, closeAll, SITE, test, visitTo } from "./careless/stage.ts";
import { FASTEST, Typist } from "./careless/typist.ts";
import { isToldOfMore } from "./careless/warned.ts";
import { expect } from "./kit/fixtures.ts";
import { guard } from "./kit/guards.ts";
import { Killer, type Victim } from "./kit/killer.ts";
import { showsNotice } from "./kit/notice.ts";
import { Profile } from "./kit/profile.ts";
import { oneOf, randomFrom } from "./kit/random.ts";
import { SEED, sized, SOAKS } from "./kit/sample.ts";

const BROWSERS = sized(1, 2);
const ROUNDS = sized(8, 24);
const VICTIMS = ["worker", "worker", "helper", "helper", "both"] as const satisfies Victim[];
/** Long enough for what is held to go through, where nobody answers within 300 ms. */
const GOES_THROUGH_MS = 600;
/** Pages that read in different ways. */
const PAGES = ["plain-form", "keydown-only", "polled-by-clock", "submit-each-key", "frame-cross-site", "web-socket"];

/** Looks ten times a second whether the person is told that the page has more: what is shown for less
 * than that, nobody reads. */
class Looker {
  readonly #sessions: Promise<CDPSession | undefined>[] = [];
  #isTold = false;
  #isLooking = true;
  readonly #work: Promise<void>;

  constructor(page: Page) {
    this.#look(page);
    // A frame of the same site has no session of its own: it is a part of its page's.
    page.on("framenavigated", (frame) => frame.parentFrame() && this.#look(frame));
    for (const frame of page.frames().slice(1)) this.#look(frame);
    this.#work = this.#watch(page);
  }

  #look(place: Page | Frame): void {
    const context = "context" in place ? place.context() : place.page().context();
    this.#sessions.push(context.newCDPSession(place).catch(() => undefined));
  }

  async #watch(page: Page): Promise<void> {
    while (this.#isLooking && !page.isClosed()) {
      for (const opening of this.#sessions) {
        const session = await opening;
        if (session && (await showsNotice(session).catch(() => false))) this.#isTold = true;
      }
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  /** Whether they were told so far. */
  async wasTold(): Promise<boolean> {
    this.#isLooking = false;
    await this.#work;
    return this.#isTold;
  }
}

/** Whether a warning says that the page has more: it may be drawn only now. */
const isWarned = (pages: readonly Page[]): Promise<boolean> =>
  expect.poll(() => isToldOfMore(pages)).toBe(true).then(
    () => true,
    () => false,
  );

for (let browser = 0; browser < BROWSERS; browser++) {
  test(`no guarded password goes through silently in ${ROUNDS} rounds with kills, browser ${browser + 1}`, SOAKS, async ({ kit }) => {
    test.setTimeout(sized(60_000, 300_000));
    const random = randomFrom(SEED + browser);
    const profile = new Profile(kit);
    profile.installHelper();
    await guard(profile, [{ ...SITE, password: PASSWORD }]);
    const context = await profile.open();
    const killer = await Killer.in(context, profile);
    const counts = { kept: 0, told: 0 };
    const wrong: string[] = [];

    for (let round = 0; round < ROUNDS; round++) {
      const [name, victim] = [oneOf(PAGES, random), oneOf(VICTIMS, random)];
      const { url, label } = visitTo(playable(name));
      const page = await context.newPage();
      await page.goto(url);
      const looker = new Looker(page);
      const typist = new Typist(page, { perMinute: FASTEST, random });
      const typed = typist.give(PASSWORD, "keys").then(() => typist.send());
      // At any moment of the typing, and often more than once.
      const length = (PASSWORD.length * 60_000) / FASTEST;
      const kills = Array.from({ length: 1 + Math.floor(random() * 3) }, async () => {
        const delay = random() * length;
        await new Promise((later) => setTimeout(later, delay));
        await killer.kill(victim);
        return delay.toFixed();
      });
      const [killed] = await Promise.all([Promise.all(kills), typed]);
      await page.waitForTimeout(GOES_THROUGH_MS);
      const record = await recordOf(kit, label);
      const isKept = record.known(PASSWORD) <= BEGINNING && record.longestRun(PASSWORD) <= BEGINNING;
      const isTold = await looker.wasTold();
      if (isKept) counts.kept++;
      else if (isTold || (await isWarned(typist.pages))) counts.told++;
      else wrong.push(`round ${round}, ${name}: ${victim} killed at ${killed.join(", ")} ms: ${record.known(PASSWORD)} characters`);
      await closeAll(typist.pages);
    }
    console.log(`seed ${SEED}, browser ${browser + 1}: ${counts.kept} kept, ${counts.told} told, ${wrong.length} neither`);
    expect(wrong).toEqual([]);
    await profile.remove();
  });
}
