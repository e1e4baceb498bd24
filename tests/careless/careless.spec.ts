// Each page of the careless typist in a browser with the extension and a helper that guards the
// password: what the page gets is no more than the table says, and the tab is led away.
import { expect, type Page } from "@playwright/test";

import { isWarning } from "../kit/hostile.ts";
import { SOAKS } from "../kit/sample.ts";
import { type Bound, boundOf, CARELESS, mannerOf, PASSWORD } from "./careless.ts";
import { recordOf } from "./record.ts";
import { BEGINNING, closeAll, save, test, visitTo } from "./stage.ts";
import { Typist } from "./typist.ts";
import { isToldOfMore } from "./warned.ts";

/** What stands in the page's place in the end, on the warning page. */
const FACES = { stopped: "#stopped", warned: "#warning" };

/** Whether it stands in the place of one of these pages. */
async function isLedAway(pages: readonly Page[], face: string): Promise<boolean> {
  // It says where they are, also in a frame that has no address of its own.
  const warnings = pages.filter(isWarning).map((page) => {
    const host = page.locator("#stopped_host").filter({ hasText: /\w\.\w/ });
    const shown = face === FACES.stopped ? page.locator(face).filter({ has: host }) : page.locator(face);
    return shown.isVisible();
  });
  return (await Promise.all(warnings)).includes(true);
}

/** How many characters a page may have in one piece. Single letters are in everything, as in the key
 * of Ctrl+V. */
const MOST: Record<Bound, number> = {
  nothing: 1,
  "the first four": BEGINNING,
  "a part": PASSWORD.length - 1,
  all: PASSWORD.length,
};

for (const careless of CARELESS) {
  const { name, ways, ends = "stopped" } = careless;
  for (const way of ways) {
    const bound = boundOf(careless, way);
    test(`${name} gets ${bound} by ${way}`, SOAKS, async ({ kit, guarded }) => {
      const { url, label } = visitTo(careless);
      if (way === "autofill") await save(guarded, url, PASSWORD);
      const page = await guarded.newPage();
      await page.goto(url).catch((error: Error) => expect(error.message, "given up for the warning").toContain("ERR_ABORTED"));
      const typist = new Typist(page, mannerOf(careless));
      await typist.give(PASSWORD, way);
      await typist.send();
      const record = await recordOf(kit, label);
      const all = JSON.stringify(record.channels());
      const together = record.longestRun(PASSWORD);
      expect(together, `together: ${all}`).toBeLessThanOrEqual(MOST[bound]);
      if (bound !== "all") expect(record.known(PASSWORD), `in all: ${all}`).toBeLessThanOrEqual(MOST[bound]);
      // What cannot be kept from the page in time leads the tab away all the same.
      if (ends !== "untouched") {
        const face = FACES[ends];
        await expect.poll(() => isLedAway(typist.pages, face), { message: `the tab's ${face}` }).toBe(true);
        // Where the page has more, nobody is told that it has only the beginning.
        if (together > BEGINNING) await expect.poll(() => isToldOfMore(typist.pages)).toBe(true);
      }
      await closeAll(typist.pages);
    });
  }
}
