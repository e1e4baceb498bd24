import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../test-results/bench",
  retries: 0,
  workers: 1,
  timeout: 240_000,
  reporter: [["line"]],
});
