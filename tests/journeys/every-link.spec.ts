import { expect, test, type Page } from "playwright/test";

const PASSWORD = "grappe-demo-2026";
const MOST_PAGES = 60;

/** Follows every link that somebody is shown, one of each kind, and collects whatever the browser complains about. */
async function walk(page: Page, start: string): Promise<{ visited: string[]; complaints: string[] }> {
  const complaints: string[] = [];
  let here = start;
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`${here}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${here}: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${here}: ${response.status()} ${response.url()}`);
  });
  const seen = new Set([kindOf(start)]);
  const waiting = [start];
  const visited: string[] = [];
  for (let next = waiting.shift(); next && visited.length < MOST_PAGES; next = waiting.shift()) {
    here = next;
    await page.goto(next, { waitUntil: "load" });
    if ((await page.locator("h1").count()) !== 1) complaints.push(`${here}: not one title`);
    visited.push(kindOf(next));
    const links = await page
      .locator("a[href]:not([download]):not([target])")
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    for (const link of links) {
      const { origin, pathname, search } = new URL(link);
      if (origin !== new URL(page.url()).origin || /\.\w+$/.test(pathname) || seen.has(kindOf(pathname))) continue;
      seen.add(kindOf(pathname));
      waiting.push(pathname + search);
    }
  }
  return { visited, complaints };
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

for (const account of ["employee", "manager", "neighbour", "outsider"]) {
  test(`the ${account} of the demonstration finds no broken link, and the browser nothing to complain of`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
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
