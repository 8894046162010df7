import { expect, test, type Page } from "playwright/test";
import postgres from "postgres";
import { signIn } from "../support/journey";
import { openedNeed } from "../support/journey-needs";
import { expectAccessible } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/** Whoever sits says that they have no conflict, and comes to their scores. */
async function declare(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/jury`);
  await page.getByLabel("Non, je n’ai de lien avec aucun").check();
  await page.getByRole("button", { name: "Déclarer" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Vos notes" })).toBeVisible();
}

/** Scores the answer that is shown on both criteria. */
async function score(page: Page, bidder: string, values: readonly [string, string]): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: bidder })).toBeVisible();
  for (const [place, value] of values.entries()) await page.getByLabel("Note sur 10").nth(place).fill(value);
  await page.getByRole("button", { name: /^Enregistrer/ }).click();
}

test("two people score alone, the panel agrees, and prices opened last make a ranking that adds up @desktop", async ({
  page,
  browser,
}) => {
  test.slow();
  const { address, bidders, judge } = await openedNeed(sql, "Verdir la cour", { qualityFirst: true });
  const [dear, cheap] = bidders;
  await signIn(page, "administrator");
  await page.goto(`${address}/jury`);
  await expect(page.getByText("Personne encore")).toBeVisible();
  await expectAccessible(page);
  const who = page.getByLabel("Personne", { exact: true });
  const [own] = await sql<{ id: string; name: string }[]>`
    select id, name from people where email = 'administrator@demo.example'`;
  for (const { id, name } of [judge, own!]) {
    const option = who.locator(`option[value^="${id}"]`);
    await who.selectOption((await option.getAttribute("value")) ?? "");
    await page.getByRole("button", { name: "Ajouter au jury" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: name }).first()).toBeVisible();
  }
  await declare(page, address);
  await expectAccessible(page);
  await score(page, dear, ["9", "8"]);
  await score(page, cheap, ["5,5", "6"]);
  await page.getByRole("button", { name: "J’ai terminé" }).click();
  await expect(page.getByRole("heading", { name: "Vous avez terminé" })).toBeVisible();
  await page.goto(`${address}/comparaison`);
  await expect(page.getByText("Les prix restent fermés", { exact: false })).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, judge.account);
  await theirs.goto(`${address}/jury`);
  await expect(theirs.getByText(dear)).toBeVisible();
  await expectAccessible(theirs);
  await declare(theirs, address);
  await score(theirs, dear, ["12", "8"]);
  await expect(theirs.getByRole("alert")).toContainText("La note va de 0 à 10");
  await expect(theirs.getByLabel("Note sur 10").nth(1)).toHaveValue("8");
  await score(theirs, dear, ["4", "8"]);
  await score(theirs, cheap, ["6", "6"]);
  await theirs.getByRole("button", { name: "J’ai terminé" }).click();
  await expect(theirs.getByRole("heading", { name: "Vous avez terminé" })).toBeVisible();

  await page.goto(`${address}/notes`);
  await page.getByRole("button", { name: "Ouvrir la mise en commun" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notes communes" })).toBeVisible();
  await expect(page.getByText("Écart à discuter, de 4 à 9")).toBeVisible();
  await expect(page.getByLabel("Note sur 10").nth(1)).toHaveValue("8");
  await expectAccessible(page);
  await score(page, dear, ["8", "8"]);
  await score(page, cheap, ["6", "6"]);
  await page.getByRole("button", { name: "Arrêter les notes et ouvrir les prix" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Comparaison" })).toBeVisible();
  // 40 × 7 800 ÷ 9 100 = 34,29; + 35 × 8 ÷ 10 + 25 × 8 ÷ 10 = 82,29. 40 + 21 + 15 = 76.
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText(dear);
  await expect(rows.nth(1)).toContainText("82,29");
  await expect(rows.nth(2)).toContainText("76,00");
  await expect(page.getByText(/40 × 7.800,00.€ ÷ 9.100,00.€/)).toBeVisible();
  await expectAccessible(page);
  await theirs.goto(`${address}/notes`);
  await expect(theirs.getByRole("heading", { level: 1, name: "Les notes du jury" })).toBeVisible();
});
