import { expect, test, type Page } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

const confirmation = (room: string, day: string, from: string, to: string) =>
  `${POLE}/reservations/nouvelle?ressource=${room}&jour=${day}&de=${from}&a=${to}`;

/** Books, and answers the address of the booking. */
async function book(page: Page, room: string, day: string, from: string, to: string): Promise<string> {
  await page.goto(confirmation(room, day, from, to));
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a room that wants an agreement is asked for, accepted by who shares it, then moved and put back", async ({
  page,
  browser,
}, { project }) => {
  test.slow();
  const name = `Salle sur accord ${project.name}`;
  const { id } = await ownRoom(sql, name);
  const day = workingDay(20);
  const owner = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(owner, "administrator");
  await owner.goto(`${POLE}/catalogue/${id}/regles`);
  await owner.getByRole("radio", { name: "La structure qui partage" }).check();
  await owner.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await owner.waitForURL(/catalogue\/[0-9a-f-]{36}$/);

  await signIn(page, "employee");
  // Before the click, wherever it is: whose agreement, and by when.
  await page.goto(`${POLE}?jour=${day}&de=09:00&a=10:00&q=${encodeURIComponent(name)}`);
  const offer = page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(offer.getByText("Sur accord", { exact: true })).toBeVisible();
  await expect(offer.getByText(/Les Jardins du Gué répond au plus tard le/)).toBeVisible();
  await expectAccessible(page);
  await offer.getByRole("link", { name, exact: true }).click();
  await expect(page.getByText("Sur accord", { exact: true })).toBeVisible();
  await expect(page.locator("#reserver").getByRole("button", { name: "Demander la réservation" })).toBeVisible();
  await page.goto(confirmation(id, day, "09:00", "10:00"));
  await expect(page.getByRole("heading", { level: 1, name: "Demander la réservation" })).toBeVisible();
  await expect(page.getByText(/demande l’accord de Les Jardins du Gué, qui répond au plus tard le/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Objet" }).fill("Réunion du bureau");
  await page.getByRole("button", { name: "Demander la réservation" }).filter({ visible: true }).click();
  await page.waitForURL(/reservations\/[0-9a-f-]{36}/);
  const booking = new URL(page.url()).pathname;
  await expect(page.getByText("En attente d’une réponse")).toBeVisible();
  await expectAccessible(page);

  await owner.goto(`${POLE}/demandes`);
  await expectAccessible(owner);
  const request = owner.getByRole("article", { name });
  await request.getByRole("button", { name: "Accepter" }).click();
  await expect(request).toHaveCount(0);
  // Moving asks again: from here on, it does not.
  await owner.goto(`${POLE}/catalogue/${id}/regles`);
  await owner.getByRole("radio", { name: "Personne : c’est confirmé aussitôt" }).check();
  await owner.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await owner.waitForURL(/catalogue\/[0-9a-f-]{36}$/);
  await owner.context().close();

  await page.goto(booking);
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Déplacer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Déplacer la réservation" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("De", { exact: true }).selectOption("14:00");
  await page.getByLabel("À", { exact: true }).selectOption("16:00");
  await page.getByRole("button", { name: "Déplacer" }).click();
  await expect(page.getByText("Réservation déplacée.")).toBeVisible();
  await expect(page.getByText(/14\sh/).first()).toBeVisible();
  await page.getByRole("button", { name: "Rétablir" }).click();
  await expect(page).toHaveURL(booking);
  await expect.poll(() => startOf(booking)).toBe(`${day} 09:00`);
});

test("who waits for a taken time is offered it when it is given back, and takes it @telephone", async ({
  page,
  browser,
}, { project }) => {
  test.slow();
  const { id } = await ownRoom(sql, `Salle attendue ${project.name}`);
  const day = workingDay(20);
  const other = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(other, "manager");
  const taken = await book(other, id, day, "09:00", "11:00");

  await signIn(page, "employee");
  await page.goto(confirmation(id, day, "09:00", "11:00"));
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "M’avertir si une place se libère" }).click();
  await expect(page.getByText("Vous attendez une place")).toBeVisible();
  await expectAccessible(page);

  await other.goto(`${taken}/annulation`);
  await other.getByRole("button", { name: "Annuler la réservation" }).click();
  await expect(other.getByText("Réservation annulée.")).toBeVisible();
  await other.context().close();

  const offered = async () => {
    const [row] = await sql<{ id: string }[]>`
      select id from bookings where resource_id = ${id} and state = 'offered'`;
    return row?.id ?? null;
  };
  await expect.poll(offered, { timeout: 20_000 }).not.toBeNull();
  await page.goto(`${POLE}/reservations/${await offered()}`);
  await expect(page.getByText("Une place s’est libérée pour vous")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Prendre la place" }).click();
  await expect(page.getByText("Une place s’est libérée pour vous")).toHaveCount(0);
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
});

/** When the booking at this address begins, on the pôle's clock. */
async function startOf(address: string): Promise<string> {
  const [row] = await sql<{ start: string }[]>`
    select to_char(starts_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as start
      from bookings where id = ${address.split("/").at(-1) ?? ""}`;
  return row?.start ?? "";
}
