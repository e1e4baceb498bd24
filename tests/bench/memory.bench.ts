// How much memory the background takes, after its start and after many visits: the heap of its worker
// and the memory of its WebAssembly, and the private memory of the whole process, which is what the
// browser's task manager shows. Seals are drawn in that process, too.
import { readdirSync, readFileSync } from "node:fs";

import type { BareBrowser } from "../kit/bare-browser.ts";
import { COPY, GENUINE } from "../kit/demo-site.ts";
import { extensionPage } from "../kit/extension.ts";
import { expect, test } from "../kit/fixtures.ts";
import { innocentHost, nearHost, pageAt } from "../kit/hostile.ts";
import { type Profile } from "../kit/profile.ts";
import { makeSeal } from "../kit/seal.ts";
import { listOfSites } from "../kit/sites.ts";

const WORKER = extensionPage("background.js");
const MEGABYTE = 1024 * 1024;

/** As many sites as one person has. */
const SITES = 30;

/** The worker's own: its code takes about 1 MB of heap, and the tables that it reads in place a bit more
 * of WebAssembly's memory. There is room for a picture seal, and for nothing that is kept by the visit. */
const WORKER_BUDGET_MB = 4;
/** The process is an empty one of the browser's, about 10 MB, and what the worker needs; frames of pages
 * that were left stay in it until the browser collects its garbage, and are the larger part after many
 * visits. One page of a shop takes more. */
const PROCESS_BUDGET_MB = 64;
/** How much more the worker may hold after the last visits than after the first ones: what it remembers
 * of tabs that are gone, and heap that was not given back, but nothing for each visit. */
const GROWTH_MB = 0.25;

interface Memory {
  /** JavaScript's heap after the garbage was collected. */
  readonly heap: number;
  readonly wasm: number;
  /** Of the process. */
  readonly whole: number;
}

interface Remote {
  readonly objectId: string;
}

/** All in megabytes. */
async function memoryOf(browser: BareBrowser, profile: Profile): Promise<Memory> {
  const filter = [{ type: "service_worker" }];
  const { targetInfos } = await browser.send<{ targetInfos: { targetId: string; url: string }[] }>(
    "Target.getTargets",
    { filter },
  );
  const { targetId } = targetInfos.find(({ url }) => url === WORKER)!;
  const attached = { targetId, flatten: true };
  const { sessionId } = await browser.send<{ sessionId: string }>("Target.attachToTarget", attached);
  const ask = <T>(method: string, params = {}): Promise<T> => browser.send<T>(method, params, sessionId);
  await ask("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await ask<Record<string, number>>("Runtime.getHeapUsage");
  // The module keeps its memory to itself; who debugs it finds it all the same.
  const expression = "WebAssembly.Memory.prototype";
  const { result } = await ask<{ result: Remote }>("Runtime.evaluate", { expression });
  const prototypeObjectId = result.objectId;
  const { objects } = await ask<{ objects: Remote }>("Runtime.queryObjects", { prototypeObjectId });
  const functionDeclaration = "function() { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }";
  const sum = { objectId: objects.objectId, functionDeclaration, returnByValue: true };
  const wasm = await ask<{ result: { value: number } }>("Runtime.callFunctionOn", sum);
  await browser.send("Target.detachFromTarget", { sessionId });
  return {
    heap: (usedSize! + backingStorageSize!) / MEGABYTE,
    wasm: wasm.result.value / MEGABYTE,
    whole: privateBytes(extensionProcess(profile)) / MEGABYTE,
  };
}

function extensionProcess(profile: Profile): string {
  const isOurs = (pid: string): boolean => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return line.includes(profile.browserFolder) && line.includes("--extension-process");
    } catch {
      return false; // It ended while we looked.
    }
  };
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter(isOurs);
  expect(processes, "the extension's process").toHaveLength(1);
  return processes[0]!;
}

function privateBytes(pid: string): number {
  const rows = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm);
  return [...rows].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}

/** The kinds of pages that somebody visits, in turn: with a seal, quiet, near, and never seen before. */
async function visit(browser: BareBrowser, number: number): Promise<void> {
  const pages = [
    `${GENUINE}?visit=${number}`,
    `${COPY}?visit=${number}`,
    pageAt(nearHost(), "<p>near</p>"),
    pageAt(innocentHost(), "<p>innocent</p>"),
  ];
  const url = pages[number % pages.length]!;
  await browser.open(url);
  const shown = (): Promise<unknown> => browser.evaluate("location.href + document.readyState").catch(String);
  await expect.poll(shown, { intervals: [20] }).toBe(`${url}complete`);
  if (url.startsWith(GENUINE)) {
    const words = "document.querySelector('#seal')?.innerText";
    const frame = (): Promise<unknown> =>
      browser.evaluateInFrame(extensionPage("seal_frame.html"), words).catch(String);
    await expect.poll(frame, { intervals: [20] }).toContain("quick");
  }
}

test("the background takes little memory, and no more after many visits", async ({ profile }) => {
  await makeSeal(await profile.open(), ["quick"]);
  await profile.close();
  const browser = profile.openBare();
  await browser.start(WORKER);
  const list = JSON.stringify(listOfSites(SITES));
  await browser.evaluateInWorker(WORKER, `chrome.storage.local.set({ sites: ${list} })`);
  await browser.endWorker(WORKER);
  const took = new Map<number, Memory>();
  for (let number = 0; number <= 300; number++) {
    await visit(browser, number);
    if (number % 100 === 0) took.set(number, await memoryOf(browser, profile));
  }
  console.log(`\nMB of the background with ${SITES} own sites`);
  console.log("visits     heap    WebAssembly   the whole process");
  for (const [visits, { heap, wasm, whole }] of took) {
    const columns = [heap.toFixed(2).padStart(9), wasm.toFixed(2).padStart(15), whole.toFixed(1).padStart(20)];
    console.log(`${String(visits).padStart(6)}${columns.join("")}`);
  }
  const own = ({ heap, wasm }: Memory): number => heap + wasm;
  for (const memory of took.values()) {
    expect(own(memory)).toBeLessThanOrEqual(WORKER_BUDGET_MB);
    expect(memory.whole).toBeLessThanOrEqual(PROCESS_BUDGET_MB);
  }
  expect(own(took.get(300)!) - own(took.get(100)!)).toBeLessThanOrEqual(GROWTH_MB);
});
