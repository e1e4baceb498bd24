// Observed sign-ins, and warnings that were met: what the helper is told, and when it is told nothing.
// What did not come is known once a later event has.
import type { BrowserContext, Page } from "@playwright/test";

import { protectSite } from "./kit/background.ts";
import { COPY } from "./kit/demo-site.ts";
import { background } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { installOverheardHelper, noted } from "./kit/helper.ts";
import {
  blockedHost,
  continueForSomeTime,
  continueOnce,
  expectWarning,
  innocentHost,
  isWarning,
  pageAt,
  trapAt,
  typeAddress,
} from "./kit/hostile.ts";
import { openWithPolicy, withPolicy } from "./kit/policy.ts";
import { type Profile } from "./kit/profile.ts";
import { helperAtWork } from "./kit/saving.ts";
import { sealFrame } from "./kit/seal.ts";
import { killWorkerAlone } from "./kit/worker.ts";

const SIGN_IN_HOST = "login.alibaba.com";
/** A page of the site on a host where nobody signs in. */
const HOME = "https://www.alibaba.com/plain";
const PASSWORD = '<label>Password <input id="password" name="password" type="password"></label>';

/** A sign-in form that leads to `to`, and a script that a test wants beside it. */
const form = (to: string, script = "", fields = PASSWORD): string =>
  `<h1>Sign in</h1><main><form action="${to}">${fields}<button>Sign in</button></form></main><script>${script}</script>`;

/** Sends nothing anywhere: the page goes on as it is. */
const STAYS = "document.forms[0].addEventListener('submit', (event) => event.preventDefault());";

/** Opens a sign-in page, and fills it in. */
async function filledIn(context: BrowserContext, html = form(HOME)): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(SIGN_IN_HOST, html));
  await fillIn(page);
  return page;
}

async function fillIn(page: Page): Promise<void> {
  await sealFrame(page);
  await page.locator("#password").fill("secret");
}

/** A sign-in that succeeds. */
async function signIn(context: BrowserContext): Promise<void> {
  const page = await filledIn(context);
  await page.locator("#password").press("Enter");
  await expect.poll(() => page.url()).toContain(HOME);
}

/** Waits until the helper was told of these. */
const expectNoted = (profile: Profile, ...kinds: string[]): Promise<void> =>
  expect.poll(() => noted(profile), { message: "what was noted" }).toEqual(kinds);

/** One sign-in later, that one is all. */
async function expectNothingNoted(context: BrowserContext, profile: Profile): Promise<void> {
  await signIn(context);
  await expectNoted(profile, "signed_in");
}

/** What the background waits for. */
async function waitedFor(context: BrowserContext): Promise<string> {
  const worker = await background(context);
  const { sign_ins } = await worker.evaluate(() => chrome.storage.session.get());
  return String(sign_ins ?? "{}");
}

for (const [name, send] of [
  ["by Enter", (page: Page) => page.locator("#password").press("Enter")],
  ["by a click", (page: Page) => page.getByRole("button", { name: "Sign in" }).click()],
] as const) {
  test(`a sign-in ${name}, to another host of the site`, async ({ profile }) => {
    const context = await profile.open();
    const page = await filledIn(context);
    await send(page);
    await expectNoted(profile, "signed_in");
    expect(page.url()).toContain(HOME);
    expect(await waitedFor(context)).toBe("{}");
    // It is told once.
    await page.goto(HOME);
    await signIn(context);
    await expectNoted(profile, "signed_in", "signed_in");
  });
}

test("a sign-in that stays on its host is noted once the page has shown no box", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(`https://${SIGN_IN_HOST}/`);
  await sealFrame(page);
  await page.locator("#account").fill("somebody");
  await page.locator("#password").fill("secret");
  await page.locator("#password").press("Enter");
  await page.waitForURL("**/home");
  expect(noted(profile)).toEqual([]);
  await expectNoted(profile, "signed_in");
});

for (const [name, html] of [
  ["with a form", form(HOME, `${STAYS} document.forms[0].addEventListener("submit", () => setTimeout(() => document.querySelector("main").textContent = "Welcome", 300))`)],
  ["without a form", `<h1>Sign in</h1><main><div>${PASSWORD}<button type="button" onclick="setTimeout(() => document.querySelector('main').textContent = 'Welcome', 300)">Sign in</button></div></main>`],
] as const) {
  test(`a page that goes on by itself, ${name}`, async ({ profile }) => {
    const context = await profile.open();
    const page = await filledIn(context, html);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("main")).toHaveText("Welcome");
    await expectNoted(profile, "signed_in");
  });
}

test("a sign-in in two steps is one", async ({ profile }) => {
  const context = await profile.open();
  const second = pageAt(SIGN_IN_HOST, form(HOME));
  const identifier = '<label>E-mail <input id="account" name="account" autocomplete="username"></label>';
  const steps = form(HOME, `${STAYS} document.forms[0].addEventListener("submit", () => location = ${JSON.stringify(second)})`, identifier);
  const page = await context.newPage();
  await page.goto(pageAt(SIGN_IN_HOST, steps));
  await sealFrame(page);
  await page.locator("#account").fill("somebody");
  await page.locator("#account").press("Enter");
  await page.waitForURL(second);
  await sealFrame(page);
  await expect.poll(() => waitedFor(context)).toBe("{}");
  await fillIn(page);
  await page.locator("#password").press("Enter");
  await expectNoted(profile, "signed_in");
  await signIn(context);
  await expectNoted(profile, "signed_in", "signed_in");
});

for (const [name, send] of [
  ["submits its form", "form.submit()"],
  ["asks for its form's submission", "form.requestSubmit()"],
  ["clicks its button", "form.querySelector('button').click()"],
  ["makes up a key", "field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); form.submit()"],
] as const) {
  test(`a page that ${name} by itself has signed nobody in`, async ({ profile }) => {
    const context = await profile.open();
    // By the time that it does so the seal stands there, and nobody has touched the page: what a test
    // evaluates in a page would count as a touch.
    const script = `setTimeout(() => {
      const [form] = document.forms;
      const field = form.elements.password;
      field.value = "secret";
      ${send};
    }, 3000)`;
    const page = await context.newPage();
    await page.goto(pageAt(SIGN_IN_HOST, form(HOME, script)));
    await sealFrame(page);
    await expect.poll(() => page.url()).toContain(HOME);
    await expectNothingNoted(context, profile);
  });
}

test("an empty field, another button and another key send nothing", async ({ profile }) => {
  const context = await profile.open();
  const eye = `${PASSWORD}<button type="button">Show</button><button type="button">Forgot password?</button>`;
  const page = await filledIn(context, form(HOME, STAYS, eye));
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("button", { name: "Forgot password?" }).click();
  await page.locator("#password").press("Tab");
  await page.locator("#password").fill("");
  await page.locator("#password").press("Enter");
  await page.goto(HOME);
  await expectNothingNoted(context, profile);
});

test("a form that comes back has let nobody in", async ({ profile }) => {
  const context = await profile.open();
  const again = pageAt(SIGN_IN_HOST, `<p>Wrong password</p>${form(HOME)}`);
  const page = await filledIn(context, form(HOME, `${STAYS} document.forms[0].addEventListener("submit", () => location = ${JSON.stringify(again)})`));
  await page.locator("#password").press("Enter");
  await page.waitForURL(again);
  await sealFrame(page);
  await expect.poll(() => waitedFor(context)).toBe("{}");
  await page.goto(HOME);
  await expectNothingNoted(context, profile);
});

for (const [name, goOn] of [
  ["a link leads elsewhere", (page: Page) => page.getByRole("link", { name: "Forgot password?" }).click()],
  ["the person types anew, and leaves", async (page: Page) => {
    await page.locator("#password").press("x");
    await page.goto(HOME);
  }],
] as const) {
  test(`a form that says "wrong password" has let nobody in: ${name}`, async ({ profile }) => {
    const context = await profile.open();
    const wrong = `${STAYS} document.forms[0].addEventListener("submit", () => setTimeout(() => document.querySelector("h1").textContent = "Wrong password", 1200))`;
    const page = await filledIn(context, form(HOME, wrong, `${PASSWORD}<a href="${HOME}">Forgot password?</a>`));
    await page.locator("#password").press("Enter");
    await expect(page.locator("h1")).toHaveText("Wrong password");
    expect(await waitedFor(context)).toContain(SIGN_IN_HOST);
    await goOn(page);
    await expect.poll(() => page.url()).toContain(HOME);
    await expectNothingNoted(context, profile);
  });
}

test("what is sent in one tab is not taken for another one's", async ({ profile }) => {
  const context = await profile.open();
  const page = await filledIn(context, form(HOME, STAYS));
  await page.locator("#password").press("Enter");
  await expect.poll(() => waitedFor(context)).toContain(SIGN_IN_HOST);
  const other = await context.newPage();
  await other.goto(HOME);
  await expectNothingNoted(context, profile);
  await page.goto(HOME);
  await expectNoted(profile, "signed_in", "signed_in");
});

for (const [name, between] of [
  ["another site", COPY],
  ["a page of the site without https", "http://www.alibaba.com/plain"],
] as const) {
  test(`${name} in between ends it`, async ({ profile }) => {
    const context = await profile.open();
    const page = await filledIn(context, form(HOME, STAYS));
    await page.locator("#password").press("Enter");
    await expect.poll(() => waitedFor(context)).toContain(SIGN_IN_HOST);
    await page.goto(between);
    await page.goto(HOME);
    await expectNothingNoted(context, profile);
  });
}

test("a worker that dies in between knows of it all the same", async ({ profile }) => {
  const context = await profile.open();
  const page = await filledIn(context, form(HOME, STAYS));
  await page.locator("#password").press("Enter");
  await expect.poll(() => waitedFor(context)).toContain(SIGN_IN_HOST);
  await killWorkerAlone(context);
  await page.goto(HOME);
  await expectNoted(profile, "signed_in");
});

test("a site of one's own, on all of its hosts", async ({ profile }) => {
  const context = await profile.open();
  await protectSite(context, "garden-shop.example");
  const page = await context.newPage();
  await page.goto(COPY);
  await sealFrame(page);
  await page.locator("#account").fill("somebody");
  await page.locator("#password").fill("secret");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/home");
  await expectNoted(profile, "signed_in");
});

test("nothing of a private window is told", async ({ makeProfile }) => {
  const profile = makeProfile({ privateWindows: true });
  profile.installHelper();
  const context = await profile.open();
  const page = await profile.openPrivately(pageAt(SIGN_IN_HOST, form(HOME)));
  await fillIn(page);
  await page.locator("#password").press("Enter");
  await expect.poll(() => page.url()).toContain(HOME);
  const host = blockedHost();
  await typeAddress(page, trapAt(host));
  await expect.poll(() => context.pages().some(isWarning)).toBe(true);
  const shown = context.pages().find(isWarning)!;
  await expectWarning(shown, host);
  const closed = shown.waitForEvent("close");
  await continueOnce(shown).catch(() => "it closes");
  await closed;
  await expectNothingNoted(context, profile);
});

test("an imitation is told of once, however often it is met", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  const [first, second] = [blockedHost(), blockedHost()];
  for (const host of [first, first, second]) {
    await page.goto(pageAt(innocentHost(), ""));
    await typeAddress(page, trapAt(host));
    await expectWarning(page, host);
  }
  await expectNoted(profile, "imitation_met", "imitation_met");
  await killWorkerAlone(context);
  await page.goto(pageAt(innocentHost(), ""));
  await typeAddress(page, trapAt(first));
  await expectWarning(page, first);
  await signIn(context);
  await expectNoted(profile, "imitation_met", "imitation_met", "signed_in");
});

for (const [name, goOn] of [["once", continueOnce], ["for some time", continueForSomeTime]] as const) {
  test(`a warning that was passed, ${name}`, async ({ profile }) => {
    const context = await profile.open();
    const page = await context.newPage();
    const host = blockedHost();
    await typeAddress(page, trapAt(host));
    await expectWarning(page, host);
    await goOn(page);
    await expectNoted(profile, "imitation_met", "warning_passed");
  });
}

for (const guarding of ["ask", "never"]) {
  test(`the helper is told the site, the host and the policy's server; of the password where guarding is: ${guarding}`, async ({
    makeProfile,
  }) => {
    const server = "stun.example.com:3478";
    const policy = { StunServer: server, GuardPasswords: guarding };
    const profile = makeProfile(withPolicy(policy));
    const heard = installOverheardHelper(profile);
    const context = await openWithPolicy(profile);
    const page = await filledIn(context, form(`${HOME}?to=everybody`));
    await page.locator("#password").fill("zanzibar");
    await page.locator("#password").press("Enter");
    await expectNoted(profile, "signed_in");
    const event = { signed_in: { site: "Alibaba.com", host: SIGN_IN_HOST, stun: server } };
    expect(heard()).toContain(`{"note":${JSON.stringify({ event })}}`);
    const offer = { offer_guard: { site: "alibaba", name: "Alibaba.com", password: "zanzibar" } };
    const others = heard().replace(JSON.stringify(offer), "");
    expect(others.length < heard().length, "the password was offered").toBe(guarding === "ask");
    expect(others).not.toContain("zanzibar");
  });
}

test("no helper is started for pages where nothing happens", async ({ profile }) => {
  const context = await profile.open();
  // At the start it is asked once what is guarded.
  process.kill(await helperAtWork(profile), "SIGKILL");
  await expect.poll(() => profile.helperProcesses()).toEqual([]);
  const page = await context.newPage();
  for (const url of [HOME, COPY, "https://www.wikipedia.org/"]) await page.goto(url);
  expect(profile.helperProcesses()).toEqual([]);
  expect(await waitedFor(context)).toBe("{}");
});

test("without a helper everything goes on as before", async ({ makeProfile }) => {
  const profile = makeProfile();
  const context = await profile.open();
  const worker = await background(context);
  const errors: string[] = [];
  worker.on("console", (message) => errors.push(message.text()));
  await signIn(context);
  const page = await context.newPage();
  const host = blockedHost();
  await typeAddress(page, trapAt(host));
  await expectWarning(page, host);
  await continueOnce(page);
  await expect.poll(() => waitedFor(context)).toBe("{}");
  expect(errors).toEqual([]);
});
