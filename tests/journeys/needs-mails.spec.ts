import { expect, test, type Page } from "playwright/test";
import postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/** A need that another structure of the pôle puts out; the worker of the server under test tells of it. */
async function publish(title: string): Promise<string> {
  const id = newId();
  const [buyer] = await sql<{ poleId: string; structureId: string; personId: string }[]>`
    select m.pole_id as "poleId", m.structure_id as "structureId", a.person_id as "personId"
      from memberships m join poles p on p.id = m.pole_id join affiliations a on a.structure_id = m.structure_id
     where p.slug = 'val-d-orme' and m.kind = 'member' and m.ends_on is null and a.ended_at is null and not exists (
       select from affiliations e join people q on q.id = e.person_id
        where e.structure_id = m.structure_id and q.email = 'employee@demo.example')
     order by m.structure_id, a.person_id limit 1`;
  if (!buyer) throw new Error("The demonstration misses members.");
  const at = { pole_id: buyer.poleId, need_id: id };
  await sql.begin(async (tx) => {
    await tx`insert into needs ${tx({ id, pole_id: buyer.poleId, structure_id: buyer.structureId, person_id: buyer.personId, kind: "interest", title, place: "Brizac", summary: "Pour 80 personnes." })}`;
    await tx`insert into need_lots ${tx({ ...at, id: newId(), number: 1, title: "Repas" })}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', now() + interval '9 days') where id = ${id}`;
  });
  return id;
}

/** Opens the mail whose subject has these words, once it is there. */
async function openMail(page: Page, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/courriels?${new URLSearchParams({ q: words })}`);
    await page.getByRole("list", { name: "Courriels" }).getByRole("link").first().click({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}

test("a search that is kept brings a mail, which leads to the need, which is put aside; its link stops it @telephone", async ({
  page,
}, { project }) => {
  test.setTimeout(120_000);
  const word = `Buffet${project.name.slice(0, 1)}${newId().slice(-6)}`;
  await signIn(page, "employee");
  await page.goto(`${POLE}/besoins?q=${word}`);
  await page.getByRole("link", { name: "Être prévenu des nouveaux" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nouvelle alerte" })).toBeVisible();
  await expect(page.getByLabel("Nom de l’alerte")).toHaveValue(word);
  await expectAccessible(page);
  await page.getByLabel("Tout de suite").check();
  await page.getByRole("button", { name: "Garder cette alerte" }).click();
  await expect(page.getByText("L’alerte est gardée")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: word })).toBeVisible();
  await expectAccessible(page);

  const need = await publish(`${word} pour la fête des voisins`);
  await openMail(page, word);
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { level: 1 })).toHaveText("Un besoin correspond à votre recherche.");
  await expect(mail.getByRole("link", { name: "Lire le besoin" })).toHaveAttribute(
    "href",
    new RegExp(`/besoins/${need}$`),
  );
  const stop = await mail.getByRole("link", { name: /^Ne plus recevoir/ }).getAttribute("href");

  await page.goto(`${POLE}/besoins/${need}`);
  await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
  await page.getByText("Pas pour nous").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "C’est trop loin" }).click();
  await expect(page.getByText("Écarté : C’est trop loin")).toBeVisible();
  await page.goto(`${POLE}/besoins?q=${word}`);
  await expect(page.getByRole("heading", { name: "Aucun besoin ouvert" })).toBeVisible();

  // Whoever holds the link stops it, signed in or not.
  await page.context().clearCookies();
  await page.goto(new URL(stop ?? "").pathname);
  await expect(page.getByRole("heading", { level: 1, name: "Arrêter cette alerte" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ne plus recevoir ces courriels" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est arrêté" })).toBeVisible();
});
