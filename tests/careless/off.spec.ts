// Each page of the careless typist in a browser without the extension: it gets the whole password, by
// its own trick and by each way in. What gets nothing there would show nothing.
import { expect } from "@playwright/test";

import { CARELESS, PASSWORD, quickMannerOf } from "./careless.ts";
import { longestRun, recordOf } from "./record.ts";
import { closeAll, save, test, visitTo } from "./stage.ts";
import { Typist } from "./typist.ts";

for (const careless of CARELESS) {
  const { name, ways } = careless;
  for (const way of ways) {
    test(`${name} gets the whole password by ${way}`, async ({ kit, bare }) => {
      const { url, label } = visitTo(careless);
      if (way === "autofill") await save(bare, url, PASSWORD);
      const page = await bare.newPage();
      await page.goto(url);
      const typist = new Typist(page, quickMannerOf(careless));
      await typist.give(PASSWORD, way);
      await typist.send();
      const got = async (): Promise<number> => longestRun((await recordOf(kit, label)).on("trick"), PASSWORD);
      await expect.poll(got, { message: "what its trick got" }).toBe(PASSWORD.length);
      await closeAll(typist.pages);
    });
  }
}
