import { expect, test, type Page } from "playwright/test";
import { addDays, localDateOf, weekdayOf } from "../../server/kernel/time";
import { POLE, signIn, tabTo, workingDay, ZONE } from "../support/journey";

/** Journeys run at once, on a telephone and on a desk: each books on days of its own. */
const daysOf = (journey: number, project: string) => 50 + journey * 4 + (project === "telephone" ? 2 : 0);

/** The results offer rooms one under the other: the two projects, which run at once, take one end each. */
const offerFor = (page: Page, project: string) => {
  const offers = page.locator(".offers").getByRole("link", { name: /^Réserver/ });
  return project === "desktop" ? offers.first() : offers.last();
};

/** Leaves the days that everybody asks for as they were, where the notice allows. */
async function giveBack(page: Page): Promise<void> {
  const cancel = page.getByRole("link", { name: "Annuler la réservation" });
  if ((await cancel.count()) === 0) return;
  await cancel.click();
  await page.getByRole("button", { name: "Annuler la réservation" }).click();
  await expect(page.getByText("Réservation annulée.")).toBeVisible();
}

test("a meeting room for Thursday afternoon is booked in three interactions from the first page", async ({ page }, {
  project,
}) => {
  await signIn(page, "employee");
  let thursday = localDateOf(new Date(), ZONE);
  while (weekdayOf(thursday) !== 4) thursday = addDays(thursday, 1);
  const chip = page.locator(`.quick a[href*="jour=${thursday}&de=14"]`);
  // On a Thursday afternoon that has begun, that of next week.
  const afternoon = (await chip.count()) > 0 ? chip : page.locator('.quick a[href*="de=14"]').last();

  await afternoon.click();
  await page.waitForURL(/de=14/);
  await offerFor(page, project.name).click();
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Ajouter à l’agenda" })).toBeVisible();
  await giveBack(page);
});

test("the slot proposed at once is booked in three interactions", async ({ page }, { project }) => {
  await signIn(page, "treasurer");
  await page.getByRole("button", { name: "Voir ce qui est libre" }).click();
  await page.waitForURL(/jour=/);
  await offerFor(page, project.name).click();
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await giveBack(page);
});

test("a room is booked with the keyboard alone", async ({ page }, { project }) => {
  const day = workingDay(daysOf(1, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${day}&de=09:00&a=11:00`);
  await page.getByRole("link", { name: "Aller au contenu" }).focus();
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByRole("button", { name: "Voir ce qui est libre" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: /^Réserver/ }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/nouvelle/);
  await tabTo(page, page.getByRole("textbox", { name: "Objet" }));
  await page.keyboard.type("Entretien au clavier");
  await tabTo(page, page.getByRole("button", { name: "Confirmer la réservation" }));
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(page.getByText("Entretien au clavier")).toBeVisible();
});

test("the hours of a room's week choose the slot, whose price follows", async ({ page }, { project }) => {
  const day = workingDay(daysOf(2, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}/catalogue?q=haute`);
  await page.getByRole("link", { name: "Salle Haute" }).first().click();
  await page.waitForURL(/catalogue\/[0-9a-f-]{36}/);
  await page.goto(`${new URL(page.url()).pathname}?jour=${day}&de=09:00&a=10:00`);

  // On a desk the week is drawn, over a table of links.
  if (project.name === "desktop") await page.getByRole("button", { name: "Tableau" }).click();
  const slot = page.locator("a.slot-free:visible").last();
  const from = new URL((await slot.getAttribute("href")) ?? "", page.url()).searchParams.get("de") ?? "";
  await slot.click();
  await expect(page.getByLabel("De", { exact: true })).toHaveValue(from);
  await expect(page.getByText("Votre choix").filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Objet" }).fill("Assemblée des bénévoles");
  const upTo = page.getByLabel("À", { exact: true });
  const chosen = await page.getByLabel("De", { exact: true }).inputValue();
  const hour = String(Number(chosen.slice(0, 2)) + 1).padStart(2, "0");
  await upTo.selectOption(`${hour}:${chosen.slice(3)}`);
  await expect(page).toHaveURL(new RegExp(`a=${hour}`));
  // What was typed beside the slot stays.
  await expect(page.getByRole("textbox", { name: "Objet" })).toHaveValue("Assemblée des bénévoles");
  await page.locator("#reserver").getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(page.getByText("Assemblée des bénévoles")).toBeVisible();
});

test("a slot taken meanwhile is refused with proposals, and nothing typed is lost", async ({ page, browser }, {
  project,
}) => {
  const day = workingDay(daysOf(3, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${day}&de=14:00&a=16:00`);
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.waitForURL(/nouvelle/);
  await page.getByRole("textbox", { name: "Objet" }).fill("Point avec la banque");

  const faster = await (await browser.newContext()).newPage();
  await signIn(faster, "manager");
  await faster.goto(page.url());
  await faster.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(faster.getByRole("heading", { name: "C’est réservé" })).toBeVisible();
  await faster.context().close();

  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("alert").getByText("Ce créneau vient d’être pris")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Objet" })).toHaveValue("Point avec la banque");
  await page
    .getByRole("button", { name: /^Prendre/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(page.getByText("Point avec la banque")).toBeVisible();
});

test("the same form sent twice makes one booking", async ({ page }, { project }) => {
  const day = workingDay(daysOf(4, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${day}&de=14:00&a=16:00`);
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.waitForURL(/nouvelle/);
  const id = await page.locator("#reserver input[name=demande]").inputValue();
  const fields = Object.fromEntries(
    await page
      .locator("#reserver")
      .evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([k, v]) => [k, v as string])),
  ) as Record<string, string>;
  const send = () =>
    page.request.post(page.url(), { form: fields, maxRedirects: 0, headers: { Origin: new URL(page.url()).origin } });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map((answer) => answer.status())).toEqual([302, 302]);
  for (const answer of answers) expect(answer.headers().location).toContain(id);
});

test("a booking is cancelled with a reason, and the cancellation undone", async ({ page }, { project }) => {
  const day = workingDay(daysOf(5, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${day}&de=09:00&a=11:00`);
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { name: "C’est réservé" })).toBeVisible();

  await page.getByRole("link", { name: "Annuler la réservation" }).click();
  await page.getByLabel("Raison").selectOption({ label: "La réunion est déplacée" });
  await page.getByRole("button", { name: "Annuler la réservation" }).click();
  await expect(page.getByText("Réservation annulée.")).toBeVisible();
  await page.getByRole("button", { name: "Rétablir" }).click();

  await expect(page.getByText("Réservation rétablie.")).toBeVisible();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
  await expect(page.getByText("« La réunion est déplacée »")).toBeVisible();
});

test("a day too far ahead is answered by the button that confirms, though the field that holds it is folded away", async ({
  page,
}) => {
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${workingDay(20)}&de=09:00&a=11:00&genre=room`);
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.waitForURL(/nouvelle/);
  const far = new URL(page.url());
  far.searchParams.set("jour", workingDay(700));
  await page.goto(far.href);
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("alert")).toContainText("à l’avance au plus");
});

test("a search that cannot be is explained beside its fields, and what was typed stays", async ({ page }) => {
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=other&jourOther=2027-03-28&de=02:30&a=01:00&personnes=beaucoup`);
  await expect(page.getByRole("alert")).toContainText("Trois réponses à corriger");
  await expect(page.getByRole("alert")).toContainText("l’heure choisie n’existe pas. La première qui existe est 3 h");
  await expect(page.getByLabel("Personnes")).toHaveValue("beaucoup");
  await expect(page.getByLabel("De", { exact: true })).toHaveValue("02:30");
  await expect(page.getByLabel("De", { exact: true })).toHaveAttribute("aria-invalid", "true");
});
