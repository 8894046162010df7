import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../app/paths";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/ledger";
import { post } from "../support/ledger";
import { fieldsOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let manager: Actor;
let as: Record<"manager" | "treasurer" | "administrator" | "employee" | "owner" | "observer", Visitor>;
let [pole, gue, tablee] = ["", "", ""];
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = world.actors.manager;
  [pole, gue, tablee] = [manager.poleSlug, world.structures.gue.id, world.structures.tablee.id];
  const names = ["manager", "treasurer", "administrator", "employee", "owner", "observer"] as const;
  const visitors = await Promise.all(names.map((name) => signedIn(server, world.people[name].email)));
  as = Object.fromEntries(names.map((name, index) => [name, visitors[index]])) as typeof as;
  await post(
    manager,
    "2026-01-31",
    [
      { account: "6132", cents: 40_000 },
      { role: "suppliers", cents: -40_000 },
    ],
    {
      ...{
        journal: "AC",
        pieceRef: "CH-2026-0001",
        label: "Loyer de la Filature",
        source: { kind: "charge", id: newId() },
      },
    },
  );
  for (const [structureId, cents] of [
    [gue, 12_345],
    [tablee, 27_655],
  ] as const)
    await post(
      manager,
      "2026-02-28",
      [
        { role: "members", structureId, cents },
        { role: "shares", cents: -cents },
      ],
      {
        ...{ journal: "VT", pieceRef: "2026-02", label: "Quote-part de février" },
      },
    );
}, 60_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const read = async (who: keyof typeof as, path: string) => {
  const response = await as[who].get(path);
  return { status: response.status, text: plain(await response.text()) };
};
const year = { de: "2026-01", a: "2026-12" };

describe("the journal", () => {
  it("shows every entry with its lines, and finds them by journal, month, account, structure and words", async () => {
    const all = await read("manager", paths.journal(pole));
    expect(all.text).toContain("3 écritures");
    for (const words of ["Loyer de la Filature", "CH-2026-0001", "6132", "Locations immobilières", "400,00 €"])
      expect(all.text).toContain(words);
    const [account] = await world.owner<
      { id: string }[]
    >`select id from accounts where number = '7088' and pole_id = ${manager.poleId}`;
    const counts: [Record<string, string>, string][] = [
      [{ journal: "VT" }, "2 écritures"],
      [{ mois: "2026-01" }, "1 écriture"],
      [{ compte: account?.id ?? "" }, "2 écritures"],
      [{ structure: gue }, "1 écriture"],
      [{ structure: gue, compte: account?.id ?? "", mois: "2026-02" }, "Rien ne correspond"],
      [{ q: "fÉvrier" }, "2 écritures"],
      [{ q: "ch-2026" }, "1 écriture"],
      [{ q: "3" }, "1 écriture"],
      [{ q: "100 %_" }, "Rien ne correspond"],
      [{ exercice: "2025" }, "Rien ne correspond"],
    ];
    for (const [asked, count] of counts)
      expect([asked, (await read("manager", paths.journal(pole, asked))).text.includes(count)]).toEqual([asked, true]);
  });

  it("is the manager's alone, as are balances, accounts, payments and files", async () => {
    const pages = [
      paths.journal(pole),
      paths.balances(pole),
      paths.accountsOfBooks(pole),
      paths.recordPayment(pole),
      paths.journalCsv(pole),
      paths.journalHledger(pole),
      paths.fec(pole, 2026),
    ];
    for (const who of ["treasurer", "administrator", "employee", "observer"] as const)
      for (const page of pages) expect([who, page, (await as[who].get(page)).status]).toEqual([who, page, 403]);
    expect((await as.treasurer.post(`${paths.balances(pole)}/controle`)).status).toBe(403);
  });

  it("is a file for a spreadsheet and for hledger; the FEC asks for the SIREN first", async () => {
    const csv = await read("manager", paths.journalCsv(pole, { journal: "AC" }));
    expect(csv.text.trim().split("\r\n")).toHaveLength(3);
    expect(csv.text).toContain(
      "2026;1;AC;2026-01-31;CH-2026-0001;2026-01-31;Loyer de la Filature;6132;Locations immobilières;;400,00;;;;",
    );
    const hledger = await read("manager", paths.journalHledger(pole));
    expect(hledger.text).toContain(
      "2026-01-31 * (2026-1) CH-2026-0001 Loyer de la Filature".replace("0001 Loyer", "0001 | Loyer"),
    );
    expect(hledger.text).toMatch(/ {4}411:Les Jardins du Gué {2}123\.45 EUR/);
    const fec = await as.manager.get(paths.fec(pole, 2026));
    expect([fec.status, fec.headers.get("location")]).toEqual([302, paths.accountsOfBooks(pole)]);
  });
});

describe("balances", () => {
  it("add up, open onto the lines of an account, and say what the check of the books found", async () => {
    const before = await read("manager", paths.balances(pole, year));
    expect(before.text).toContain("Les livres n'ont pas encore été contrôlés");
    expect(before.text).toContain("Débits et crédits sont égaux");
    for (const words of ["411", "400,00 €", "−400,00 €"]) expect(before.text).toContain(words);
    const checked = await as.manager.post(`${paths.balances(pole)}/controle`);
    expect(checked.status).toBe(302);
    const going = (await read("manager", paths.balances(pole, year))).text;
    expect(going).toContain("Le contrôle va commencer…");
    expect(going).not.toContain("Contrôler maintenant");
    await tasks["check-ledger"]({ poleId: manager.poleId });
    expect((await read("manager", paths.balances(pole, year))).text).toContain("Tout est juste");
    const address =
      /href="([^"]*\/comptes\/balances\/[0-9a-f-]{36}[^"]*)"/.exec(before.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const account = await read("manager", address);
    expect([account.status, account.text.includes("Solde avant")]).toEqual([200, true]);
  });
});

describe("a structure's account", () => {
  it("is read by its treasurer, its administrator and the manager, by nobody else", async () => {
    const own = await read("treasurer", paths.memberAccount(pole, gue, year));
    expect(own.status).toBe(200);
    for (const words of ["Le compte de Les Jardins du Gué", "Quote-part de février", "123,45 € à payer au pôle"])
      expect(own.text).toContain(words);
    expect(own.text).not.toContain("276,55");
    expect(own.text).not.toContain("Lettrer");
    expect((await as.administrator.get(paths.memberAccount(pole, gue))).status).toBe(200);
    expect((await as.manager.get(paths.memberAccount(pole, gue))).status).toBe(200);
    for (const [who, structure] of [
      ["employee", gue],
      ["treasurer", tablee],
      ["owner", gue],
      ["observer", gue],
    ] as const)
      expect([who, (await as[who].get(paths.memberAccount(pole, structure))).status]).toEqual([who, 403]);
    expect((await as.treasurer.post(paths.letterAccount(pole, gue), { intent: "all" })).status).toBe(403);
  });
});

describe("a payment", () => {
  const form = async (changes: Record<string, string>) => {
    const { text } = await read("manager", paths.recordPayment(pole, { structure: gue }));
    return { ...Object.fromEntries(fieldsOf(text, "payment")), ...changes };
  };

  it("says beside each field what is wrong, and keeps what was typed", async () => {
    const wrong = await as.manager.post(
      paths.recordPayment(pole),
      await form({ amount: "cent", reference: "", day: "2026-02-30" }),
    );
    expect(wrong.status).toBe(422);
    const text = plain(await wrong.text());
    for (const words of [
      'value="cent"',
      "Ce montant ne se lit pas",
      "Ce champ est à remplir",
      "Cette date n'existe pas",
    ])
      expect(text).toContain(words);
    const nobody = await as.manager.post(
      paths.recordPayment(pole),
      await form({ amount: "1", reference: "V", structureId: "" }),
    );
    expect([nobody.status, plain(await nobody.text()).includes("Choisissez une structure")]).toEqual([422, true]);
    const future = await as.manager.post(
      paths.recordPayment(pole),
      await form({ amount: "1", reference: "V", day: "2999-01-01" }),
    );
    expect([future.status, plain(await future.text()).includes("Ce jour n'est pas encore venu")]).toEqual([422, true]);
  });

  it("is recorded once though it is sent twice, settles what it pays, and is taken back with a reason", async () => {
    const fields = await form({ amount: "123,45", reference: "VIR 77", day: "2026-03-03" });
    const sent = await Promise.all([
      as.manager.post(paths.recordPayment(pole), fields),
      as.manager.post(paths.recordPayment(pole), fields),
    ]);
    for (const response of sent)
      expect([response.status, response.headers.get("location")]).toEqual([302, paths.memberAccount(pole, gue)]);
    expect((await as.manager.post(paths.recordPayment(pole), { ...fields, amount: "124" })).status).toBe(422);
    const account = await read("manager", paths.memberAccount(pole, gue, year));
    for (const words of ["Paiement de Les Jardins du Gué", "VIR 77", "À jour", "Retirer la lettre AA"])
      expect(account.text).toContain(words);
    const entry = paths.entry(pole, fields.id ?? "");
    const id = fieldsOf((await read("manager", entry)).text, "reversal").get("id") ?? "";
    expect((await as.manager.post(entry, { id, reason: "" })).status).toBe(422);
    const undone = await as.manager.post(entry, { id, reason: "Une autre structure" });
    expect([undone.status, undone.headers.get("location")]).toEqual([302, paths.entry(pole, id)]);
    const again = await as.manager.post(entry, { id: newId(), reason: "Encore" });
    expect([again.status, plain(await again.text()).includes("Cette écriture est déjà annulée")]).toEqual([422, true]);
    expect((await read("manager", entry)).text).toContain("Annulée par l'écriture");
    expect((await read("treasurer", paths.memberAccount(pole, gue))).text).toContain("123,45 € à payer au pôle");
  });

  it("does not take back from the journal what a document explains", async () => {
    const [charge] = await world.owner<
      { id: string }[]
    >`select id from entries where source_kind = 'charge' and pole_id = ${manager.poleId}`;
    const entry = paths.entry(pole, charge?.id ?? "");
    expect((await read("manager", entry)).text).toContain("c'est lui qui se corrige");
    const refused = await as.manager.post(entry, { id: newId(), reason: "Erreur" });
    expect([refused.status, plain(await refused.text()).includes("corrigez le document")]).toEqual([422, true]);
  });
});

describe("the chart of accounts", () => {
  it("says which account serves for what, from the next entry on, and takes the SIREN", async () => {
    const page = paths.accountsOfBooks(pole);
    const add = { intent: "add", number: "512100", label: "Crédit Coopératif" };
    expect((await as.manager.post(page, add)).status).toBe(302);
    const twice = await as.manager.post(page, add);
    expect(plain(await twice.text())).toContain("Ce numéro de compte existe déjà");
    const [bank] = await world.owner<{ id: string }[]>`select id from accounts where number = '512100'`;
    const fields = Object.fromEntries(fieldsOf((await read("manager", page)).text, "mapping"));
    expect(plain(await (await as.manager.post(page, { ...fields, siren: "12" })).text())).toContain(
      "Un SIREN a neuf chiffres",
    );
    expect(plain(await (await as.manager.post(page, { ...fields, members: bank?.id ?? "" })).text())).toContain(
      "Ce compte ne convient pas ici",
    );
    expect((await as.manager.post(page, { ...fields, bank: bank?.id ?? "", siren: "999 000 011" })).status).toBe(302);
    await post(manager, "2026-04-01", [
      { role: "bank", cents: 5 },
      { role: "opening", cents: -5 },
    ]);
    const [posted] =
      await world.owner`select a.number from postings p join accounts a on a.id = p.account_id where p.cents = 5`;
    expect(posted).toEqual({ number: "512100" });
    expect((await as.manager.get(paths.fec(pole, 2026))).headers.get("content-disposition")).toContain(
      "999000011FEC20261231.txt",
    );
  });
});
