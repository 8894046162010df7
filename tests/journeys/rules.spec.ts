import { expect, test } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

test("a closure is read in a sentence before it is saved, refuses with its reason, and the way out is taken @desktop", async ({
  page,
  browser,
}, { project }) => {
  // Many pages, each looked at whole.
  test.slow();
  const { id } = await ownRoom(sql, `Salle aux travaux ${project.name}`);
  const day = workingDay(20);
  await signIn(page, "administrator");
  await page.goto(`${POLE}/catalogue/${id}/regles`);
  const preview = page.getByRole("complementary", { name: "Ce que les membres liront" });
  await expect(preview).not.toContainText("parquet");
  const closure = page.getByRole("group", { name: "Fermeture 1" });
  await closure.getByLabel("Premier jour").fill(day);
  await closure.getByLabel("Pourquoi").fill("parquet à poncer");
  await closure.getByLabel("Pourquoi").blur();
  await expect(preview).toContainText("parquet à poncer");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();

  const other = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(other, "manager");
  await other.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=10:00&a=12:00`);
  await other.getByRole("textbox", { name: "Objet" }).fill("Atelier couture");
  await other.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(other.getByRole("alert").first()).toContainText("parquet à poncer");
  await expectAccessible(other);
  await other
    .getByRole("button", { name: /^Prendre/ })
    .first()
    .click();
  await expect(other.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(other.getByText("Atelier couture")).toBeVisible();
  await other.context().close();
});

test("what cannot be a rule is told beside its field, and what was typed stays @desktop", async ({ page }, {
  project,
}) => {
  const { id } = await ownRoom(sql, `Salle aux règles ${project.name}`);
  await signIn(page, "administrator");
  await page.goto(`${POLE}/catalogue/${id}/regles`);
  const closure = page.getByRole("group", { name: "Fermeture 1" });
  await closure.getByLabel("Premier jour").fill(workingDay(30));
  await closure.getByLabel("Dernier jour").fill(workingDay(20));
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("corriger");
  await expect(closure.getByLabel("Premier jour")).toHaveValue(workingDay(30));
  await expectAccessible(page);
});
