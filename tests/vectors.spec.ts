// The vectors of the URL Standard and of UTS 46, in the browser: what its own parser, our
// WebAssembly and the helper make of the same addresses. shared/tests/host_vectors.rs holds the
// helper's parser against what the vectors expect.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { chromium, expect, test } from "@playwright/test";

import * as paths from "./kit/paths.ts";

const read = <T>(name: string): T => JSON.parse(readFileSync(paths.vectors(name), "utf8")) as T;

const addresses = [
  ...read<{ address: string }[]>("url.json").map(({ address }) => address),
  ...read<{ name: string }[]>("idna.json").map(({ name }) => `https://${name}/x`),
];

/** Where Chromium departs from the standard, with the reason. */
const known = new Set(Object.values(read<Record<string, string[]>>("chromium_differs.json")).flat());
/** Where the helper does: DIFFERENT in shared/tests/host_vectors.rs says why. */
known.add("https://\u{3e8ac}。\u{729}。\u{cbd9}5/x");
known.add("https://\u{3e8ac}。\u{729}。\u{110d}\u{1173}\u{11ac}5/x");

interface Hosts {
  readonly address: string;
  readonly browser: string | null;
  readonly wasm: string | null;
  readonly helper: string | null;
}

/** A page of a real browser without any network, with our WebAssembly at hand. */
async function askBrowser(): Promise<{ browser: string | null; wasm: string | null }[]> {
  const origin = "https://judge.example";
  const browser = await chromium.launch({ executablePath: paths.chromium(), args: ["--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.route(`${origin}/**`, (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      if (file === "") return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
      return route.fulfill({ path: join(paths.testJudge(), file) });
    });
    await page.goto(`${origin}/`);
    return await page.evaluate(async (addresses) => {
      const bindings = "/test_judge.js";
      const judge = (await import(bindings)) as {
        default: (wasm: { module_or_path: string }) => Promise<unknown>;
        host_of: (address: string) => string | undefined;
      };
      await judge.default({ module_or_path: "/test_judge_bg.wasm" });
      const hostname = (address: string): string | null => {
        if (!URL.canParse(address)) return null;
        const url = new URL(address);
        return /^https?:$/.test(url.protocol) ? url.hostname : null;
      };
      return addresses.map((address) => ({
        browser: hostname(address),
        wasm: judge.host_of(address) ?? null,
      }));
    }, addresses);
  } finally {
    await browser.close();
  }
}

/** What `signin-seal-host check` says: by lines, and by arguments where a line feed is in the address. */
function askHelper(): (string | null)[] {
  const check = (questions: string[], input: string): (string | null)[] => {
    const printed = execFileSync(paths.helper(), ["check", "--no-preset", "--", ...questions], {
      encoding: "utf8",
      input,
      maxBuffer: 2 ** 26,
    });
    const lines = printed.split("\n").slice(0, -1);
    return lines.map((line) => (JSON.parse(line) as { host: string | null }).host);
  };
  const isLine = (address: string): boolean => !/\n|\r$/.test(address);
  const asked = addresses.filter(namesTheWeb);
  const byLine = check([], asked.filter(isLine).join("\n"));
  const byArgument = check(asked.filter((address) => !isLine(address)), "");
  return addresses.map((address) => {
    if (!namesTheWeb(address)) return null;
    return (isLine(address) ? byLine : byArgument).shift() ?? null;
  });
}

/** As a verdict compares it: without a trailing dot, and none where nobody could look it up. */
function comparable(host: string | null): string | null {
  const name = host?.replace(/\.$/, "") ?? null;
  return name === null || name.split(".").includes("") || name.length > 253 ? null : name;
}

/** Whether the address names one of the web's schemes. The helper may take other text for a host: it is not asked. */
function namesTheWeb(address: string): boolean {
  return /^[\0-\x20]*https?:/i.test(address.replace(/[\t\n\r]/g, ""));
}

// All is asked once.
test.describe.configure({ mode: "default" });

let hosts: Hosts[];

test.beforeAll(async () => {
  const helper = askHelper();
  const inBrowser = await askBrowser();
  hosts = addresses.map((address, index) => ({
    address,
    browser: inBrowser[index]?.browser ?? null,
    wasm: inBrowser[index]?.wasm ?? null,
    helper: helper[index] ?? null,
  }));
});

test("the extension judges the host that the browser goes to", () => {
  expect(hosts.length).toBeGreaterThan(3_600);
  for (const { address, browser, wasm } of hosts) {
    expect(wasm, JSON.stringify(address)).toBe(comparable(browser));
  }
});

test("the helper reads the host that the browser goes to", () => {
  const different = hosts.filter(({ browser, helper }) => helper !== comparable(browser));
  for (const row of different) console.log(JSON.stringify(row));
  const unknown = different.filter(({ address }) => !known.has(address));
  expect(unknown).toEqual([]);
});

test("where they differ, never both read a name that somebody could own", () => {
  const ownable = (host: string | null): boolean => host !== null && /^[a-z0-9._-]+$/.test(host);
  for (const { address, wasm, helper } of hosts) {
    if (wasm === helper) continue;
    expect([wasm, helper].filter(ownable).length, JSON.stringify(address)).toBeLessThanOrEqual(1);
  }
});
