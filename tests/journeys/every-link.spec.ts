import { readFileSync } from "node:fs";
import { HtmlValidate, type ConfigData } from "html-validate";
import { expect, test, type Page } from "playwright/test";
import { barriersOn } from "../support/journey-things";

const PASSWORD = "grappe-demo-2026";
/** More than anybody is shown kinds of pages: a walk that ends here has been led in a circle. */
const MOST_PAGES = 130;

const html = new HtmlValidate(JSON.parse(readFileSync(".htmlvalidate.json", "utf8")) as ConfigData);

/** The sizes that every page is read at: a desk, a telephone, and the narrowest telephone. */
const DESK = { width: 1280, height: 800 };
const TELEPHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 844 };

/**
 * What Chromium says when a tool that reads the page (playwright, axe) tries the frame that shows a mail, as it tries
 * every frame. It comes or not as the two race, and would also be said of a script of the mail's own: `readMails` looks
 * for those in the mail itself, whatever the browser says.
 */
const TRIED_THE_MAIL =
  "Blocked script execution in 'about:srcdoc' because the document's frame is sandboxed and the 'allow-scripts' permission is not set.";

/**
 * Follows every link that somebody is shown, one of each kind, reads each page at every size in one visit, and collects
 * all that is wrong on the way. `follows`: only links to such addresses.
 */
async function walk(
  page: Page,
  start: string,
  follows: (address: string) => boolean = () => true,
): Promise<{ visited: string[]; left: string[]; complaints: string[] }> {
  const complaints: string[] = [];
  let here = start;
  const complain = (what: string) => complaints.push(`${here}: ${what}`);
  page.on("console", (message) => {
    if (message.text() === TRIED_THE_MAIL) return;
    if (message.type() === "error" || message.type() === "warning") complain(message.text());
  });
  page.on("pageerror", (error) => complain(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${response.url()}`);
  });
  // A colour on its way to another is neither.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const seen = new Set([kindOf(start)]);
  const waiting = [start];
  const visited: string[] = [];
  while (visited.length < MOST_PAGES) {
    const next = waiting.shift();
    if (next === undefined) break;
    here = next;
    await page.setViewportSize(DESK);
    const response = await page.goto(next, { waitUntil: "load" });
    visited.push(kindOf(next));
    if ((await page.locator("h1").count()) !== 1) complain("not one title");
    await readMarkup((await response?.text()) ?? "", complain);
    await readMails(page, complain);
    for (const link of await linksOf(page)) {
      if (seen.has(kindOf(link)) || !follows(link)) continue;
      seen.add(kindOf(link));
      waiting.push(link);
    }
    for (const barrier of await barriersOn(page)) complain(barrier);
    await page.setViewportSize(TELEPHONE);
    for (const barrier of await barriersOn(page)) complain(`at ${TELEPHONE.width}, ${barrier}`);
    await page.setViewportSize(NARROWEST);
    await readWidth(page, complain);
  }
  return { visited, left: waiting, complaints };
}

/** The addresses of our own pages that this one leads to. */
async function linksOf(page: Page): Promise<string[]> {
  const links = await page
    .locator("a[href]:not([download]):not([target])")
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  const { origin } = new URL(page.url());
  return links
    .map((link) => new URL(link))
    .filter((link) => link.origin === origin && !isFile(link.pathname))
    .map(({ pathname, search }) => pathname + search);
}

/** A document to read or keep, not a page: its name has an ending, or it is a proof of the accounts. */
function isFile(pathname: string): boolean {
  return /\.\w+$/.test(pathname) || /\/(justificatifs|preuves)\/[0-9a-f-]{36}$/.test(pathname);
}

async function readMarkup(markup: string, complain: (what: string) => void): Promise<void> {
  const report = await html.validateString(markup);
  for (const { messages } of report.results) {
    for (const { ruleId, message, selector } of messages) complain(`${ruleId}: ${message} (${selector ?? ""})`);
  }
}

/** A mail shown in a frame holds nothing that could run, and its frame would let nothing run. */
async function readMails(page: Page, complain: (what: string) => void): Promise<void> {
  const mails = await page
    .locator("iframe[srcdoc]")
    .evaluateAll((frames: HTMLIFrameElement[]) =>
      frames.map((frame) => ({ markup: frame.srcdoc, allowed: frame.getAttribute("sandbox") })),
    );
  for (const { markup, allowed } of mails) {
    if (allowed === null || /allow-(scripts|same-origin|forms)/.test(allowed)) complain(`a mail may run: ${allowed}`);
    if (/<script|<object|<embed|<iframe|\son\w+\s*=|javascript:/i.test(markup)) complain("a mail holds a script");
  }
}

/** Nothing scrolls sideways. */
async function readWidth(page: Page, complain: (what: string) => void): Promise<void> {
  const { width, room } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    room: window.innerWidth,
  }));
  if (width > room) complain(`${width} pixels wide at ${room}`);
}

/** Addresses that differ only by an id, a pôle or a month show the same page. */
function kindOf(address: string): string {
  return address
    .replace(/\?.*/, "")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ":id")
    .replace(/\/poles\/[\w-]+/, "/poles/:pole")
    .replace(/\/periodes\/\d{4}-\d{2}/, "/periodes/:month")
    .replace(/\/structures\/(?!invitation$)[\w-]+/, "/structures/:id");
}

const isOfAccounts = (address: string) => /^\/poles\/[^/]+\/comptes(\/|\?|$)/.test(address);

/** The longest first, so that two workers end together. Each walk reads the telephone's sizes too. */
const walks: readonly { who: string; account: string; from?: string; follows?: (address: string) => boolean }[] = [
  {
    who: "the manager of the demonstration, outside the accounts,",
    account: "manager",
    follows: (address) => !isOfAccounts(address),
  },
  { who: "the employee of the demonstration", account: "employee" },
  {
    who: "the manager of the demonstration, in the accounts,",
    account: "manager",
    from: "/comptes",
    follows: isOfAccounts,
  },
  { who: "a member's treasurer, in the accounts,", account: "treasurer", from: "/comptes", follows: isOfAccounts },
  { who: "the outsider of the demonstration", account: "outsider" },
];
for (const { who, account, from = "", follows } of walks) {
  test(`${who} finds no broken link, and the browser nothing to complain of @desktop`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.goto("/connexion");
    await page.locator("input[type=email]").fill(`${account}@demo.example`);
    await page.locator("input[type=password]").fill(PASSWORD);
    await page.locator("input[type=password]").press("Enter");
    await page.waitForURL((url) => url.pathname !== "/connexion");
    const { visited, left, complaints } = await walk(page, new URL(page.url()).pathname + from, follows);
    expect(complaints).toEqual([]);
    expect(left).toEqual([]);
    expect(visited.length).toBeGreaterThan(from ? 10 : 2);
  });
}

test("a stranger finds no broken link, and the browser nothing to complain of @desktop", async ({ page }) => {
  const { visited, left, complaints } = await walk(page, "/");
  expect(complaints).toEqual([]);
  expect(left).toEqual([]);
  expect(visited).toContain("/connexion");
});
