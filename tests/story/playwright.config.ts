import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "story.play.ts",
  outputDir: "../test-results/story",
  retries: 0,
  workers: 1,
  timeout: 120_000,
  // It is played right after everything was built, on whatever computer somebody tries it.
  expect: { timeout: 30_000 },
  reporter: [["./progress.ts"]],
});
