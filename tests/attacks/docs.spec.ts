// What docs/attacks.md says of the attack kit.
import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { attacksManual } from "../kit/paths.ts";
import { ATTACKS, DEFEATS, OUTCOMES, pages, table } from "./attacks.ts";

const manual = (): string => readFileSync(attacksManual(), "utf8");

test("each page of the kit is played, once", () => {
  const played = ATTACKS.map(({ name }) => name);
  expect([...played].sort()).toEqual(pages());
  expect(new Set(played).size).toBe(played.length);
});

test("the table of attacks is that of the kit", () => {
  expect(manual()).toContain(`\n${table()}\n`);
});

test("each outcome and each defeat of a naive overlay is explained", () => {
  for (const [name, meaning] of Object.entries({ ...OUTCOMES, ...DEFEATS })) {
    expect(manual()).toContain(`| ${name} | ${meaning} |`);
  }
});

test("each threat of the table is named", () => {
  const named = [...manual().matchAll(/^\| (\d+) \| [^|]+ \|$/gm)].map(([, number]) => number);
  const used = new Set([...table().matchAll(/^\| \[.+?\| ([\d, ]+) \|/gm)].flatMap(([, numbers]) => numbers!.split(", ")));
  expect([...used].sort()).toEqual([...named].sort());
});
