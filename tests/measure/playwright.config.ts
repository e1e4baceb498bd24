import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.measure.ts",
  outputDir: "../test-results/measure",
  retries: 0,
  workers: 1,
  timeout: 0, // as long as there are pages
  reporter: [["line"]],
});
