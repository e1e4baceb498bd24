// A page of the extension is seen once its buttons work: an earlier click would be lost.
import { readdirSync } from "node:fs";

import { extensionPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import * as paths from "./kit/paths.ts";

test("no page is seen before it works", async ({ profile }) => {
  const context = await profile.open();
  const names = readdirSync(paths.extension()).filter((name) => name.endsWith(".html"));
  expect(names.length).toBeGreaterThan(5);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const body = page.locator("body");
  for (const name of names) {
    await session.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.goto(extensionPage(name));
    await expect(body, `${name}, where it has not started`).toHaveCSS("visibility", "hidden");
    await session.send("Emulation.setScriptExecutionDisabled", { value: false });
    await page.reload();
    await expect(body, `${name}, once it has started`).toHaveCSS("visibility", "visible");
  }
});
