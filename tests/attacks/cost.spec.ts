// What a page that fights makes the extension cost: all of the extension's scripts in the page, and
// all of its own processes, over the whole fight.
import { expect, type Page } from "@playwright/test";

import { expectSeal } from "../kit/seal.ts";
import { ATTACKS } from "./attacks.ts";
import { extensionSeconds } from "./processes.ts";
import { addressOf, openWindow, strike, test, WORDS } from "./stage.ts";
import { titleOf, WITHDRAWN } from "./standing.ts";

const FIGHT_SECONDS = 20;
/** Of one core. */
const MOST = 0.05;

/** The seconds that scripts of the extension take in this page, with all that they call, while
 * `happening` lasts: by the browser's own samples, of which there are a thousand a second. */
async function scriptSeconds(page: Page, happening: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 1_000 });
  await session.send("Profiler.start");
  await happening();
  const { profile } = await session.send("Profiler.stop");
  const ours = new Set<number>();
  // Who calls stands before whom it calls.
  for (const { id, callFrame, children } of profile.nodes) {
    if (callFrame.url.startsWith("chrome-extension://")) ours.add(id);
    if (ours.has(id)) for (const child of children ?? []) ours.add(child);
  }
  expect(ours.size, "functions of the extension that were seen at work").toBeGreaterThan(0);
  const { samples = [], timeDeltas = [] } = profile;
  return samples.reduce((sum, id, at) => sum + (ours.has(id) ? timeDeltas[at]! : 0), 0) / 1e6;
}

for (const name of ["removed-each-frame", "popover-war", "popover-by-turns", "form-remade", "focus-without-end", "zoom-flicker"]) {
  test(`${name}: ${FIGHT_SECONDS} seconds cost less than ${MOST * 100} % of a core`, async ({ sealed }) => {
    const attack = ATTACKS.find((attack) => attack.name === name)!;
    const { page, tab } = await openWindow(sealed);
    await page.goto(addressOf(attack));
    await expectSeal(page, WORDS);
    const before = extensionSeconds(sealed.browserFolder);
    const scripts = await scriptSeconds(page, async () => {
      await strike(page, attack);
      await page.waitForTimeout(FIGHT_SECONDS * 1_000);
    });
    const processes = extensionSeconds(sealed.browserFolder) - before;
    const description = `scripts ${scripts.toFixed(2)} s, processes ${processes.toFixed(2)} s`;
    test.info().annotations.push({ type: "cost", description });
    expect(scripts + processes, description).toBeLessThan(FIGHT_SECONDS * MOST);
    if (attack.outcome === "withdrawn") expect(await titleOf(tab, sealed)).toBe(WITHDRAWN);
    await page.close();
  });
}
