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

/** A need of one lot that another structure of the pôle publishes, and a third one, with somebody to sign for it. */
async function publish(title: string) {
  const [needId, lotId, personId] = [newId(), newId(), newId()];
  const others = await sql<{ poleId: string; structureId: string; name: string }[]>`
    select m.pole_id as "poleId", m.structure_id as "structureId", s.name
      from memberships m join structures s on s.id = m.structure_id join poles p on p.id = m.pole_id
     where p.slug = 'val-d-orme' and m.kind = 'member' and m.ends_on is null and not exists (
       select from affiliations a join people q on q.id = a.person_id
        where a.structure_id = m.structure_id and q.email = 'administrator@demo.example')
     order by s.name limit 2`;
  const [buyer, partner] = others;
  if (!buyer || !partner) throw new Error("The demonstration misses members.");
  const account = `signataire-${personId.slice(-8)}`;
  await sql.begin(async (tx) => {
    const at = { pole_id: buyer.poleId, need_id: needId };
    await tx`insert into people (id, name, email, locale) values (${personId}, 'Nina Roche', ${`${account}@demo.example`}, 'fr')`;
    await tx`insert into passwords (person_id, hash) select ${personId}, w.hash from passwords w join people p on p.id = w.person_id where p.email = 'administrator@demo.example'`;
    await tx`insert into affiliations (structure_id, person_id, role) values (${partner.structureId}, ${personId}, 'administrator')`;
    await tx`insert into needs ${tx({ id: needId, pole_id: buyer.poleId, structure_id: buyer.structureId, person_id: personId, kind: "call", title })}`;
    await tx`insert into need_lots ${tx({ ...at, id: lotId, number: 1, title: "Plantations", minimum_hours: 10 })}`;
    await tx`insert into need_criteria ${tx([
      { ...at, id: newId(), lot_id: lotId, position: 1, kind: "price", weight: 40, label: "Prix" },
      { ...at, id: newId(), lot_id: lotId, position: 2, kind: "quality", weight: 60, label: "Méthode" },
    ])}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', now() + interval '9 days') where id = ${needId}`;
  });
  return { address: `${POLE}/besoins/${needId}`, partner: partner.name, account };
}

/** From the need's page to an answer that is written. */
async function write(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: "Préparer une réponse" }).click();
  await page.getByRole("button", { name: "Commencer la réponse" }).click();
  await page.getByLabel("Prix hors taxes, en euros").fill("7 800,50");
  await page.getByLabel(/Heures d’insertion/).fill("40");
  await page.getByLabel(/Méthode, 60 points/).fill("Deux saisons, des plants d’ici.");
  await page.getByLabel("Adresse électronique").fill("sans arobase");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert")).toContainText("adresse électronique");
  await expectAccessible(page);
  await page.getByLabel("Adresse électronique").fill("contact@gue.example");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Votre réponse" })).toBeVisible();
}

test("a bidder answers alone, attaches a file, hands in, and has a receipt @telephone", async ({ page }) => {
  const { address } = await publish("Verdir la cour");
  await signIn(page, "administrator");
  await write(page, address);
  await page.getByRole("link", { name: "Joindre des fichiers" }).click();
  await page
    .getByLabel("Fichier", { exact: true })
    .setInputFiles({ name: "mémoire.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
  await page.getByRole("button", { name: "Joindre" }).click();
  await expect(page.getByRole("link", { name: "mémoire.pdf" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${address}/reponse`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Déposer la réponse" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Reçu n° 1/ })).toBeVisible();
  await expect(page.getByText("C’est cette version qui compte.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(address);
  await expect(page.getByRole("heading", { name: /Déposée, n° 1/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${POLE}/reponses`);
  await expect(page.getByText("Déposée").first()).toBeVisible();
  await expectAccessible(page);
});

test("a group of two shares out what must sum, signs each for itself, and hands in @telephone", async ({
  page,
  browser,
}) => {
  const { address, partner, account } = await publish("Meubler la cour");
  await signIn(page, "administrator");
  await write(page, address);
  await page.getByRole("link", { name: "Groupement", exact: true }).click();
  await page.getByLabel("Structure", { exact: true }).selectOption({ label: partner });
  await page.getByRole("button", { name: "Inviter" }).click();
  await expect(page.getByText("Invitée, n’a pas encore répondu")).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, account);
  await theirs.goto(address);
  await theirs.getByRole("link", { name: "Voir l’invitation" }).click();
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Accepter" }).click();
  await expect(theirs.getByText("Vous êtes dans le groupement.")).toBeVisible();

  await page.reload();
  const tasks = page.getByLabel(/Ce que fait/);
  await tasks.nth(0).fill("Les plantations");
  await tasks.nth(1).fill("Le bois");
  const [amounts, hours] = [page.getByLabel(/, en euros\s*$/), page.getByLabel(/, heures\s*$/)];
  await amounts.nth(0).fill("5000");
  await amounts.nth(1).fill("2800");
  await hours.nth(0).fill("30");
  await hours.nth(1).fill("10");
  await expect(page.getByText(/il reste 0,50\s€ et 0\sh/)).toBeVisible();
  await amounts.nth(1).fill("2800,50");
  await expect(page.getByText("Tout est réparti.")).toBeVisible();
  await page.getByRole("button", { name: "Enregistrer les parts" }).click();
  await page.getByRole("button", { name: /^Signer pour/ }).click();
  await expect(page.getByText(/^Signé le/)).toBeVisible();
  await expectAccessible(page);

  await theirs.goto(`${address}/reponse/groupement`);
  await theirs.getByRole("button", { name: /^Signer pour/ }).click();
  await expect(theirs.getByText(/^Signé le/)).toBeVisible();

  await page.goto(`${address}/reponse`);
  await page.getByRole("button", { name: "Déposer la réponse" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Reçu n° 1/ })).toBeVisible();
});
