// Pages that the browser prepares before they are shown. Playwright switches that off, so that the
// browser is driven without it.
import type { BareBrowser } from "./kit/bare-browser.ts";
import { extensionPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { blockedHost, caught, innocentHost, keysCaught, pageAt, trapAt } from "./kit/hostile.ts";
import { LOOKED_MS, makeSeal } from "./kit/seal.ts";

/** Shows a page that lets the browser prepare `url`, and waits until that is done. Only a page of
 * the same site can be prepared. */
async function prepare(browser: BareBrowser, host: string, url: string): Promise<void> {
  await browser.start(extensionPage("background.js"));
  const rules = JSON.stringify({ prerender: [{ urls: [url], eagerness: "immediate" }] });
  const html = `<script type="speculationrules">${rules}</script><a href="${url}">go</a>`;
  await browser.open(pageAt(host, html));
  await expect.poll(() => browser.preparedPages(), { message: "a page that is prepared" }).toEqual([url]);
}

/** Types, goes to the prepared page, and types on until `isThere`. */
async function goTyping(browser: BareBrowser, isThere: () => boolean | Promise<boolean>): Promise<void> {
  await browser.press("k");
  await browser.evaluate("document.querySelector('a').click()");
  await expect
    .poll(
      async () => {
        await browser.press("k");
        return isThere();
      },
      { intervals: [0] },
    )
    .toBe(true);
}

test("an innocent page is prepared, shown, and hears its keys", async ({ ownProfile: profile, site }) => {
  const browser = profile.openBare();
  const host = innocentHost();
  await prepare(browser, host, trapAt(`www.${host}`));
  await goTyping(browser, async () => (await keysCaught(site, `www.${host}`)).includes("keydown k"));
  const activation = "performance.getEntriesByType('navigation')[0].activationStart";
  expect(await browser.evaluate(activation)).toBeGreaterThan(0);
});

test("a lookalike that is prepared takes no tab, and is warned of when it is shown", async ({
  ownProfile: profile,
  site,
}) => {
  const browser = profile.openBare();
  const host = blockedHost();
  const own = host.split(".").slice(-2).join(".");
  await prepare(browser, own, trapAt(host));
  await expect.poll(() => caught(site, host), { message: "its script" }).toContain("script");
  expect(await browser.evaluate("location.hostname")).toBe(own);
  const warning = extensionPage("warning.html#");
  await goTyping(browser, () => browser.shownPage().startsWith(warning));
  expect(await keysCaught(site, host)).toEqual([]);
});

// Scripts run while a page is prepared: one that is shown at once may not have had its turn by then.
for (const seconds of [0, 3]) {
  test(`a genuine page that is prepared for ${seconds} seconds has its seal when it is shown`, async ({ ownProfile: profile }) => {
    await makeSeal(await profile.open(), ["ahead"]);
    await profile.close();
    const browser = profile.openBare();
    const form = `<form><input name="login"><input type="password"><button>Sign in</button></form>`;
    await prepare(browser, "www.alibaba.com", pageAt("login.alibaba.com", form));
    await new Promise((go) => setTimeout(go, seconds * 1_000));
    // While one page gives way to the other, what is asked may never be answered.
    const ask = (expression: string): Promise<unknown> => {
      const late = new Promise((go) => setTimeout(go, 500, "no answer"));
      return Promise.race([browser.evaluate(expression).catch(String), late]);
    };
    await ask("document.querySelector('a').click()");
    const shown = "performance.getEntriesByType('navigation')[0].activationStart > 0 && location.hostname";
    await expect.poll(() => ask(shown)).toBe("login.alibaba.com");
    const words = "document.querySelector('#seal').innerText.trim()";
    const inFrame = (): Promise<unknown> =>
      browser.evaluateInFrame(extensionPage("seal_frame.html"), words).catch(String);
    await expect.poll(inFrame).toBe("ahead");
    // A closed root shows nothing of the frame inside; its host stands at the end of the page.
    const hosts = "document.querySelectorAll('html > div').length";
    expect(await ask(hosts)).toBe(1);
    await new Promise((go) => setTimeout(go, LOOKED_MS)); // and it stays
    expect(await ask(hosts)).toBe(1);
    expect(await inFrame()).toBe("ahead");
  });
}
