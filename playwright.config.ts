import { defineConfig } from "playwright/test";
import { launchOptions } from "./tests/support/browser";

/**
 * Journeys: what people do, in a real browser, on the production build. `npm test` runs them after all the rest.
 *
 * A journey runs on a desk and on a telephone, unless its title ends with the one where it is made:
 * `test("a table of structures is read line by line @desktop", …)`. How to choose:
 * - no tag: whoever does it may have either in hand, and its page is laid out otherwise on each – searching, booking,
 *   the basket, series, asking for an agreement;
 * - `@desktop`: who runs the pôle, shares things or buys, seated, with long forms and tables – imports, prices, rules,
 *   figures, calls for tenders – and what needs a pointer (drag and drop);
 * - `@telephone`: who answers in a hurry, from a mail or in front of a door – answers to needs, waiting lists, codes,
 *   odometers – or books now and then.
 * A journey of several people may give one of them a telephone by a context of its own (see needs-opening.spec.ts).
 * Every page, whoever it is for, is read at the sizes of both by every-link.spec.ts.
 */
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
    // Recording every step slows every journey down: `TRACE=1 npx playwright test …` to look at a failure closely.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
  },
  projects: [
    { name: "desktop", grepInvert: /@telephone/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "telephone",
      grepInvert: /@desktop/,
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
  ],
});
