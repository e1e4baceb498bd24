// The helper missing, of another version, noisy, silent, killed: the person reads which, and what
// to do, and the page is untouched.
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext } from "@playwright/test";

import { COPY, GENUINE } from "./kit/demo-site.ts";
import { expect, test } from "./kit/fixtures.ts";
import { kill } from "./kit/processes.ts";
import type { Profile } from "./kit/profile.ts";
import { PROTOCOL_VERSION } from "./kit/protocol.ts";
import { helperAtWork, stopInTheMiddleOfSaving } from "./kit/saving.ts";
import {
  expectInvitation,
  expectProblem,
  expectSeal,
  makeSeal,
  openEditor,
  readPopup,
  save,
  write,
} from "./kit/seal.ts";

/** Puts a script in the helper's place. */
function installScript(profile: Profile, script: string): void {
  const path = join(profile.folder, "instead-of-the-helper");
  writeFileSync(path, `#!/usr/bin/env node\n${script}`);
  chmodSync(path, 0o755);
  profile.installInstead(path);
}

const answering = (reply: object): string => `
  const reply = Buffer.from(${JSON.stringify(JSON.stringify(reply))});
  const length = Buffer.alloc(4);
  length.writeUInt32LE(reply.length);
  process.stdin.once("data", () => process.stdout.write(Buffer.concat([length, reply])));
  process.stdin.resume();`;

/** Ends when it has read this many frames whole: one that ends earlier may break off a write, and
 * the browser then has other words for it. */
const endingAfterFrames = (frames: number): string => `
  let read = Buffer.alloc(0);
  process.stdin.on("data", (bytes) => {
    read = Buffer.concat([read, bytes]);
    let [place, whole] = [0, 0];
    while (place + 4 <= read.length && place + 4 + read.readUInt32LE(place) <= read.length) {
      place += 4 + read.readUInt32LE(place);
      whole += 1;
    }
    if (whole >= ${frames}) process.exit(3);
  });`;

const NEWER = PROTOCOL_VERSION + 1;

const mismatch = (helper: number): object => ({
  id: 1,
  reply: {
    error: {
      code: "protocol_mismatch",
      parameters: { extension: String(PROTOCOL_VERSION), helper: String(helper) },
    },
  },
});

interface Fault {
  readonly name: string;
  readonly arrange: (profile: Profile) => void;
  readonly what: string;
  readonly toDo: string;
}

const FAULTS: readonly Fault[] = [
  {
    name: "missing",
    arrange: (profile) => profile.uninstallHelper(),
    what: "The Sign-in Seal helper is not installed.",
    toDo: "signin-seal-host install",
  },
  {
    name: "registered, but gone",
    arrange: (profile) => profile.installInstead(join(profile.folder, "no-such-program")),
    what: "The Sign-in Seal helper is not installed.",
    toDo: "signin-seal-host install",
  },
  {
    name: "too old",
    arrange: (profile) => installScript(profile, answering(mismatch(1))),
    what: `The helper is too old for this extension (version 1, needed ${PROTOCOL_VERSION}).`,
    toDo: "Update the helper",
  },
  {
    name: "too new",
    arrange: (profile) => installScript(profile, answering(mismatch(NEWER))),
    what: `This extension is too old for the helper (version ${PROTOCOL_VERSION}, needed ${NEWER}).`,
    toDo: "Update the extension",
  },
  {
    name: "too new, and does not mind",
    arrange: (profile) => {
      const hello = { protocol: NEWER, helper_version: "2.0.0" };
      installScript(profile, answering({ id: 1, reply: { hello } }));
    },
    what: `This extension is too old for the helper (version ${PROTOCOL_VERSION}, needed ${NEWER}).`,
    toDo: "Update the extension",
  },
  {
    name: "printing noise",
    arrange: (profile) => installScript(profile, `console.log("hello world"); process.stdin.resume();`),
    what: "The helper printed noise, or ended in the middle of the conversation.",
    toDo: "signin-seal-host doctor",
  },
  {
    name: "speaking of something else",
    arrange: (profile) => installScript(profile, answering({ id: 1, reply: { lottery: {} } })),
    what: "The helper answered something that could not be understood.",
    toDo: "signin-seal-host doctor",
  },
  {
    name: "ending without an answer",
    arrange: (profile) => installScript(profile, endingAfterFrames(2)),
    what: "The helper stopped before it answered.",
    toDo: "Try again",
  },
];

for (const { name, arrange, what, toDo } of FAULTS) {
  test(`a helper that is ${name} is named on the page, in the popup and in the editor`, async ({
    profile,
  }) => {
    arrange(profile);
    const context = await profile.open();
    const page = await context.newPage();
    await page.goto(GENUINE);
    await expectProblem(page, what, toDo);
    await expectUntouched(context);

    const popup = await readPopup(context, page);
    expect(popup.title).toBe("This is the genuine Alibaba.com");
    expect(popup.problem).toContain(what);
    expect(popup.problem).toContain(toDo);
    expect(popup.seal).toBeNull();

    const editor = await openEditor(context);
    await expect(editor.locator("#problem_card .what")).toHaveText(what);
    await write(editor, ["kept"]);
    await save(editor);
    await expect(editor.locator("#problem_card .what")).toHaveText(what);
    await expect(editor.locator("#status")).toBeHidden();
    await expect(editor.locator("#line_1")).toHaveValue("kept"); // what was written is not lost

    // Mended: without a restart, what was written can be saved.
    profile.installHelper();
    await save(editor);
    await expect(editor.locator("#status")).toContainText("Saved");
    await expectSeal(page, ["kept"]);
  });
}

test("a helper killed while it works: the next answer comes from a new one", async ({ profile }) => {
  const context = await profile.open();
  await makeSeal(context, ["phoenix"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["phoenix"]);
  const killed = await helperAtWork(profile);
  process.kill(killed, "SIGKILL");
  await expect.poll(() => profile.helperProcesses()).not.toContain(killed);
  await page.reload();
  await expectSeal(page, ["phoenix"]);
  expect(profile.helperProcesses()).not.toEqual([]);
});

test("a helper killed in the middle of saving: the person reads it, and saves again", async ({
  profile,
}) => {
  const context = await profile.open();
  await makeSeal(context, ["first"]);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectSeal(page, ["first"]);
  const editor = await openEditor(context);
  await write(editor, ["second"]);

  const helper = await stopInTheMiddleOfSaving(context, profile, editor);
  process.kill(helper, "SIGKILL");
  // Which of the two it was depends on whether the browser had written all of it by then.
  await expect(editor.locator("#problem_card .what")).toHaveText(
    /^The helper (stopped before it answered|printed noise, or ended in the middle of the conversation)\.$/,
  );
  await expectSeal(page, ["first"]);
  await save(editor);
  await expect(editor.locator("#status")).toContainText("Saved");
  await expectSeal(page, ["second"]);
});

test("what Save was answered stays, though the words were edited while it waited", async ({
  profile,
}) => {
  const context = await profile.open();
  await makeSeal(context, ["first"]);
  const editor = await openEditor(context);
  await write(editor, ["second"]);
  await expect(editor.locator("#sizes")).toBeVisible();

  const helper = await stopInTheMiddleOfSaving(context, profile, editor);
  // The answer to Save comes before that of the first edit, which the second one has outdated.
  await editor.locator("#line_2").pressSequentially("ab");
  process.kill(helper, "SIGKILL");
  await expect(editor.locator("#save")).toBeEnabled();
  await expect(editor.locator("#count_2")).toHaveText("2/7");
  await expect(editor.locator("#problem_card")).toBeVisible();
});

test("a helper that says nothing is given up, and said", async ({ profile }) => {
  const context = await profile.open();
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expectInvitation(page);
  const silent = profile.helperProcesses();
  for (const helper of silent) process.kill(helper, "SIGSTOP");
  await page.reload();
  await expectProblem(page, "The helper did not answer in time.", "Try again in a moment");
  await page.reload();
  await expectInvitation(page); // a new one was started
  for (const helper of silent) kill(helper); // it cannot end by itself
});

/** The genuine page has the same body as the copy, on which nothing of ours ever runs. */
async function expectUntouched(context: BrowserContext): Promise<void> {
  const [page] = context.pages().filter((page) => page.url() === GENUINE);
  const copy = await context.newPage();
  await copy.goto(COPY);
  const body = (): string => document.body.outerHTML;
  expect(await page!.evaluate(body)).toBe(await copy.evaluate(body));
  await copy.close();
}
