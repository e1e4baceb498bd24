// What is held back and turns out to be nothing: it comes to the page in its order, and soon. What is
// nobody's business is not held at all, and where nobody judges the person is told.
import type { BrowserContext, Page } from "@playwright/test";

import { expect, test } from "./kit/fixtures.ts";
import { openAsking, openGuarded, SECRET, signInGenuinely, typeAway } from "./kit/guarded.ts";
import { innocentHost, isWarning, pageAt } from "./kit/hostile.ts";
import { showsNotice } from "./kit/notice.ts";
import { killWorkerAlone } from "./kit/worker.ts";

/** From the deciding character to what was held (the issue of the guard names it). */
const DELIVERED_MS = 50;
/** How long the page waits for a judgement, as in `limits.rs`, and some time for the computer. */
const SILENCE_MS = 300;
/** So long the note stands at least, as in `guarding_notice.js`. */
const READ_MS = 5_000;
/** Begins like the guarded password, and is as long. */
const ALIKE = `${SECRET.slice(0, 4)}${"other-words-are-here".slice(0, SECRET.length - 4)}`;

const got = (page: Page): Promise<string> => page.locator("#password").inputValue();

/** When the field first had `text`, in milliseconds of the epoch. */
async function watchFor(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((text) => {
    const field = document.querySelector<HTMLInputElement>("#password")!;
    field.addEventListener("input", () => {
      if (field.value === text) field.dataset.at ??= String(performance.timeOrigin + performance.now());
    });
  }, text);
  return async () => {
    await expect(page.locator("#password")).toHaveAttribute("data-at", /./);
    return Number(await page.locator("#password").getAttribute("data-at"));
  };
}

test("what begins like a guarded password is held, and comes within 50 ms of the character that decides", async ({
  profile,
}) => {
  const context = await openGuarded(profile);
  const delays: number[] = [];
  for (let round = 0; round < 9; round++) {
    const page = await openAsking(context, innocentHost());
    const arrived = await watchFor(page, ALIKE);
    await page.keyboard.type(ALIKE.slice(0, -1), { delay: 20 });
    expect(await got(page)).toBe(ALIKE.slice(0, 4));
    const pressed = Date.now();
    await page.keyboard.press(ALIKE.at(-1)!);
    delays.push((await arrived()) - pressed);
    expect(await got(page)).toBe(ALIKE);
    expect(isWarning(page)).toBe(false);
    await page.close();
  }
  delays.sort((one, other) => one - other);
  console.log(`ms from the deciding key to the whole text: ${delays.map((delay) => delay.toFixed()).join(" ")}`);
  expect(delays[Math.floor(delays.length / 2)]!).toBeLessThan(DELIVERED_MS);
});

test("a password that was typed where it belongs is not what is typed on the next site", async ({ profile }) => {
  const context = await openGuarded(profile);
  await signInGenuinely(context);
  const page = await openAsking(context, innocentHost());
  await page.keyboard.type("another word", { delay: 20 });
  await expect.poll(() => got(page)).toBe("another word");
  expect(isWarning(page)).toBe(false);
  // It is guarded all the same.
  await page.locator("#password").fill("");
  await typeAway(page, SECRET);
  await expect.poll(() => isWarning(page)).toBe(true);
});

/** The helper stands still for as long as `work` takes: it is there, and says nothing. */
async function inSilence(pids: readonly number[], work: () => Promise<void>): Promise<void> {
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  try {
    await work();
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  }
}

test("where nobody judges within 300 ms the keys go through, and the person is told", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await openAsking(context, innocentHost());
  await page.keyboard.type("ab", { delay: 20 });
  await expect.poll(() => got(page)).toBe("ab");
  const session = await context.newCDPSession(page);
  expect(await showsNotice(session)).toBe(false);
  let silentUntil = 0;
  await inSilence(profile.helperProcesses(), async () => {
    const arrived = await watchFor(page, "abcd");
    const pressed = Date.now();
    await page.keyboard.type("cd", { delay: 20 });
    const delay = (await arrived()) - pressed;
    expect(delay).toBeGreaterThan(SILENCE_MS * 0.9);
    expect(delay).toBeLessThan(SILENCE_MS * 3);
    await expect.poll(() => showsNotice(session)).toBe(true);
    // A page that takes it away has it there again at the next key.
    await page.evaluate(() => document.querySelector("html > div")!.remove());
    expect(await showsNotice(session)).toBe(false);
    await page.keyboard.press("e");
    await expect.poll(() => showsNotice(session)).toBe(true);
    silentUntil = Date.now();
  });
  await page.keyboard.press("f");
  await expect.poll(() => got(page), { message: "somebody judges again" }).toBe("abcdef");
  await expect.poll(() => showsNotice(session), { message: "it goes when somebody judges again" }).toBe(false);
  // What flashes, nobody reads.
  expect(Date.now() - silentUntil).toBeGreaterThan(READ_MS);
});

/** The next key finds nobody awake, so that it is held for some time. */
async function withHeld(context: BrowserContext, page: Page, keys: readonly string[]): Promise<void> {
  await killWorkerAlone(context);
  await page.bringToFront();
  for (const key of keys) await page.keyboard.press(key);
}

test("what takes back is held in its order too", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await openAsking(context, innocentHost());
  await page.keyboard.type("abcdef", { delay: 20 });
  await expect.poll(() => got(page)).toBe("abcdef");
  await withHeld(context, page, ["Backspace", "Backspace"]);
  await expect.poll(() => got(page)).toBe("abcd");
  await withHeld(context, page, ["ArrowLeft", "Backspace", "Shift+X"]);
  await expect.poll(() => got(page)).toBe("abXd");
});

test("a click on what is drawn ends what is held, and the mouse is not held for ever", async ({ profile }) => {
  const context = await openGuarded(profile);
  const icon = `<button id="eye" type="button" onclick="this.title += '!'"><svg id="icon" width="40" height="40"><rect width="40" height="40"/></svg></button>`;
  const page = await openAsking(context, innocentHost(), icon);
  await page.keyboard.type("ab", { delay: 20 });
  await withHeld(context, page, ["c"]);
  await page.mouse.click(...(await middleOf(page, "#icon")));
  await expect(page.locator("#eye")).toHaveAttribute("title", "!");
  await page.mouse.click(...(await middleOf(page, "#icon")));
  await expect(page.locator("#eye")).toHaveAttribute("title", "!!");
  expect(await got(page)).toBe("abc");
});

async function middleOf(page: Page, selector: string): Promise<[number, number]> {
  const box = (await page.locator(selector).boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test("characters of two halves are taken back whole", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await openAsking(context, innocentHost());
  const session = await context.newCDPSession(page);
  await page.keyboard.insertText("\u{1f600}");
  await expect.poll(() => got(page)).toBe("\u{1f600}");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("ok", { delay: 20 });
  await expect.poll(() => got(page)).toBe("ok");
  expect(await showsNotice(session)).toBe(false);
});

test("what a page lets be dragged on itself is its own business", async ({ profile }) => {
  const context = await openGuarded(profile);
  const page = await context.newPage();
  const board = `<p id="card" draggable="true" style="width: 100px">card</p><div id="place" style="height: 200px"></div>
    <script>
      const said = [];
      card.ondragstart = ({ dataTransfer }) => dataTransfer.setData("text/plain", "card 7");
      place.ondragover = (event) => event.preventDefault();
      place.ondrop = ({ isTrusted, dataTransfer }) => said.push("drop " + isTrusted + " " + dataTransfer.getData("text/plain"));
      card.ondragend = () => said.push("dragend");
    </script>`;
  await page.goto(pageAt(innocentHost(), board));
  await page.locator("#card").dragTo(page.locator("#place"));
  expect(await page.evaluate("said")).toEqual(["drop true card 7", "dragend"]);
});
