// The real helper, spoken to past the extension: what somebody else who uses the computer could do.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext } from "@playwright/test";

import { environment, talk } from "./conversation.ts";
import { background } from "./extension.ts";
import * as paths from "./paths.ts";
import { type Profile } from "./profile.ts";

/** Carries out a request for this browser profile, by a helper of its own. */
export async function behindTheBack(context: BrowserContext, profile: Profile, request: object): Promise<void> {
  const worker = await background(context);
  const { profile: id } = await worker.evaluate(() => chrome.storage.local.get());
  await talk(profile, (ask) => ask(request), String(id));
}

/** Keeps a seal of these words in the store, for some other browser profile. */
export const keepSeal = (profile: Profile, words: string): Promise<object> =>
  talk(profile, (ask) => ask(savingWords(words)));

export const savingWords = (words: string, stamp = "f".repeat(32)): object => ({
  save_seal: {
    draft: { mark: { text: [words] }, colour: "#b3261e" },
    stamp,
    accept_easy: true,
  },
});

/** Tells the helper the member's ID and password, as a person does. */
export const becomeMember = (profile: Profile, id: string, password: string): void => {
  execFileSync(paths.helper(), ["member", "set", "--id", id], {
    input: `${password}\n`,
    env: environment(profile),
    stdio: ["pipe", "pipe", "pipe"],
  });
};

/** The kinds of events that the helper was told of, as its log has them. */
export function noted(profile: Profile): string[] {
  const folder = join(profile.dataFolder, "logs");
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const text = files.map((file) => readFileSync(join(folder, file), "utf8")).join("");
  return [...text.matchAll(/an event was noted kind="(\w+)"/g)].map(([, kind]) => kind!);
}

/** Registers the real helper behind a program that writes down what it is told. */
export function installOverheardHelper(profile: Profile): () => string {
  const heard = join(profile.folder, "heard");
  const program = join(profile.folder, "overheard-helper");
  writeFileSync(program, `#!/bin/sh\ntee -a "${heard}" | "${paths.helper()}" "$@"\n`, { mode: 0o755 });
  profile.installInstead(program);
  return () => readFileSync(heard, "utf8");
}
