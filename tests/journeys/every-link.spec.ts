import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate, type ConfigData } from "html-validate";
import { expect, test, type Page } from "playwright/test";

const PASSWORD = "grappe-demo-2026";
const MOST_PAGES = 60;
/** What RGAA 4.1 and WCAG 2.2 AA ask, as far as a machine can tell. */
const ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4"];

const html = new HtmlValidate(JSON.parse(readFileSync(".htmlvalidate.json", "utf8")) as ConfigData);

/** Follows every link that somebody is shown, one of each kind, and collects all that is wrong on the way. */
async function walk(page: Page, start: string): Promise<{ visited: string[]; complaints: string[] }> {
  const complaints: string[] = [];
  let here = start;
  const complain = (what: string) => complaints.push(`${here}: ${what}`);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(message.text());
  });
  page.on("pageerror", (error) => complain(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${response.url()}`);
  });
  const seen = new Set([kindOf(start)]);
  const waiting = [start];
  const visited: string[] = [];
  for (let next = waiting.shift(); next && visited.length < MOST_PAGES; next = waiting.shift()) {
    here = next;
    const response = await page.goto(next, { waitUntil: "load" });
    visited.push(kindOf(next));
    if ((await page.locator("h1").count()) !== 1) complain("not one title");
    await readMarkup((await response?.text()) ?? "", complain);
    await readAccessibility(page, complain);
    await readWidth(page, complain);
    for (const link of await linksOf(page)) {
      if (seen.has(kindOf(link))) continue;
      seen.add(kindOf(link));
      waiting.push(link);
    }
  }
  return { visited, complaints };
}

/** The addresses of our own pages that this one leads to. */
async function linksOf(page: Page): Promise<string[]> {
  const links = await page
    .locator("a[href]:not([download]):not([target])")
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  const { origin } = new URL(page.url());
  return links
    .map((link) => new URL(link))
    .filter((link) => link.origin === origin && !/\.\w+$/.test(link.pathname))
    .map(({ pathname, search }) => pathname + search);
}

async function readMarkup(markup: string, complain: (what: string) => void): Promise<void> {
  const report = await html.validateString(markup);
  for (const { messages } of report.results) {
    for (const { ruleId, message, selector } of messages) complain(`${ruleId}: ${message} (${selector ?? ""})`);
  }
}

async function readAccessibility(page: Page, complain: (what: string) => void): Promise<void> {
  // The frame that shows a mail runs no scripts, axe's neither: waiting for them would never end.
  const { violations } = await new AxeBuilder({ page }).exclude("iframe[sandbox]").withTags(ACCESSIBILITY).analyze();
  for (const { id, nodes } of violations) complain(`${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Nothing scrolls sideways on the narrowest telephone. */
async function readWidth(page: Page, complain: (what: string) => void): Promise<void> {
  const before = page.viewportSize();
  if (!before || before.width > 400) return;
  await page.setViewportSize({ width: 320, height: before.height });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) complain(`${width} pixels wide at 320`);
  await page.setViewportSize(before);
}

/** Addresses that differ only by an id show the same page. */
function kindOf(address: string): string {
  return address
    .replace(/\?.*/, "")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ":id")
    .replace(/\/structures\/(?!invitation$)[\w-]+/, "/structures/:id");
}

test("a stranger finds no broken link, and the browser nothing to complain of", async ({ page }) => {
  const { visited, complaints } = await walk(page, "/");
  expect(complaints).toEqual([]);
  expect(visited).toContain("/connexion");
});

for (const account of ["employee", "manager", "outsider"]) {
  test(`the ${account} of the demonstration finds no broken link, and the browser nothing to complain of`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await page.goto("/connexion");
    await page.locator("input[type=email]").fill(`${account}@demo.example`);
    await page.locator("input[type=password]").fill(PASSWORD);
    await page.locator("input[type=password]").press("Enter");
    await page.waitForURL((url) => url.pathname !== "/connexion");
    const { visited, complaints } = await walk(page, new URL(page.url()).pathname);
    expect(complaints).toEqual([]);
    expect(visited.length).toBeGreaterThan(2);
  });
}
