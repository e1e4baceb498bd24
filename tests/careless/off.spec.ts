// Each page of the careless typist in a browser without the extension: it gets the whole password, by
// its own trick and by each way in. What gets nothing there would show nothing.
import { expect } from "@playwright/test";

import { randomFrom, seedOf } from "../kit/random.ts";
import { CARELESS, mannerOf, PASSWORD } from "./careless.ts";
import { longestRun, recordOf, replay } from "./record.ts";
import { closeAll, save, test, visitTo } from "./stage.ts";
import { Typist } from "./typist.ts";

for (const careless of CARELESS) {
  const { name, ways, habit } = careless;
  for (const way of ways) {
    test(`${name} gets the whole password by ${way}`, async ({ kit, bare }) => {
      const { url, label } = visitTo(careless);
      if (way === "autofill") await save(bare, url, PASSWORD);
      const page = await bare.newPage();
      await page.goto(url);
      // As quickly as the browser takes the keys.
      const typist = new Typist(page, { habit, random: randomFrom(seedOf(name)) });
      await typist.give(PASSWORD, way);
      await typist.send();
      const got = async (): Promise<number> => longestRun((await recordOf(kit, label)).on("trick"), PASSWORD);
      await expect.poll(got, { message: "what its trick got" }).toBe(PASSWORD.length);
      await closeAll(typist.pages);
    });
  }
}

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
  const manners = CARELESS.filter(({ ways }) => ways.includes("keys")).map(mannerOf);
  for (const speed of [30, 60, 120, 200, 300, 400]) {
    expect(manners.filter(({ perMinute }) => perMinute === speed).length, `${speed}`).toBeGreaterThanOrEqual(2);
  }
  for (const habit of ["mistypes", "leaves one out"]) {
    expect(manners.filter((manner) => manner.habit === habit).length, habit).toBeGreaterThanOrEqual(5);
  }
});
