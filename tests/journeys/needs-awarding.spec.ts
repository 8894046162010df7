import { expect, test } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";
import { demoJudgedNeed } from "../support/demo-judged-need";

// Looks at a dozen pages with axe, on a busy machine.
test.describe.configure({ timeout: 180_000 });

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

test("from the ranking to the letters, the contract, a delivery and what each says of the other @desktop", async ({
  page,
  browser,
}) => {
  const { needId, first, second } = await demoJudgedNeed(sql, "Verdir la cour");
  const address = `${POLE}/besoins/${needId}`;
  await signIn(page, "administrator");
  await page.goto(address);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Choisir", exact: true }).click();
  await expect(page.getByRole("radio", { name: new RegExp(`Rang 1. ${first.name}`) })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("radio", { name: new RegExp(`Rang 2. ${second.name}`) }).check();
  await page.getByLabel("Raisons du choix").fill("Une méthode sobre, et des plants d’ici.");
  await page.getByRole("button", { name: "Proposer cette structure" }).click();
  await expect(page.getByRole("alert")).toContainText("dites pourquoi");
  await page.getByRole("radio", { name: new RegExp(`Rang 1. ${first.name}`) }).check();
  await page.getByRole("button", { name: "Proposer cette structure" }).click();
  await expect(page.getByRole("heading", { name: `Proposée : ${first.name}` })).toBeVisible();
  await expect(page.getByText("2 courriers partiront")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Décider et envoyer les courriers" }).click();
  await expect(page.getByRole("heading", { name: `Retenue : ${first.name}` })).toBeVisible();
  await expectAccessible(page);

  // Who was not retained reads why, on a telephone.
  const telephone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const theirs = await (await browser.newContext(telephone)).newPage();
  await signIn(theirs, second.account);
  await theirs.goto(address);
  await expect(theirs.getByRole("heading", { name: "Votre réponse n’est pas retenue" })).toBeVisible();
  await theirs.getByRole("link", { name: "Lire le courrier" }).click();
  await expect(theirs.getByText(/rang 2 sur 2/)).toBeVisible();
  await expect(theirs.getByRole("definition").filter({ hasText: first.name })).toBeVisible();
  await expectAccessible(theirs);

  await page.getByRole("link", { name: "Suivre le marché" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Enregistrer le contrat" }).click();
  await expect(page.getByText("Le contrat est enregistré.")).toBeVisible();
  const market = page.url().replace(/#.*/, "");

  // Who was retained declares what is done, on a telephone.
  const winner = await (await browser.newContext(telephone)).newPage();
  await signIn(winner, first.account);
  await winner.goto(address);
  await winner.getByRole("link", { name: "Suivre le marché" }).click();
  await winner.getByLabel("Ce qui est fait").fill("La haie est plantée.");
  await winner.getByLabel("Montant hors taxes, en euros").fill("beaucoup");
  await winner.getByRole("button", { name: "Déclarer", exact: true }).click();
  await expect(winner.getByRole("alert")).toContainText("montant en euros");
  await expectAccessible(winner);
  await winner.getByLabel("Montant hors taxes, en euros").fill("1 077");
  await winner.getByLabel("Heures d’insertion faites").fill("38");
  await winner.getByRole("button", { name: "Déclarer", exact: true }).click();
  await expect(winner.getByText("À accepter")).toBeVisible();
  await expectAccessible(winner);

  await page.goto(market);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Accepter" }).click();
  await expect(page.getByText("40 promises, il en reste 2")).toBeVisible();
  await page.getByRole("button", { name: "Terminer le contrat" }).click();
  await page.getByRole("radio", { name: /5 sur 5/ }).check();
  await page.getByLabel("Quelques mots").fill("Du beau travail.");
  await page.getByRole("button", { name: "Donner cet avis" }).click();
  await expect(page.getByText("L’autre avis n’est pas encore donné.")).toBeVisible();
  await expectAccessible(page);

  await winner.goto(market);
  await expect(winner.getByText("Du beau travail.")).toHaveCount(0);
  await winner.getByRole("radio", { name: /4 sur 5/ }).check();
  await winner.getByRole("button", { name: "Donner cet avis" }).click();
  await expect(winner.getByText("Du beau travail.")).toBeVisible();
  await expectAccessible(winner);

  await page.goto(`${address}/attribution`);
  await page.getByRole("radio", { name: "Oui" }).check();
  await page.getByRole("button", { name: "Le dire" }).click();
  await expect(page.getByText("Vous avez dit : Oui.")).toBeVisible();
  await expectAccessible(page);
});
