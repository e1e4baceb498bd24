// How people type, and how what a page got is read.
import { expect, test } from "@playwright/test";

import { CARELESS, mannerOfAPerson, PASSWORD } from "./careless.ts";
import { longestRun, replay } from "./record.ts";

test("the judge reads what was got in whatever form it came", () => {
  expect(replay("ab⟨Shift⟩C⟨Backspace⟩x")).toBe("abx");
  expect(replay("acb⟨ArrowLeft⟩⟨ArrowLeft⟩z⟨End⟩!")).toBe("azcb!");
  expect(longestRun("", PASSWORD)).toBe(0);
  expect(longestRun(`xx${PASSWORD.slice(0, 4)}yy`, PASSWORD)).toBe(4);
  expect(longestRun(PASSWORD.toUpperCase(), PASSWORD)).toBe(PASSWORD.length);
  expect(longestRun([...PASSWORD].reverse().join(""), PASSWORD)).toBe(PASSWORD.length);
  expect(longestRun([...PASSWORD].join("⟨Shift⟩"), PASSWORD)).toBe(PASSWORD.length);
});

test("people type at every speed from 30 to 400 characters a minute, and by each habit", () => {
  const manners = CARELESS.filter(({ ways }) => ways.includes("keys")).map(mannerOfAPerson);
  for (const speed of [30, 60, 120, 200, 300, 400]) {
    expect(manners.filter(({ perMinute }) => perMinute === speed).length, `${speed}`).toBeGreaterThanOrEqual(2);
  }
  for (const habit of ["mistypes", "leaves one out"]) {
    expect(manners.filter((manner) => manner.habit === habit).length, habit).toBeGreaterThanOrEqual(5);
  }
});
