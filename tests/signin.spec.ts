// Which pages ask to sign in, and where the seal stands on them.
import { type BrowserContext, type Page } from "@playwright/test";

import { expect, test } from "./kit/fixtures.ts";
import { pageAt } from "./kit/hostile.ts";
import { expectSeal, LOOKED_MS, makeSeal, sealFrame, sealFrames } from "./kit/seal.ts";

const HOST = "login.alibaba.com";
const WORDS = ["found", "it"];
const FORM = `<form><label>E-mail <input name="email" type="email"></label>
  <label>Password <input id="password" type="password"></label><button>Sign in</button></form>`;

/** What the pages are, and their markup. */
const SIGN_IN: Record<string, string> = {
  "a password field without a form": `<div><input placeholder="User name"><input type="password"><button>Log in</button></div>`,
  "an identifier alone, in English": `<h1>Sign in</h1><form><label>E-mail or phone <input id="who"></label><button>Next</button></form>`,
  "an identifier alone, in Chinese": `<h1>登录</h1><form><input placeholder="请输入手机号或邮箱"><button>下一步</button></form>`,
  "an identifier alone, in German": `<h1>Anmelden</h1><form><label>Benutzername <input></label><button>Weiter</button></form>`,
  "an identifier alone, by its autocomplete": `<form><input autocomplete="username webauthn"><button>→</button></form>`,
  "a form that a script adds": `<main></main><script>setTimeout(() => { document.querySelector("main").innerHTML = ${JSON.stringify(FORM)} }, 400)</script>`,
  "an open shadow root": `<div id="host"></div><script>host.attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(FORM)}</script>`,
  "a closed shadow root": `<div id="host"></div><script>host.attachShadow({ mode: "closed" }).innerHTML = ${JSON.stringify(FORM)}</script>`,
  "a frame of the same origin": `<iframe width="500" height="400" srcdoc='${FORM}'></iframe>`,
  "a closed shadow root in a frame of the same origin": `<iframe width="500" height="400" srcdoc='<div id="host"></div><script>host.attachShadow({ mode: "closed" }).innerHTML = parent.document.querySelector("template").innerHTML</script>'></iframe><template>${FORM}</template>`,
  "beside drawings whose elements have names with hyphens": `<svg><font-face></font-face></svg><math><annotation-xml></annotation-xml></math>${FORM}`,
  "a form that is hidden at first": `<div id="box" style="display:none">${FORM}</div><script>setTimeout(() => { box.style.display = "block" }, 7000)</script>`,
  "a password that is shown while it is typed": `<form><input name="login"><label>Password <input name="password" autocomplete="current-password"></label><button>Sign in</button></form>`,
  "a modal dialog over the page": `<p>shop</p><dialog id="box">${FORM}</dialog><script>box.showModal()</script>`,
};

const OTHERS: Record<string, string> = {
  "a sign-up": `<h1>Create an account</h1><form><input name="email" type="email"><label>Choose a password <input type="password" autocomplete="new-password"></label><label><input type="checkbox">I agree to the terms</label><button>Sign up</button></form>`,
  "a change of the password": `<h1>Change your password</h1><form><label>Current password <input type="password"></label><label>New password <input type="password"></label><label>Repeat <input type="password"></label><button>Save changes</button></form>`,
  "a search": `<form role="search"><input name="q" type="search" placeholder="Search"><button>Search</button></form>`,
  "a newsletter": `<form><label>Your e-mail <input type="email"></label><button>Subscribe</button></form>`,
  "a checkout": `<form><input name="email" type="email"><input name="firstname" placeholder="First name"><input name="cardnumber" placeholder="Card number"><button>Pay now</button></form>`,
  "a forgotten password": `<h1>Forgot your password?</h1><form><input name="email" type="email"><button>Reset password</button></form>`,
};

async function visit(context: BrowserContext, html: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageAt(HOST, html));
  return page;
}

test("the seal stands at every kind of sign-in box", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  for (const [what, html] of Object.entries(SIGN_IN)) {
    await test.step(what, async () => {
      const page = await visit(context, html);
      await expectSeal(page, WORDS);
      await page.close();
    });
  }
});

test("forms for something else have the quiet state", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const visits = Object.entries(OTHERS).map(async ([what, html]) => ({ what, page: await visit(context, html) }));
  const pages = await Promise.all(visits);
  await pages.at(-1)!.page.waitForTimeout(LOOKED_MS);
  const withSeal = pages.filter(({ page }) => sealFrames(page).length > 0);
  expect(withSeal.map(({ what }) => what)).toEqual([]);
});

test("a form that comes when a person asks for it gets its seal", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, WORDS);
  const page = await visit(
    context,
    `<button id="open">Sign in</button><dialog id="box">${FORM}</dialog><script>open.onclick = () => box.showModal()</script>`.replaceAll("open.onclick", "document.getElementById('open').onclick"),
  );
  await page.waitForTimeout(LOOKED_MS);
  expect(sealFrames(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectSeal(page, WORDS);
  // It stands in the dialog's place, and can be used there.
  const frame = await sealFrame(page);
  await frame.locator("#seal_button").click();
  await expect(frame.locator("#change")).toBeVisible();
  await page.locator("dialog").evaluate((dialog: HTMLDialogElement) => dialog.close());
  await expect.poll(() => sealFrames(page).length).toBe(0);
});

/** Where the frame is, and what it lies on. */
async function covered(page: Page): Promise<{ inside: boolean; on: string[] }> {
  const element = await (await sealFrame(page)).frameElement();
  const frame = (await element.boundingBox())!;
  return page.evaluate((frame) => {
    const { x, y, width, height } = frame;
    const targets = [...document.querySelectorAll("input, button, a[href]")];
    const on = targets.filter((target) => {
      const at = target.getBoundingClientRect();
      return at.left < x + width && at.right > x && at.top < y + height && at.bottom > y;
    });
    return {
      inside: x >= 0 && x + width <= innerWidth && y >= 0,
      on: on.map((target) => target.outerHTML),
    };
  }, frame);
}

const BOXED = (style: string, dir = "ltr"): string => `<html dir="${dir}"><body style="margin:0">
  <nav style="padding:8px"><a href="/plain">Home</a> <button>Menu</button></nav>
  <div style="${style}">${FORM}<p><a href="/plain">Forgot password?</a></p></div>
  <p style="height:1500px">more</p>`;

for (const [what, width, style, dir] of [
  ["wide, in the middle", 1280, "width:320px;margin:200px auto", "ltr"],
  ["wide, at the top", 1280, "width:320px;margin:0 auto", "ltr"],
  ["wide, at the right edge", 1280, "width:320px;position:absolute;right:0;top:50px", "ltr"],
  ["narrow", 360, "margin:0", "ltr"],
  ["narrow, from right to left", 360, "margin:20px", "rtl"],
  ["wide, from right to left", 1280, "width:320px;margin:0 auto", "rtl"],
  ["zoomed, as the browser does it", 640, "width:320px;margin:0 auto", "ltr"],
] as const) {
  test(`the seal covers no field and no button: ${what}`, async ({ makeProfile }) => {
    const profile = makeProfile({ viewport: { width, height: 700 } });
    profile.installHelper();
    const context = await profile.open();
    await makeSeal(context, WORDS);
    const page = await visit(context, BOXED(style, dir));
    await expectSeal(page, WORDS);
    await expect.poll(() => covered(page)).toEqual({ inside: true, on: [] });
    // It goes with the page.
    const element = await (await sealFrame(page)).frameElement();
    const before = (await element.boundingBox())!;
    await page.mouse.wheel(0, 120);
    await expect.poll(async () => (await element.boundingBox())!.y).toBeCloseTo(before.y - 120, 0);
    await page.setViewportSize({ width: width - 40, height: 700 });
    await expect.poll(() => covered(page)).toMatchObject({ on: [] });
  });
}
