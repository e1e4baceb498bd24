// Passwords that the real helper guards, told to it past the browser.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";

import * as paths from "./paths.ts";
import { PROTOCOL_VERSION } from "./protocol.ts";
import { EXTENSION_ID, type Profile } from "./profile.ts";
import { randomFrom } from "./random.ts";

export interface GuardedPassword {
  /** The site's id. */
  readonly site: string;
  /** The site's name. */
  readonly name: string;
  readonly password: string;
}

/** Lets the helper guard these passwords, as the extension does after a sign-in. */
export async function guard(profile: Profile, passwords: readonly GuardedPassword[]): Promise<void> {
  const helper = new Conversation(profile);
  const hello = { protocol: PROTOCOL_VERSION, extension_version: "0.1.0", profile: randomBytes(16).toString("hex"), browser: "Test" };
  await helper.ask({ hello });
  for (const password of passwords) {
    const { offered } = (await helper.ask({ offer_guard: password })) as { offered: { offer: string | null } };
    if (offered.offer === null) throw new Error(`the helper does not guard a password of ${password.name}`);
    await helper.ask({ keep_guard: { offer: offered.offer } });
  }
  await helper.end();
}

const LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!-_";

/** So many passwords that nobody uses, of some site each: always the same. */
export function somePasswords(count: number): GuardedPassword[] {
  const random = randomFrom(7);
  const letter = (): string => LETTERS[Math.floor(random() * LETTERS.length)]!;
  return Array.from({ length: count }, (_, index) => ({
    site: `own-${index}`,
    name: `Site ${index}`,
    password: Array.from({ length: 12 + (index % 5) }, letter).join(""),
  }));
}

/** What is said to a helper of our own, over pipes, frame by frame. */
class Conversation {
  readonly #helper: ChildProcess;
  #read = Buffer.alloc(0);
  #asked = 0;
  #waiting: (() => void) | undefined;

  constructor(profile: Profile) {
    this.#helper = spawn(paths.helper(), [`chrome-extension://${EXTENSION_ID}/`], {
      env: { ...process.env, SIGNIN_SEAL_DATA_DIR: profile.dataFolder },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#helper.stdout!.on("data", (bytes: Buffer) => {
      this.#read = Buffer.concat([this.#read, bytes]);
      this.#waiting?.();
    });
    this.#helper.once("exit", () => this.#waiting?.());
  }

  async ask(request: object): Promise<object> {
    const body = Buffer.from(JSON.stringify({ id: ++this.#asked, request }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    this.#helper.stdin!.write(Buffer.concat([length, body]));
    const { reply } = JSON.parse(await this.#frame()) as { reply: object };
    if ("error" in reply) throw new Error(JSON.stringify(reply));
    return reply;
  }

  async #frame(): Promise<string> {
    const isWhole = (): boolean => this.#read.length >= 4 && this.#read.length >= 4 + this.#read.readUInt32LE();
    while (!isWhole()) {
      if (this.#helper.exitCode !== null) throw new Error(`the helper ended with ${this.#helper.exitCode}`);
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
    const end = 4 + this.#read.readUInt32LE();
    const text = this.#read.subarray(4, end).toString();
    this.#read = this.#read.subarray(end);
    return text;
  }

  async end(): Promise<void> {
    const ended = once(this.#helper, "exit");
    this.#helper.stdin!.end();
    await ended;
  }
}
