import { defineConfig } from "@playwright/test";

// Every process of the tests draws its samples from the same seed.
process.env.SIGNIN_SEAL_SEED ??= String(Date.now() % 1_000_000);

/** Files of which a checked-in stamp says that they would pass: `xtask/src/test/proofs.rs`. */
const proved = (process.env.SIGNIN_SEAL_PROVED ?? "").split(" ").filter(Boolean);

// No retries: a test that fails now and then is a fault of the product or of the test.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  testIgnore: proved.map((file) => `**/${file}`),
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
});
