// Where the careless person sits: a browser with the extension and a helper that guards their
// passwords, and one without. One of each for a test worker.
import type { BrowserContext, Page } from "@playwright/test";

import type { DemoSite } from "../kit/demo-site.ts";
import { test as base } from "../kit/fixtures.ts";
import { guard, somePasswords } from "../kit/guards.ts";
import { innocentHost } from "../kit/hostile.ts";
import { Profile } from "../kit/profile.ts";
import { type Careless, files, PASSWORD } from "./careless.ts";

/** The site whose password they type everywhere. */
export const SITE = { site: "alibaba", name: "Alibaba.com" };

/** How many characters of a guarded password a page may get: by them it is known. */
export const BEGINNING = 4;

interface Stages {
  /** The demo site with the pages of the kit. */
  kit: DemoSite;
  bare: BrowserContext;
  guarded: BrowserContext;
}

export const test = base.extend<object, Stages>({
  kit: [
    async ({ site }, use) => {
      await bring(site, files());
      await use(site);
    },
    { scope: "worker" },
  ],
  bare: [
    async ({ kit }, use) => {
      const profile = new Profile(kit, { extension: null });
      const context = await profile.open();
      await copy(context, PASSWORD);
      await use(context);
      await profile.remove();
    },
    { scope: "worker" },
  ],
  guarded: [
    async ({ kit }, use) => {
      const profile = new Profile(kit);
      profile.installHelper();
      await guard(profile, [{ ...SITE, password: PASSWORD }, ...somePasswords(19)]);
      const context = await profile.open();
      await copy(context, PASSWORD);
      await use(context);
      await profile.remove();
    },
    { scope: "worker" },
  ],
});

export interface File {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** Brings files to the demo site, which gives them under every host, below `/brought/`. */
export async function bring(site: DemoSite, files: readonly File[]): Promise<void> {
  for (const { path, type, text } of files) {
    const address = `http://127.0.0.1:${site.httpPort}/brought/${path}`;
    const answer = await fetch(address, { method: "PUT", headers: { "content-type": type }, body: text });
    if (!answer.ok) throw new Error(`${path} was not taken: ${answer.status}`);
  }
}

/** Puts a text into the clipboard, as another program does. */
export async function copy(context: BrowserContext, text: string): Promise<void> {
  const origin = `https://${innocentHost()}`;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  await page.goto(`${origin}/plain`);
  await page.bringToFront();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.close();
}

/** Saves a password for the host of this page in the browser, on the browser's own page for that. */
export async function save(context: BrowserContext, url: string, password: string): Promise<void> {
  const page = await context.newPage();
  await page.goto("chrome://password-manager/passwords");
  const saved = { url: new URL("/", url).href, username: "mei", password, note: "", useAccountStore: false };
  await page.evaluate((saved) => chrome.passwordsPrivate.addPassword(saved), saved);
  await page.close();
}

/** A visit of a page: its address, and the label of its hosts, under which the site keeps what the page
 * got. */
export interface Visit {
  readonly url: string;
  readonly label: string;
}

/** A host for this visit alone, so that nothing is left there of any other. */
export function visitTo({ name, at }: Careless): Visit {
  const label = innocentHost().split(".")[0]!;
  const hosts = {
    "a near name": `${label}.alibaba.example`,
    "a shared host": `${label}.github.io`,
    "another host over http": `${label}.example`,
  };
  const scheme = at === "another host over http" ? "http" : "https";
  return { url: `${scheme}://${at ? hosts[at] : `${label}.example`}/brought/${name}.html`, label };
}

/** Closes the pages of a visit, of which some are closed already. */
export async function closeAll(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.close().catch(() => "it went by itself")));
}
