// A day of somebody who signs in here and there: 200 visits of all kinds (a few in the suite), by every
// way that leads to a page, as the seed has it. On each one the seal is there or nothing is, as the row
// says; the toolbar agrees, and nobody is warned of anything.
import type { BrowserContext, Page } from "@playwright/test";

import { protectSite } from "./kit/background.ts";
import { COPY, GENUINE } from "./kit/demo-site.ts";
import { background } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { isWarning, pageAt, redirectAt } from "./kit/hostile.ts";
import { oneOf, randomFrom } from "./kit/random.ts";
import { IS_SOAK, SEED, sized, SOAKS } from "./kit/sample.ts";
import { expectNothing, expectSeal, makeSeal } from "./kit/seal.ts";
import { activeTab, colourAt, type IconPixels, watchIcons } from "./kit/toolbar.ts";

const VISITS = sized(40, 200);
const TABS = 3;
const WORDS = ["lantern", "dune"];
const COLOUR = { chosen: "#b3261e", drawn: "179,38,30,255" };

/** With Alibaba.com, which always is: four of the person's own, and five well-known ones. */
const OWN = ["own.test", "greenvalley-bank.example", "city-library.test", "rowing-club.example"];
const READY = ["github.com", "paypal.com", "netflix.com", "dropbox.com", "spotify.com"];

interface Destination {
  readonly name: string;
  readonly url: string;
  /** What stands in the page. */
  readonly page: "seal" | "nothing";
  /** What the toolbar says. */
  readonly toolbar: "genuine" | "neutral";
}

const FIELD = '<label>Password <input type="password" autocomplete="current-password"></label>';
const SIGN_IN = `<form><label>Email <input autocomplete="username"></label>${FIELD}<button>Sign in</button></form>`;
const framing = (host: string, html: string): string =>
  pageAt(host, `${html}<iframe src="${pageAt(host, "<p>of the same page</p>")}"></iframe>`);

const sealed = (name: string, url: string): Destination => ({ name, url, page: "seal", toolbar: "genuine" });
const quiet = (name: string, url: string): Destination => ({ name, url, page: "nothing", toolbar: "genuine" });
const other = (name: string, url: string): Destination => ({ name, url, page: "nothing", toolbar: "neutral" });

const DESTINATIONS: readonly Destination[] = [
  sealed("a preset's sign-in page", GENUINE),
  sealed("its other sign-in host", "https://passport.alibaba.com/"),
  sealed("its form that comes late", `${GENUINE}late`),
  sealed("its page under strict policies", `${GENUINE}strict`),
  sealed("its sign-in page with a frame of its own", framing("login.alibaba.com", SIGN_IN)),
  ...OWN.map((domain) => sealed("an own site's sign-in page", `https://login.${domain}/`)),
  sealed("another host of an own site", "https://www.own.test/"),
  sealed("a well-known site's sign-in page", "https://github.com/"),
  sealed("a well-known site's sign-in page", "https://www.paypal.com/"),
  sealed("a well-known site's sign-in page", "https://www.netflix.com/"),
  sealed("a well-known site's sign-in page", "https://www.dropbox.com/"),
  sealed("a well-known site's sign-in page", "https://accounts.spotify.com/"),
  quiet("a sign-in host without a sign-in box", `${GENUINE}plain`),
  quiet("a sign-in host after signing in", `${GENUINE}home`),
  quiet("an own site's page without a sign-in box", "https://www.rowing-club.example/plain"),
  quiet("a sign-in host with a search field", pageAt("github.com", '<input type="search" aria-label="Search">')),
  other("a host of a preset where nobody signs in", "https://www.alibaba.com/"),
  other("a host of a well-known site where nobody signs in", "https://open.spotify.com/"),
  other("a sister domain", "https://www.taobao.com/"),
  other("a sister domain without a sign-in box", "https://www.aliexpress.com/plain"),
  other("a sister domain of a well-known site", "https://www.githubstatus.com/plain"),
  other("a popular domain", "https://en.wikipedia.org/plain"),
  other("a popular domain that asks for a password", "https://www.amazon.com/"),
  other("a popular domain that nobody protects", "https://www.google.com/plain"),
  other("a search page", pageAt("duckduckgo.com", '<form><input type="search" name="q"></form>')),
  other("results that name a site", pageAt("www.bing.com", `<input type="search"><a href="${GENUINE}">Alibaba.com: sign in</a>`)),
  other("a shop that asks for a password", COPY),
  other("another shop that asks for a password", pageAt("teapots-and-kettles.example", SIGN_IN)),
  other("a shop with a frame of its own that asks for a password", framing("woollen-socks.example", SIGN_IN)),
  other("a large page", `${COPY}large`),
  other("a newspaper", pageAt("morning-herald.example", "<article><h1>News</h1><p>of the day</p></article>")),
  other("a host of one word", pageAt("intranet", FIELD)),
];

/** Forward is possible after a step back alone, and is taken often then. */
const FORWARD = Array.from({ length: 6 }, () => "forward" as const);
const ONWARD = ["typed", "link", "redirect", "from http", "new tab", "popup"] as const;
const WAYS = [...ONWARD, "reload", "back", "back", ...FORWARD, "hash"] as const;
type Way = (typeof WAYS)[number];

/** Inside the rim of the icon, outside its ring. */
const RIM = colourAt(5, 16);
const TITLES = { genuine: "Genuine page. Your seal has this colour.", neutral: "Sign-in Seal" };

/** A tab with the places where it was, of which it shows one. */
interface Tab {
  readonly page: Page;
  readonly id: number;
  readonly places: Destination[];
  at: number;
}

class Day {
  readonly #context: BrowserContext;
  readonly #iconOf: (tab: number) => Promise<IconPixels>;

  private constructor(context: BrowserContext, iconOf: (tab: number) => Promise<IconPixels>) {
    this.#context = context;
    this.#iconOf = iconOf;
  }

  static async in(context: BrowserContext): Promise<Day> {
    return new Day(context, await watchIcons(context));
  }

  async openTab(): Promise<Tab> {
    const page = await this.#context.newPage();
    return { page, id: await activeTab(this.#context), places: [], at: -1 };
  }

  /** Goes there, or where back, forward, reload and a change of the hash lead from where the tab is. */
  async go(tab: Tab, way: Way, to: Destination): Promise<void> {
    const { page } = tab;
    await page.bringToFront();
    const visited = (): void => {
      tab.places.splice(tab.at + 1, Infinity, to);
      tab.at++;
    };
    switch (way) {
      case "typed":
      case "new tab":
        await page.goto(to.url);
        return visited();
      case "redirect":
        await page.goto(redirectAt("short-links.example", 302, to.url));
        return visited();
      case "from http":
        await page.goto(redirectAt(new URL(to.url).host, 301, to.url).replace("https:", "http:"));
        return visited();
      case "link":
        await page.evaluate((url) => {
          const link = document.createElement("a");
          link.href = url;
          link.click();
        }, to.url);
        await page.waitForURL(to.url);
        return visited();
      // A page that was kept tells of no loading.
      case "back":
        await page.goBack({ waitUntil: "commit" });
        tab.at--;
        return;
      case "forward":
        await page.goForward({ waitUntil: "commit" });
        tab.at++;
        return;
      case "reload":
        await page.reload();
        return;
      case "hash": {
        const here = tab.places[tab.at]!;
        const url = `${here.url}#${tab.at}`;
        await page.evaluate((url) => void location.assign(url), url);
        tab.places.splice(tab.at + 1, Infinity, { ...here, url });
        tab.at++;
        return;
      }
      case "popup":
        throw new Error("a popup is a tab of its own");
    }
  }

  async popUp(tab: Tab, to: Destination): Promise<Tab> {
    const [page] = await Promise.all([
      tab.page.waitForEvent("popup"),
      tab.page.evaluate((url) => void window.open(url, "_blank", "popup"), to.url),
    ]);
    await page.waitForURL(to.url);
    const worker = await background(this.#context);
    const shown = await worker.evaluate(() => chrome.tabs.query({}));
    return { page, id: shown.find(({ url }) => url === to.url)!.id, places: [to], at: 0 };
  }

  /** The page and the toolbar are as the row says, and no warning came. */
  async expectRight(tab: Tab): Promise<void> {
    const { page, id } = tab;
    const place = tab.places[tab.at]!;
    expect(this.#context.pages().filter(isWarning), "warnings").toEqual([]);
    await expect.poll(() => page.url()).toBe(place.url);
    const worker = await background(this.#context);
    const title = (): Promise<string> => worker.evaluate((tabId) => chrome.action.getTitle({ tabId }), id);
    await expect.poll(title, { message: "the toolbar's words" }).toBe(TITLES[place.toolbar]);
    if (place.toolbar === "genuine") {
      await expect.poll(() => this.#iconOf(id).then(RIM), { message: "the toolbar's colour" }).toBe(COLOUR.drawn);
    }
    if (place.page === "seal") await expectSeal(page, WORDS);
    else await expectNothing(page);
    expect(this.#context.pages().filter(isWarning), "warnings").toEqual([]);
  }
}

/** What can be done in this tab. */
function isOpen(tab: Tab, way: Way): boolean {
  if (way === "back") return tab.at > 0;
  if (way === "forward") return tab.at < tab.places.length - 1;
  if (way === "reload" || way === "hash" || way === "link" || way === "popup") return tab.at >= 0;
  return true;
}

test(`a day of ${VISITS} mixed visits has no false alarm and no missing seal`, SOAKS, async ({ profile }) => {
  test.setTimeout(sized(60_000, 600_000));
  const context = await profile.open();
  await makeSeal(context, WORDS, COLOUR.chosen);
  for (const domain of [...OWN, ...READY]) await protectSite(context, domain);
  const day = await Day.in(context);
  const random = randomFrom(SEED);
  const tabs = [await day.openTab()];
  const counts = { seal: 0, genuine: 0, neutral: 0 };
  const byWay = new Map<Way, number>();
  const been = new Set<string>();
  const wrong: string[] = [];

  const look = async (tab: Tab, words: string): Promise<void> => {
    const { name, url } = tab.places[tab.at]!;
    await day.expectRight(tab).catch((error: Error) => {
      wrong.push(`${words} ${name} (${url}): ${error.message.split("\n").slice(0, 6).join(" ")}`);
    });
  };
  // Each destination once, then any.
  const left = [...DESTINATIONS];
  const next = (): Destination =>
    left.splice(Math.floor(random() * left.length), 1)[0] ?? oneOf(DESTINATIONS, random);
  for (let visit = 1; visit <= VISITS; visit++) {
    let tab = oneOf(tabs, random);
    const open = WAYS.filter((way) => isOpen(tab, way));
    const way = oneOf(open, random);
    const isOnward = ONWARD.some((onward) => onward === way);
    const { url, ...row } = isOnward ? next() : tab.places[tab.at]!;
    // Each visit has an address of its own.
    const to = { ...row, url: `${url}${url.includes("?") ? "&" : "?"}visit=${visit}` };
    const words = `visit ${visit}, ${way}:`;
    // What came late to the page before is seen now.
    if (tab.at >= 0) await look(tab, `before ${words}`);
    try {
      if (way === "popup") {
        tab = await day.popUp(tab, to);
      } else {
        if (way === "new tab") {
          if (tabs.length === TABS) await tabs.shift()!.page.close();
          tabs.push((tab = await day.openTab()));
        }
        await day.go(tab, way, to);
      }
    } catch (error) {
      wrong.push(`${words} ${to.name} (${to.url}) was not reached: ${(error as Error).message}`);
      break;
    }
    await look(tab, words);
    const place = tab.places[tab.at]!;
    counts[place.page === "seal" ? "seal" : place.toolbar]++;
    byWay.set(way, (byWay.get(way) ?? 0) + 1);
    been.add(place.name);
    if (way === "popup") await tab.page.close();
  }

  const ways = [...byWay].map(([way, count]) => `${way} ${count}`).join(", ");
  console.log(
    `seed ${SEED}: ${counts.seal} visits with a seal, ${counts.genuine} quiet on a genuine host, ${counts.neutral} elsewhere; ${wrong.length} wrong (${ways})`,
  );
  expect(wrong).toEqual([]);
  expect(counts.seal + counts.genuine + counts.neutral).toBe(VISITS);
  if (!IS_SOAK) return; // a few visits are not of every kind
  expect([...byWay.keys()].sort()).toEqual([...new Set(WAYS)].sort());
  expect([...been].sort()).toEqual([...new Set(DESTINATIONS.map(({ name }) => name))].sort());
});
