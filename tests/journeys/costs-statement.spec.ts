import { expect, test } from "playwright/test";
import postgres from "postgres";
import { signIn } from "../support/journey";
import { ownMonth } from "../support/journey-statements";
import { expectAccessible } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1, onnotice: () => {} });
});
test.afterAll(() => sql.end());

test("a structure reads its statement, opens why, disputes 46,88 €, takes it back and finds all right @telephone", async ({
  page,
}) => {
  test.slow();
  const statement = await ownMonth(sql, "2031-05", "Fibre du journal");
  await signIn(page, "administrator");
  await page.getByRole("link", { name: "Relire votre décompte de mai" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Votre décompte de mai" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${statement}$`));
  await expectAccessible(page);

  const line = page.getByRole("listitem").filter({ hasText: "Fibre du journal" });
  await line.getByText("Pourquoi ce montant").click();
  await expect(line.getByText("Et le centime")).toBeVisible();
  await expect(line.getByRole("table", { name: "La part de chacun" })).toBeVisible();
  await expectAccessible(page);

  await line.getByText("Contester ce montant").click();
  await line.getByLabel("Montant contesté").fill("46,89");
  await line.getByLabel("Pourquoi", { exact: true }).fill("La fibre était coupée.");
  await line.getByRole("button", { name: "Envoyer la contestation" }).click();
  await expect(line.getByText("C’est plus que votre part").first()).toBeVisible();
  await line.getByLabel("Montant contesté").fill("46,88");
  await expect(line.getByLabel("Pourquoi", { exact: true })).toHaveValue("La fibre était coupée.");
  await line.getByRole("button", { name: "Envoyer la contestation" }).click();
  await expect(page.getByText("et 46,88 € contestés, à part")).toBeVisible();
  await expect(page.getByRole("button", { name: "Tout est juste" })).toHaveCount(0);

  // The line may have stayed open, or not.
  const back = line.getByRole("button", { name: "Retirer la contestation" });
  if (!(await back.isVisible())) await line.getByText("Pourquoi ce montant").click();
  await back.click();
  await page.getByRole("button", { name: "Tout est juste" }).click();
  await expect(page.getByText(/^Trouvé juste par/)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a statement opens onto why, is disputed and taken back @telephone", async ({ page }) => {
    const statement = await ownMonth(sql, "2031-06", "Fibre sans script");
    await signIn(page, "administrator");
    await page.goto(statement);
    const line = page.getByRole("listitem").filter({ hasText: "Fibre sans script" });
    await line.getByText("Pourquoi ce montant").click();
    await expect(line.getByRole("table", { name: "La part de chacun" })).toBeVisible();
    await line.getByText("Contester ce montant").click();
    await line.getByLabel("Pourquoi", { exact: true }).fill("Coupée.");
    await line.getByRole("button", { name: "Envoyer la contestation" }).click();
    await expect(page.getByText("et 46,88 € contestés, à part")).toBeVisible();
    await line.getByText("Pourquoi ce montant").click();
    await line.getByRole("button", { name: "Retirer la contestation" }).click();
    await expect(page.getByRole("button", { name: "Tout est juste" })).toBeVisible();
  });
});
