// Where attacks are played: a browser with the extension, the helper and a seal, and one without, in
// which the naive overlay stands. One of each for a test worker.
import { type Browser, type BrowserContext, chromium, expect, type Page, type Worker } from "@playwright/test";

import { GENUINE } from "../kit/demo-site.ts";
import { background } from "../kit/extension.ts";
import { test as base } from "../kit/fixtures.ts";
import { innocentHost, nearHost, pageAt } from "../kit/hostile.ts";
import * as paths from "../kit/paths.ts";
import { Profile } from "../kit/profile.ts";
import { makeSeal } from "../kit/seal.ts";
import { type Attack, pageOf } from "./attacks.ts";

/** In no page and no script but the naive overlay's. */
export const WORDS = ["qzvxjw", "wkpyhb"];
export const COLOUR = "#ad1457";

export interface Stage {
  readonly context: BrowserContext;
  readonly worker: Worker;
  readonly browserFolder: string;
}

interface Stages {
  sealed: Stage;
  bare: Browser;
}

export const test = base.extend<object, Stages>({
  sealed: [
    async ({ site }, use) => {
      const profile = new Profile(site);
      profile.installHelper();
      const context = await profile.open();
      await makeSeal(context, WORDS, COLOUR);
      await use({ context, worker: await background(context), browserFolder: profile.browserFolder });
      await profile.remove();
    },
    { scope: "worker" },
  ],
  bare: [
    async ({ site }, use) => {
      const rules = `MAP *:443 127.0.0.1:${site.httpsPort}, MAP * ~NOTFOUND`;
      const browser = await chromium.launch({
        executablePath: paths.chromium(),
        args: ["--disable-gpu", `--ignore-certificate-errors-spki-list=${site.keyHash}`, `--host-resolver-rules=${rules}`],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
});

/** A tab in a window of its own, in which it is seen while others are. */
export async function openWindow({ context, worker }: Stage): Promise<{ page: Page; tab: number }> {
  const url = `about:blank#${innocentHost()}`;
  const tab = await worker.evaluate((url) => chrome.windows.create({ url }).then(({ tabs }) => tabs[0]!.id), url);
  const page = (): Page | undefined => context.pages().find((page) => page.url() === url);
  await expect.poll(page, { message: "the window", intervals: [20] }).toBeDefined();
  return { page: page()!, tab };
}

const HOSTS = {
  "another host": innocentHost,
  "a near name": nearHost,
  "an imitation": () => "login-alibaba.example",
};

/** The address of the page of an attack. */
export function addressOf({ name, at }: Attack): string {
  const host = at ? HOSTS[at]() : new URL(GENUINE).host;
  return pageAt(host, pageOf(name));
}

/** Does what the attack begins with. */
export async function strike(page: Page, { begins }: Attack): Promise<void> {
  if (!begins || begins === "from the start") {
    await page.evaluate(() => void window.strike?.());
    return;
  }
  const bait = (await page.locator("#bait").boundingBox())!;
  const [x, y] = [bait.x + bait.width / 2, bait.y + bait.height / 2];
  await page.mouse.click(x, y);
  if (begins === "by a double click") {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
  }
}

declare global {
  interface Window {
    strike?: () => unknown;
    learned?: string;
  }
}
