// Where the parts under test stand. `cargo xtask test` builds them and says so by the environment.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.SIGNIN_SEAL_TARGET ?? join(root, "target");

const built = (path: string): string => {
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: run the tests by \`cargo xtask test\`, which builds it`);
  }
  return path;
};

export const extension = (): string =>
  built(process.env.SIGNIN_SEAL_EXTENSION ?? join(root, "dist/chromium"));
export const helper = (): string => built(join(target, "debug/signin-seal-host"));
export const demoSite = (): string => built(join(target, "debug/demo-site"));
export const chromium = (): string => built(process.env.SIGNIN_SEAL_CHROMIUM ?? "/usr/bin/chromium");
export const testJudge = (): string => built(join(target, "test-judge"));
/** Vectors that the tests in Rust read, too. */
export const vectors = (name: string): string => built(join(root, "shared/tests/vectors", name));
/** Where the version of the protocol is written. */
export const protocol = (): string => built(join(root, "shared/src/protocol.rs"));
/** What is said of the attack kit. */
export const attacksManual = (): string => built(join(root, "docs/attacks.md"));
/** What is said of the careless typist. */
export const carelessManual = (): string => built(join(root, "docs/careless.md"));
