// The careless person: does what a page asks for, and looks at nothing.
//
// A page says by attributes what it shows to a person:
//
// - `data-careless`: they click here, once for each document and value; "focused": the focus is there
//   already; "access KEY" and "tab to …": they press Alt and this key, or Tab, in place of a click; "type TEXT": they
//   type this first, and press Enter;
// - `data-careless-wait`: something is going on, and they wait;
// - `data-careless-windows`: how many windows they see;
// - `data-careless-tab`: they go on in the tab whose address ends like this.
import type { BrowserContext, CDPSession, Frame, Page } from "@playwright/test";

import { EXTENSION_ID } from "../kit/extension.ts";
import { pressKey } from "../kit/keys.ts";
import { oneOf } from "../kit/random.ts";

/** How a person types. */
export interface Manner {
  /** Characters a minute; none: as quickly as the browser takes them. */
  readonly perMinute?: number;
  readonly habit?: Habit;
  readonly random: () => number;
}

export const HABITS = ["mistypes", "leaves one out"] as const;
export type Habit = (typeof HABITS)[number];

/** The quickest of the typists, in characters a minute. */
export const FASTEST = 400;

/** How what was copied, found, spoken or composed gets into a page. */
export type Way = "keys" | "paste" | "paste by Shift+Insert" | "drop" | "dictation" | "composition" | "autofill";

/** So long a person waits for a page that goes on. */
const PATIENCE_MS = 8_000;

const after = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

/** What a frame shows a person. */
interface Shown {
  readonly document: string;
  readonly isWaiting: boolean;
  readonly windows: number;
  readonly tab: string | null;
  readonly asks: readonly string[];
}

function look(): Shown {
  const { dataset } = document.documentElement;
  const asking = [...document.querySelectorAll<HTMLElement>("[data-careless]")];
  return {
    document: `${performance.timeOrigin} ${location.href}`,
    isWaiting: "carelessWait" in dataset || document.readyState === "loading",
    windows: Number(dataset.carelessWindows ?? 1),
    tab: dataset.carelessTab ?? null,
    asks: asking.filter((element) => element.checkVisibility()).map(({ dataset }) => dataset.careless!),
  };
}

export class Typist {
  readonly #context: BrowserContext;
  readonly #manner: Manner;
  readonly #done = new Set<string>();
  /** Pages that were open before: they are somebody else's. */
  readonly #others: ReadonlySet<Page>;
  #sessions = new Map<Page, CDPSession>();
  /** What they look at. */
  front: Page;
  /** The last place at which they clicked. */
  #place = { x: 0, y: 0 };

  constructor(page: Page, manner: Manner) {
    this.front = page;
    this.#context = page.context();
    this.#others = new Set(this.#context.pages().filter((other) => other !== page));
    this.#manner = manner;
  }

  /** Their tabs and windows. */
  get pages(): Page[] {
    return this.#context.pages().filter((page) => !this.#others.has(page));
  }

  /** Whether the extension stands in the place of a page of theirs. */
  get isStopped(): boolean {
    return this.pages.some((page) => page.url().startsWith(`chrome-extension://${EXTENSION_ID}/`));
  }

  /** Gives the password to whatever page asks for it. Ends where the page is taken away. */
  async give(password: string, way: Way): Promise<void> {
    try {
      await this.#follow();
      if (way === "keys") await this.#type(password);
      else await this.#bring(password, way);
    } catch (error) {
      if (!(await this.#comesToStop())) throw error;
    }
  }

  /** Sends what they have typed: by the key, or by a click on the page's button. */
  async send(): Promise<void> {
    if (this.isStopped) return;
    try {
      await this.#follow();
      const button = this.#manner.random() < 0.3 ? await this.#button() : undefined;
      if (button) await this.front.mouse.click(button.x, button.y);
      else await this.front.keyboard.press("Enter");
    } catch (error) {
      if (!(await this.#comesToStop())) throw error;
    }
  }

  /** A page that is taken away lets go of the keyboard first. */
  async #comesToStop(): Promise<boolean> {
    for (let waited = 0; waited < 1_000 && !this.isStopped; waited += 20) await after(20);
    return this.isStopped;
  }

  async #button(): Promise<{ x: number; y: number } | undefined> {
    for (const frame of this.front.frames()) {
      const box = await frame.locator("form button").first().boundingBox({ timeout: 200 }).catch(() => null);
      if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return undefined;
  }

  /** Does what the page asks for, until it asks for nothing more. */
  async #follow(): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!this.isStopped) {
      const isBusy = await this.#step();
      if (!isBusy) return;
      if (Date.now() > end) throw new Error(`${this.front.url().slice(0, 80)} keeps the person waiting`);
    }
  }

  /** One step of it; false where there is nothing to do. */
  async #step(): Promise<boolean> {
    const seen: { page: Page; frame: Frame; shown: Shown }[] = [];
    // A window that opens while these are looked at has not been seen.
    const pages = this.pages;
    for (const page of pages) {
      for (const frame of page.frames()) {
        const shown = await Promise.race([frame.evaluate(look), after(500)]).catch(() => undefined);
        if (shown) seen.push({ page, frame, shown });
        else if (frame === page.mainFrame() || !frame.isDetached()) {
          await after(10);
          return true;
        }
      }
    }
    const windows = Math.max(1, ...seen.map(({ shown }) => shown.windows));
    if (seen.some(({ shown }) => shown.isWaiting) || pages.length < windows) {
      await after(10);
      return true;
    }
    const tab = seen.find(({ page, shown }) => page === this.front && shown.tab !== null)?.shown.tab;
    if (tab && !this.front.url().endsWith(tab)) {
      await this.#goToTab(tab);
      return true;
    }
    for (const { page, frame, shown } of seen) {
      for (const asked of shown.asks) {
        const what = `${shown.document} ${asked}`;
        if (this.#done.has(what) || (tab !== undefined && page !== this.front)) continue;
        this.#done.add(what);
        await this.#front(page);
        await this.#do(frame, asked);
        return true;
      }
    }
    return false;
  }

  async #front(page: Page): Promise<void> {
    if (page === this.front) return;
    // A page in the background has no focus, and Playwright lets each page believe that it has it.
    for (const each of new Set([this.front, page])) if (!each.isClosed()) await this.#believeNothing(each);
    this.front = page;
    await page.bringToFront();
  }

  async #believeNothing(page: Page): Promise<void> {
    const session = await this.#session(page);
    await session.send("Emulation.setFocusEmulationEnabled", { enabled: false });
  }

  async #goToTab(tab: string): Promise<void> {
    const first = this.pages[0]!;
    const address = new URL(tab, first.url()).href;
    const there = this.pages.find((page) => page.url() === address || (tab === "?" && page === first));
    const page = there ?? (await this.#context.newPage());
    await this.#front(page);
    if (!there) await page.goto(address);
  }

  async #do(frame: Frame, asked: string): Promise<void> {
    if (asked === "focused") return;
    if (asked.startsWith("access ")) return this.#pressWithAlt(asked.slice("access ".length));
    if (asked.startsWith("tab ")) return this.front.keyboard.press("Tab");
    const element = frame.locator(`[data-careless=${JSON.stringify(asked)}]`);
    const box = await element.filter({ visible: true }).first().boundingBox({ timeout: 2_000 });
    if (!box) return;
    this.#place = { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 };
    await this.front.mouse.click(this.#place.x, this.#place.y);
    if (!asked.startsWith("type ")) return;
    for (const key of [...asked.slice("type ".length), "Enter"]) await pressKey(this.front, key, () => Promise.resolve());
  }

  async #type(password: string): Promise<void> {
    for (const keys of strokes(password, this.#manner)) {
      for (const key of keys) {
        if (this.isStopped) return;
        const pause = this.#pause();
        await pressKey(this.front, key, () => (pause ? after(pause * 0.3) : Promise.resolve()));
        if (pause) await after(pause * 0.7);
        await this.#follow();
      }
    }
  }

  /** Between two keys, in milliseconds: nobody types like a clock. */
  #pause(): number {
    const { perMinute, random } = this.#manner;
    return perMinute ? (60_000 / perMinute) * (0.7 + 0.6 * random()) : 0;
  }

  async #bring(password: string, way: Exclude<Way, "keys">): Promise<void> {
    switch (way) {
      case "paste":
        return this.front.keyboard.press("Control+V");
      case "paste by Shift+Insert":
        return this.front.keyboard.press("Shift+Insert");
      case "drop":
        return this.#drop(password);
      case "dictation":
        return this.front.keyboard.insertText(password);
      case "composition":
        return this.#compose(password);
      case "autofill":
        return; // A click anywhere lets the page have what the browser has filled in.
    }
  }

  async #session(page = this.front): Promise<CDPSession> {
    const session = this.#sessions.get(page) ?? (await this.#context.newCDPSession(page));
    this.#sessions.set(page, session);
    return session;
  }

  /** A page that is led away may never answer. */
  async #orStopped(sent: Promise<unknown>): Promise<void> {
    let isAnswered = false;
    const answered = sent.finally(() => (isAnswered = true));
    const stopped = (async () => {
      while (!isAnswered && !this.isStopped) await after(20);
    })();
    await Promise.race([answered, stopped]);
    answered.catch(() => "its page is gone");
  }

  async #pressWithAlt(letter: string): Promise<void> {
    const session = await this.#session();
    const key = { key: letter, modifiers: 1, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    // Access is given by what the key would write.
    await session.send("Input.dispatchKeyEvent", { type: "char", ...key, text: letter, unmodifiedText: letter });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }

  /** Drops text that was dragged from another program. */
  async #drop(text: string): Promise<void> {
    const session = await this.#session();
    const data = { items: [{ mimeType: "text/plain", data: text }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await session.send("Input.dispatchDragEvent", { type, ...this.#place, data });
    }
  }

  /** Composes the text as an input method does, and commits it. */
  async #compose(text: string): Promise<void> {
    const session = await this.#session();
    for (let end = 1; end <= text.length && !this.isStopped; end++) {
      const caret = { selectionStart: end, selectionEnd: end };
      await this.#orStopped(session.send("Input.imeSetComposition", { text: text.slice(0, end), ...caret }));
      const pause = this.#pause();
      if (pause) await after(pause);
    }
    if (!this.isStopped) await this.#orStopped(session.send("Input.insertText", { text }));
  }
}

/** The keys for each character. */
function strokes(text: string, { habit, random }: Manner): string[][] {
  const keys = [...text].map((character) => [character]);
  if (!habit) return keys;
  const place = 5 + Math.floor(random() * (text.length - 7));
  if (habit === "mistypes") keys[place]!.unshift(oneOf([..."ghjy"], random), "Backspace");
  // The one that was left out is put in behind the next.
  else keys.splice(place, 2, [], [text[place + 1]!, "ArrowLeft", text[place]!, "ArrowRight"]);
  return keys;
}
