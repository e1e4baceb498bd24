// What is said to a helper of our own, over pipes, frame by frame: what somebody else who uses the
// computer could say, or what a test wants to stand in the store before a browser opens.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";

import { EXTENSION_ID } from "./extension.ts";
import * as paths from "./paths.ts";
import { type Profile } from "./profile.ts";
import { PROTOCOL_VERSION } from "./protocol.ts";

/** What a helper says of itself, and of who asks, in a test. */
export const environment = (profile: Profile): NodeJS.ProcessEnv => ({
  ...process.env,
  SIGNIN_SEAL_DATA_DIR: profile.dataFolder,
});

/** The id of a browser profile that nobody else has. */
const someProfile = (): string => randomBytes(16).toString("hex");

class Conversation {
  readonly #helper: ChildProcess;
  #read = Buffer.alloc(0);
  #asked = 0;
  #waiting: (() => void) | undefined;

  constructor(profile: Profile) {
    this.#helper = spawn(paths.helper(), [`chrome-extension://${EXTENSION_ID}/`], {
      env: environment(profile),
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

/** Talks to a helper on this profile's store, in the name of the browser profile of this id. */
export async function talk<T>(
  profile: Profile,
  work: (ask: (request: object) => Promise<object>) => Promise<T>,
  id = someProfile(),
): Promise<T> {
  const helper = new Conversation(profile);
  const hello = { protocol: PROTOCOL_VERSION, extension_version: "0.1.0", profile: id, browser: "Somebody else" };
  await helper.ask({ hello });
  const done = await work((request) => helper.ask(request));
  await helper.end();
  return done;
}
