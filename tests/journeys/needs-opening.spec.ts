import { devices, expect, test, type Browser, type Page } from "playwright/test";
import postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/**
 * A need of the structure of administrator@demo.example, closed, that another member of the pôle has answered; and an
 * account of somebody who gives that member's word.
 */
async function closedNeed(title: string, { answered = true } = {}) {
  const [needId, lotId, qualityId, answerId, personId] = [newId(), newId(), newId(), newId(), newId()];
  const account = `reponse-${personId.slice(-8)}`;
  const [buyer] = await sql<{ poleId: string; structureId: string; personId: string }[]>`
    select m.pole_id as "poleId", m.structure_id as "structureId", p.id as "personId"
      from people p join affiliations a on a.person_id = p.id
      join memberships m on m.structure_id = a.structure_id join poles l on l.id = m.pole_id
     where p.email = 'administrator@demo.example' and l.slug = 'val-d-orme'`;
  const [bidder] = await sql<{ structureId: string; name: string }[]>`
    select m.structure_id as "structureId", s.name
      from memberships m join structures s on s.id = m.structure_id
     where m.pole_id = ${buyer!.poleId} and m.kind = 'member' and m.ends_on is null and s.ess and not exists (
       select from affiliations a join people q on q.id = a.person_id
        where a.structure_id = m.structure_id and q.email like '%@demo.example' and q.email not like 'reponse-%'
          and q.email not like 'signataire-%')
     order by s.name limit 1`;
  if (!buyer || !bidder) throw new Error("The demonstration misses members.");
  const at = { pole_id: buyer.poleId, need_id: needId };
  await sql.begin(async (tx) => {
    await tx`insert into people (id, name, email, locale) values (${personId}, 'Nina Roche', ${`${account}@demo.example`}, 'fr')`;
    await tx`insert into passwords (person_id, hash) select ${personId}, w.hash from passwords w join people p on p.id = w.person_id where p.email = 'administrator@demo.example'`;
    await tx`insert into affiliations (structure_id, person_id, role) values (${bidder.structureId}, ${personId}, 'administrator')`;
    await tx`insert into needs ${tx({ id: needId, pole_id: buyer.poleId, structure_id: buyer.structureId, person_id: buyer.personId, kind: "call", title })}`;
    await tx`insert into need_lots ${tx({ ...at, id: lotId, number: 1, title: "Plantations", minimum_hours: 10, reserved_to: "ess" })}`;
    await tx`insert into need_criteria ${tx([
      { ...at, id: newId(), lot_id: lotId, position: 1, kind: "price", weight: 40, label: "Prix" },
      { ...at, id: qualityId, lot_id: lotId, position: 2, kind: "quality", weight: 60, label: "Méthode" },
    ])}`;
    await tx`update needs set state = 'published', published_at = now() - interval '20 days',
      closes_at = date_trunc('milliseconds', now() + interval '1 hour') where id = ${needId}`;
  });
  if (answered)
    await sql.begin(async (tx) => {
      await tx`select set_config('app.person', ${personId}, true), set_config('app.pole', ${buyer.poleId}, true), set_config('app.structure', ${bidder.structureId}, true)`;
      await tx`insert into answers ${tx({ ...at, id: answerId, structure_id: bidder.structureId, person_id: personId, presentation: "Douze jardiniers en insertion.", contact_name: "Nina Roche" })}`;
      await tx`insert into answer_lots ${tx({ ...at, answer_id: answerId, lot_id: lotId, price_cents: 780_050, hours: 40 })}`;
      await tx`insert into answer_texts ${tx({ pole_id: buyer.poleId, answer_id: answerId, criterion_id: qualityId, text: "Deux saisons, des plants d’ici." })}`;
      await tx`insert into submissions ${tx({ ...at, id: newId(), answer_id: answerId, number: 0, at: new Date(0), kind: "submitted", structure_id: bidder.structureId, person_id: personId, content: "{}", sha256: "" })}`;
    });
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update needs set closes_at = date_trunc('milliseconds', clock_timestamp() - interval '1 hour') where id = ${needId}`;
  });
  return { address: `${POLE}/besoins/${needId}`, bidder: bidder.name, account };
}

/** Somebody else, on a telephone of their own. */
async function onTelephone(browser: Browser, account: string, options: { javaScriptEnabled?: boolean } = {}) {
  const { viewport, deviceScaleFactor, isMobile, hasTouch } = devices["Pixel 7"];
  const phone = await browser.newContext({ viewport, deviceScaleFactor, isMobile, hasTouch, ...options });
  const page = await phone.newPage();
  await signIn(page, account);
  return page;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

test("two persons open, one of them on a telephone; the answer is examined, and its lead makes something clear @desktop", async ({
  page,
  browser,
}) => {
  test.slow();
  const { address, bidder, account } = await closedNeed("Verdir la cour");
  await signIn(page, "administrator");
  await page.goto(address);
  await expect(heading(page, "Réponses à ouvrir")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Demander l’ouverture" }).click();
  await expect(page.getByText("Une réponse attend sous scellé.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Demander l’ouverture" }).click();
  await expect(page.getByText(/Au tour de la seconde personne/)).toBeVisible();
  await page.getByRole("button", { name: "Reprendre ma demande" }).click();
  await page.getByRole("button", { name: "Demander l’ouverture" }).click();
  await expect(page.getByText(/Au tour de la seconde personne/)).toBeVisible();
  await expectAccessible(page);

  const second = await onTelephone(browser, "manager");
  await second.goto(address);
  await expect(heading(second, "Une seconde personne est attendue")).toBeVisible();
  await expectAccessible(second);
  await second.getByRole("link", { name: "Ouvrir les réponses" }).click();
  await expect(second.getByText("Cela ne se défait pas.")).toBeVisible();
  await expectAccessible(second);
  await second.getByRole("button", { name: "Ouvrir les réponses" }).click();
  await expect(heading(second, "Procès-verbal d’ouverture")).toBeVisible();
  await expect(second.getByText(/7\s800,50\s€/)).toBeVisible();
  await expectAccessible(second);
  await second.getByRole("link", { name: "Voir le registre" }).click();
  await expect(second.getByText(/rien n’a changé/)).toBeVisible();
  await expectAccessible(second);

  await page.getByRole("link", { name: "Voir où cela en est" }).click();
  await page.getByRole("link", { name: "Lire les réponses" }).click();
  await expect(page.getByText(bidder).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Examiner" }).click();
  await expect(page.getByText("Deux saisons, des plants d’ici.")).toBeVisible();
  await expect(page.getByText("Lot 1 : réservé aux structures de l’ESS.")).toBeVisible();
  await page.getByRole("radio", { name: /Irrégulière/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Écrivez pourquoi").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /Recevable/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("button", { name: "Changer l’avis" })).toBeVisible();
  await page.getByLabel("Demander une précision").fill("Avec quelle eau arrosez-vous ?");
  await page.getByRole("button", { name: "Demander", exact: true }).click();
  await expect(page.getByText("La réponse est attendue.")).toBeVisible();
  await expectAccessible(page);

  const theirs = await onTelephone(browser, account);
  await theirs.goto(address);
  await theirs.getByRole("link", { name: /Une précision à donner/ }).click();
  await expect(theirs.getByText("Avec quelle eau arrosez-vous ?")).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("link", { name: "Répondre à l’acheteur" }).click();
  await theirs.getByLabel("Votre réponse").fill("L’eau de pluie de nos cuves.");
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Envoyer la précision" }).click();
  await expect(theirs.getByText("L’eau de pluie de nos cuves.")).toBeVisible();

  await page.reload();
  await expect(page.getByText("L’eau de pluie de nos cuves.")).toBeVisible();
});

test("without JavaScript two persons state that nobody answered @desktop", async ({ browser }) => {
  test.slow();
  const { address } = await closedNeed("Meubler la cour", { answered: false });
  const first = await onTelephone(browser, "administrator", { javaScriptEnabled: false });
  await first.goto(address);
  await expect(heading(first, "Personne n’a répondu")).toBeVisible();
  await first.getByRole("link", { name: "Demander l’ouverture" }).click();
  await first.getByRole("button", { name: "Demander l’ouverture" }).click();
  await expect(first.getByText(/Au tour de la seconde personne/)).toBeVisible();
  const second = await onTelephone(browser, "manager", { javaScriptEnabled: false });
  await second.goto(`${address}/ouverture`);
  await second.getByRole("button", { name: "Ouvrir les réponses" }).click();
  await expect(heading(second, "Procès-verbal d’ouverture")).toBeVisible();
  await expect(second.getByText("Aucune réponse n’était déposée.")).toBeVisible();
});
