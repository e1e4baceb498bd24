// What docs/careless.md says of the careless typist.
import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { carelessManual } from "../kit/paths.ts";
import { BOUNDS, CARELESS, files, headOf, PASSWORD, pages, table } from "./careless.ts";

const manual = (): string => readFileSync(carelessManual(), "utf8");

test("each page of the kit is played, once", () => {
  const played = CARELESS.map(({ name }) => name);
  expect([...played].sort()).toEqual(pages());
  expect(new Set(played).size).toBe(played.length);
});

test("the table of pages is that of the kit", () => {
  expect(manual()).toContain(`\n${table()}\n`);
});

test("each bound is explained", () => {
  for (const [bound, meaning] of Object.entries(BOUNDS)) expect(manual()).toContain(`| ${bound} | ${meaning} |`);
});

test("no page has a piece of the password in itself", () => {
  for (const { path, text } of files()) {
    for (let start = 0; start + 5 <= PASSWORD.length; start++) {
      expect(text.includes(PASSWORD.slice(start, start + 5)), path).toBe(false);
    }
  }
});

test("each threat of the table is named", () => {
  const named = [...manual().matchAll(/^\| (\d+) \| [^|]+ \|$/gm)].map(([, number]) => number!);
  const used = new Set(CARELESS.flatMap(({ name }) => headOf(name).threats.split(", ")));
  expect([...used].sort()).toEqual([...named].sort());
});
