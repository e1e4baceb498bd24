// What a page that is none of ours costs with the extension: a large one without a password field, and
// the same with one, in a browser with the extension and in one without any, which take turns.
//
// How large a difference means nothing is measured in the same run, by a third browser that has no
// extension either. That a cost would be seen is shown in the same run too, by a fourth browser whose
// extension wastes some milliseconds in each page.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext, CDPSession, Page, TestInfo } from "@playwright/test";

import { COPY, GENUINE } from "../kit/demo-site.ts";
import { expect, test } from "../kit/fixtures.ts";
import { expectSeal, makeSeal } from "../kit/seal.ts";
import { type Difference, difference, quantile, shuffled } from "./statistics.ts";

const WARM_UP_ROUNDS = 4;
const ROUNDS = 50;

/** What the wasteful extension wastes in each page. */
const WASTED_MS = 10;
/** Where so small a cost must be seen on any computer, busy or not. */
const SEES_WASTE: readonly string[] = ["load", "script"];

const PAGES = { "no password field": `${COPY}large`, "a password field": `${COPY}large/account` };
const BROWSERS = ["without", "control", "with", "wasteful"] as const;
type Browser = (typeof BROWSERS)[number];

const MEASURED = ["DOMContentLoaded", "load", "script", "tasks"] as const;
/** Milliseconds: from the navigation to the end of both events, and the processor time that the page's
 * main thread spent with scripts and with everything. */
type Measured = Record<(typeof MEASURED)[number], number>;

interface Tab {
  readonly page: Page;
  readonly session: CDPSession;
}

async function tabOf(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // Processor time of the page's main thread: other programs are not in it.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, session };
}

async function visit({ page, session }: Tab, url: string): Promise<Measured> {
  await page.goto(url);
  const [domContentLoaded, load] = await page.evaluate(async () => {
    const timing = (): PerformanceNavigationTiming =>
      performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming;
    while (timing().loadEventEnd === 0) await new Promise((later) => setTimeout(later));
    return [timing().domContentLoadedEventEnd, timing().loadEventEnd] as const;
  });
  // The browser begins to count anew with each page.
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)!.value * 1000;
  return { DOMContentLoaded: domContentLoaded, load, script: of("ScriptDuration"), tasks: of("TaskDuration") };
}

/** An extension that wastes time in each page and does nothing else. */
function wasteful(info: TestInfo): string {
  const folder = info.outputPath("wasteful");
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: "Wasteful",
    version: "1",
    background: { service_worker: "background.js" },
    content_scripts: [{ matches: ["https://*/*"], js: ["waste.js"], run_at: "document_end" }],
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "background.js"), "");
  const waste = `for (const end = performance.now() + ${WASTED_MS}; performance.now() < end; );`;
  writeFileSync(join(folder, "waste.js"), waste);
  return folder;
}

/** A difference costs the person something where it is surely above zero, and larger than what two
 * browsers without any extension can differ by. */
const costs = (difference: Difference, control: Difference): boolean =>
  difference.low > Math.max(0, control.high) ||
  (difference.low > 0 && difference.median > Math.max(Math.abs(control.low), Math.abs(control.high)));

test("on pages that are none of ours the extension costs nothing that can be measured", async (
  { profile, makeProfile },
  info,
) => {
  test.setTimeout(600_000);
  const sealed = await profile.open();
  await makeSeal(sealed, ["quick"]);
  const genuine = await sealed.newPage();
  await genuine.goto(GENUINE); // worker and helper are at work, as with somebody who signs in
  await expectSeal(genuine, ["quick"]);
  await genuine.close();
  const open = async (extension: string | null): Promise<Tab> => tabOf(await makeProfile({ extension }).open());
  const tabs: Record<Browser, Tab> = {
    with: await tabOf(sealed),
    without: await open(null),
    control: await open(null),
    wasteful: await open(wasteful(info)),
  };
  const problems: string[] = [];
  for (const [name, url] of Object.entries(PAGES)) {
    const visits: Record<Browser, Measured[]> = { with: [], without: [], control: [], wasteful: [] };
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (const browser of shuffled(BROWSERS)) {
        const measured = await visit(tabs[browser], `${url}?${round}`);
        if (round >= 0) visits[browser].push(measured);
      }
    }
    console.log(`\nms of a large page with ${name}, medians of ${ROUNDS} visits each; differences and their 95 % intervals`);
    console.log(
      `${" ".repeat(18)}${BROWSERS.map((browser) => browser.padStart(10)).join("")}` +
        ["control - without", "with - without", "wasteful - without"].map((title) => title.padStart(24)).join(""),
    );
    for (const what of MEASURED) {
      const of = (browser: Browser): number[] => visits[browser].map((measured) => measured[what]);
      const against = (browser: Browser): Difference => difference(of(browser), of("without"));
      const [control, ours, waste] = [against("control"), against("with"), against("wasteful")];
      const words = ({ median, low, high }: Difference): string =>
        `${median.toFixed(1)} (${low.toFixed(1)} … ${high.toFixed(1)})`.padStart(24);
      const medians = BROWSERS.map((browser) => quantile(of(browser), 0.5).toFixed(1).padStart(10));
      console.log(`${what.padEnd(18)}${medians.join("")}${[control, ours, waste].map(words).join("")}`);
      if (costs(ours, control)) problems.push(`${what} with ${name}: ${words(ours)} ms more with the extension`);
      if (SEES_WASTE.includes(what) && !costs(waste, control)) problems.push(`${what} with ${name}: ${WASTED_MS} ms more would not be seen`);
    }
  }
  expect(problems).toEqual([]);
});
