import { defineConfig } from "playwright/test";
import { launchOptions } from "./tests/support/browser";

/** Journeys: what people do, in a real browser, on the production build. `npm test` runs them after all the rest. */
export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results",
  globalSetup: "./tests/support/journeys-setup.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Of a busy machine.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    // Set by the global setup before the workers start.
    baseURL: process.env.GRAPPE_URL,
    locale: "fr-FR",
    // The browser's zone must not matter: BROWSER_ZONE=Pacific/Auckland proves it.
    timezoneId: process.env.BROWSER_ZONE ?? "Europe/Paris",
    launchOptions,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "telephone",
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
  ],
});
