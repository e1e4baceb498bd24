// The demo site: the real server, one for each test worker.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

import * as paths from "./paths.ts";

export interface DemoSite {
  readonly httpsPort: number;
  readonly httpPort: number;
  /** Base64 SHA-256 of the key of its certificate: the only one that the browser is told to trust. */
  readonly keyHash: string;
  stop(): Promise<void>;
}

export const GENUINE = "https://login.alibaba.com/";
/** The genuine page on a host whose name alone is a trick: the warning stands in its place. */
export const FAKE = "https://login-alibaba.example/";
/** The genuine page on a host that resembles no site, so that nothing warns of it. */
export const COPY = "https://garden-shop.example/";
export const FRAMING = "https://framing.example/";

export async function startDemoSite(): Promise<DemoSite> {
  const server = spawn(paths.demoSite(), { stdio: ["pipe", "pipe", "inherit"] });
  const line = await firstLine(server);
  const { https_port, http_port, spki_sha256 } = JSON.parse(line) as Record<string, unknown>;
  return {
    httpsPort: Number(https_port),
    httpPort: Number(http_port),
    keyHash: String(spki_sha256),
    stop: () => ended(server),
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) return line;
  throw new Error(`the demo site ended at once (exit code ${server.exitCode})`);
}

async function ended(server: ChildProcess): Promise<void> {
  const exit = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.stdin!.end();
  await exit;
}
