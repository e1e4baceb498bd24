import { defineConfig } from "@playwright/test";

// No retries: a test that fails now and then is a fault of the product or of the test.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.SIGNIN_SEAL_REPORT
    ? [["list"], ["json", { outputFile: process.env.SIGNIN_SEAL_REPORT }]]
    : [["list"]],
});
