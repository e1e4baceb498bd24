// Opens pages that others saved on a genuine sign-in host, in the real browser, and writes down
// whether the extension puts a frame there. `cargo xtask measure signin` says which pages, and
// judges what came of them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { type BrowserContext, expect, type Page } from "@playwright/test";

import { EXTENSION_ID } from "../kit/extension.ts";
import { test } from "../kit/fixtures.ts";
import { LOOKED_MS, sealFrames } from "../kit/seal.ts";

interface Measured {
  readonly file: string;
  readonly shown: boolean;
  /** How many fields the browser has, in all roots and frames: a page can have lost its scripts. */
  readonly fields: number;
  /** What the content script says of the page. */
  readonly described: unknown;
}

const HTML = "text/html; charset=utf-8";
const HOST = "https://login.alibaba.com";
/** Pages that are open at once. */
const TABS = 6;

/** The page without the labels that its collectors wrote into it. */
function unlabelled(html: string): string {
  return html.replace(/\sdata-(?:fathom|manual-)[\w-]*(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?/gi, "");
}

test("saved pages", async ({ makeProfile }) => {
  const files = JSON.parse(readFileSync(process.env.SIGNIN_SEAL_PAGES!, "utf8")) as string[];
  // No helper: its absence is said at the place of the seal, and nowhere else.
  const context = await makeProfile().open();
  // No word of a page's file name in its address: it would say what the page is.
  const waiting = files.map((file, index) => ({ file, url: `${HOST}/${index}/` }));
  await context.route("**/*", (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const [, index, name] = /^\/(\d+)\/([\w.-]*)$/.exec(pathname) ?? [];
    const page = index === undefined ? undefined : files[Number(index)];
    if (!page || origin !== HOST) return route.abort();
    if (!name) return route.fulfill({ body: unlabelled(readFileSync(page, "utf8")), contentType: HTML });
    const file = join(dirname(page), name);
    return existsSync(file) ? route.fulfill({ path: file }) : route.abort();
  });
  const measured: Measured[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      measured.push({ file: next.file, ...(await visit(context, next.url)) });
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  expect(measured).toHaveLength(files.length);
  writeFileSync(process.env.SIGNIN_SEAL_MEASURED!, JSON.stringify(measured));
});

async function visit(context: BrowserContext, url: string): Promise<Omit<Measured, "file">> {
  const page = await context.newPage();
  page.on("dialog", (dialog) => void dialog.dismiss());
  const described = describing(page);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(LOOKED_MS);
  const shown = sealFrames(page).length > 0;
  const answer = { shown, fields: await countFields(page), described: await (await described)() };
  await page.close();
  return answer;
}

async function countFields(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  const { nodes } = await session.send("DOM.getFlattenedDocument", { depth: -1, pierce: true });
  return nodes.filter(({ localName }) => localName === "input").length;
}

/** Asks the content script of this page, in the world where it runs. */
async function describing(page: Page): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  let world: number | undefined;
  session.on("Runtime.executionContextCreated", ({ context }) => {
    const { frameId } = context.auxData as { frameId: string };
    const isTop = frameId === mainFrame;
    if (isTop && context.origin === `chrome-extension://${EXTENSION_ID}`) world = context.id;
  });
  const { frameTree } = await session.send("Page.getFrameTree");
  const mainFrame = frameTree.frame.id;
  await session.send("Runtime.enable");
  return async () => {
    if (world === undefined) return null;
    const { result } = await session.send("Runtime.evaluate", {
      contextId: world,
      expression: "signInFields.describe().message",
      returnByValue: true,
    });
    return result.value as unknown;
  };
}
