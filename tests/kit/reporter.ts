// Tells `cargo xtask` what becomes of each test, a line of JSON each: `xtask/src/test/browser.rs` reads
// them.
import { relative } from "node:path";

import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from "@playwright/test/reporter";

const write = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`);

const words = ({ message, snippet, location, value }: TestError): string =>
  [message ?? value, snippet, location && `    at ${location.file}:${location.line}`].filter(Boolean).join("\n");

export default class LineReporter implements Reporter {
  #folder = "";

  onBegin({ rootDir }: FullConfig, suite: Suite): void {
    this.#folder = rootDir;
    write({ begun: { tests: suite.allTests().length } });
  }

  onTestEnd(test: TestCase, { status, errors, duration }: TestResult): void {
    // A test that was left out or broken off has not passed either.
    const passed = status === "passed" && test.expectedStatus === "passed";
    const file = relative(this.#folder, test.location.file);
    const why = errors.length ? errors.map(words).join("\n") : status;
    const [, , , ...titles] = test.titlePath();
    write({ ended: { file, name: titles.join(" › "), seconds: duration / 1_000, passed, why: passed ? "" : why } });
  }

  onStdOut(chunk: string | Buffer): void {
    write({ said: { text: String(chunk).trimEnd() } });
  }

  onStdErr(chunk: string | Buffer): void {
    write({ said: { text: String(chunk).trimEnd() } });
  }

  /** What went wrong outside of any test. */
  onError(error: TestError): void {
    write({ said: { text: words(error) } });
  }

  printsToStdio(): boolean {
    return true;
  }
}
