import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "story.play.ts",
  outputDir: "../test-results/story",
  retries: 0,
  workers: 1,
  timeout: 120_000,
  reporter: [["./progress.ts"]],
});
