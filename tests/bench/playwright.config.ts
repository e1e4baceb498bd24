import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../test-results/bench",
  retries: 0,
  workers: 1,
  timeout: 240_000,
  // On a computer that others keep busy, too: what takes long is measured, and not what is waited for.
  expect: { timeout: 30_000 },
  reporter: [["line"]],
});
