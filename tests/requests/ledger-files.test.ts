import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { balancesOf, chartOf, fecOf, hledgerOf, mapAccounts, recordPayment, reverseEntry } from "../../server/ledger";
import { toLatin9 } from "../../server/ledger/fec";
import { hledgerAccount, hledgerNames } from "../../server/ledger/hledger";
import { balancesOfFec, checkFec } from "../support/fec";
import { post } from "../support/ledger";
import { openWorld, type World } from "../support/world";

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/accounting/${name}`, import.meta.url)));
const expected = JSON.parse(Buffer.from(fixture("fec_attendu.json")).toString("utf8")) as {
  fichierValide: string;
  lignes: number;
  ecritures: number;
  totalDebitCentimes: number;
  soldesCentimes: Record<string, number>;
};

let world: World;
let manager: Actor;
let gue: string;
let tablee: string;
beforeAll(async () => {
  world = await openWorld();
  manager = world.actors.manager;
  [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
  const name = "Tablée : l’« Œuvre » ; à côté | (SCIC)";
  await world.owner`update structures set name = ${name} where id = ${tablee}`;
  await post(
    manager,
    "2026-01-05",
    [
      { role: "bank", cents: 812_045 },
      { role: "opening", cents: -812_045 },
    ],
    { journal: "OD" },
  );
  await post(
    manager,
    "2026-01-31",
    [
      { account: "6132", cents: 124_317 },
      { role: "suppliers", cents: -124_317 },
    ],
    {
      ...{ journal: "AC", pieceRef: "FF-889", label: "Loyer | d’octobre\tet novembre, 1 243,17 €" },
    },
  );
  await post(
    manager,
    "2026-02-28",
    [
      { role: "members", structureId: gue, cents: 62_158 },
      { role: "members", structureId: tablee, cents: 62_159 },
      { role: "shares", structureId: gue, cents: -62_158 },
      { role: "shares", structureId: tablee, cents: -62_159 },
    ],
    { journal: "VT", pieceRef: "2026-02", label: "Quotes-parts de février…" },
  );
  await post(
    manager,
    "2026-03-02",
    [
      { role: "bank", cents: 7 },
      { role: "opening", cents: -7 },
    ],
    { journal: "AN" },
  );
  const paid = { received: true, on: "members", day: "2026-03-05", reference: "VIR 12", label: "Paiement" } as const;
  await recordPayment(manager, { ...paid, id: newId(), structureId: gue, cents: 62_158 });
  const wrong = newId();
  await recordPayment(manager, { ...paid, id: wrong, structureId: tablee, cents: 62_951 });
  await reverseEntry(manager, { id: newId(), entryId: wrong, reason: "Chiffres échangés" });
  await post(manager, "2025-12-31", [
    { role: "bank", cents: 99 },
    { role: "suspense", cents: -99 },
  ]);
});
afterAll(() => world.close());

async function read(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
const balances = (from: string, until: string) =>
  inTransaction(manager, (tx) => balancesOf(tx, manager.poleId, { from, until }));

describe("the check of a file of accounting entries", () => {
  it("accepts one that is right, and adds it up", () => {
    const fec = checkFec(fixture(expected.fichierValide));
    expect(fec.problems).toEqual([]);
    expect(fec.lines).toHaveLength(expected.lignes);
    expect(new Set(fec.lines.map(({ EcritureNum }) => EcritureNum)).size).toBe(expected.ecritures);
    expect(balancesOfFec(fec)).toEqual(expected.soldesCentimes);
  });

  it("finds the six defects of one that is not", () => {
    expect(
      checkFec(fixture("invalide-six-defauts.txt")).problems.map((problem) => problem.replace(/line \d+/, "line")),
    ).toEqual([
      'line: ValidDate ""',
      "line: CompAuxLib empty",
      "line: 19 fields",
      'line: EcritureDate "31/12/2026"',
      "entry 000002: out of balance by 100",
      "entry 6: missing",
    ]);
  });
});

describe("the file of accounting entries of a pôle", () => {
  it("waits for its SIREN", async () => {
    await expect(fecOf(manager, 2026)).rejects.toMatchObject({ code: "siren_missing" });
    await mapAccounts(manager, { roles: {}, siren: "999000011" });
  });

  it("is right, has every entry of its year, and the balances of the books", async () => {
    const { name, chunks } = await fecOf(manager, 2026);
    expect(name).toBe("999000011FEC20261231.txt");
    const fec = checkFec(await read(chunks));
    expect(fec.problems).toEqual([]);
    expect(fec.lines[0]).toMatchObject({ JournalCode: "AN", JournalLib: "À-nouveaux" });
    const own: Record<string, number> = {};
    for (const { number, cents } of await balances("2026-01-01", "2026-12-01"))
      own[number] = (own[number] ?? 0) + cents;
    expect(balancesOfFec(fec)).toEqual(own);
  });

  it("is in ISO 8859-15, without what its words cannot hold, nor what separates columns", async () => {
    const bytes = await read((await fecOf(manager, 2026)).chunks);
    const text = new TextDecoder("iso-8859-15").decode(bytes);
    expect(text).toContain("Loyer d'octobre et novembre, 1 243,17 €");
    expect(text).toContain("tablee\tTablée : l'« Œuvre » ; à côté (SCIC)");
    expect(text).toContain("Quotes-parts de février...");
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n|]/);
    expect([...toLatin9("é€Œ’–Łódź漢")]).toEqual([0xe9, 0xa4, 0xbc, 0x27, 0x2d, 0x3f, 0xf3, 0x64, 0x7a, 0x3f]);
  });

  it("says what is lettered, and on which day", async () => {
    const fec = checkFec(await read((await fecOf(manager, 2026)).chunks));
    const lettered = fec.lines.filter(({ EcritureLet }) => EcritureLet !== "");
    expect(lettered.filter(({ CompAuxNum }) => CompAuxNum === "gue").map(({ EcritureLet }) => EcritureLet)).toEqual([
      "AA",
      "AA",
    ]);
    for (const { DateLet } of lettered) expect(DateLet).toMatch(/^20\d{6}$/);
  });

  describe("keeps each rule of article A. 47 A-1 of the LPF:", () => {
    const COLUMNS =
      "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise".split(
        " ",
      );
    const file = async () => {
      const { name, chunks } = await fecOf(manager, 2026);
      const text = new TextDecoder("iso-8859-15").decode(await read(chunks));
      const records = text.split("\r\n");
      const [head = [], ...rows] = records.slice(0, -1).map((record) => record.split("\t"));
      return {
        name,
        text,
        records,
        head,
        rows: rows.map((row) => Object.fromEntries(row.map((f, n) => [head[n], f])) as Partial<Record<string, string>>),
      };
    };
    const day = /^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

    it("it is called by the SIREN and the last day of the year", async () => {
      expect((await file()).name).toMatch(/^\d{9}FEC20261231\.txt$/);
    });
    it("its eighteen columns have their names, in their order", async () => {
      expect((await file()).head).toEqual(COLUMNS);
    });
    it("its records end with CR LF, its fields are parted by a tab, as many in each", async () => {
      const { text, records } = await file();
      expect(records.at(-1)).toBe("");
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      for (const record of records.slice(0, -1)) expect(record.split("\t")).toHaveLength(18);
    });
    it("its entries are numbered without gap, and each makes zero", async () => {
      const sums = new Map<number, number>();
      const cents = (text = "") => Number(text.replace(",", ""));
      for (const { EcritureNum, Debit, Credit } of (await file()).rows) {
        const number = Number(EcritureNum);
        sums.set(number, (sums.get(number) ?? 0) + cents(Debit) - cents(Credit));
      }
      const numbers = [...sums.keys()].sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, rank) => rank + 1));
      expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
    });
    it("opening balances come first, then entries in the order in which they were validated", async () => {
      const { rows } = await file();
      const opening = rows.findIndex(({ JournalCode }) => JournalCode !== "AN");
      expect(opening).toBeGreaterThan(0);
      const others = rows.slice(opening);
      expect(others.some(({ JournalCode }) => JournalCode === "AN")).toBe(false);
      const order = others.map(({ EcritureNum }) => Number(EcritureNum));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    });
    it("its days are AAAAMMJJ, those of entries in the year, none validated before its own day", async () => {
      for (const { EcritureDate = "", PieceDate, ValidDate = "" } of (await file()).rows) {
        for (const one of [EcritureDate, PieceDate, ValidDate]) expect(one).toMatch(day);
        expect(EcritureDate.slice(0, 4)).toBe("2026");
        expect(ValidDate >= EcritureDate).toBe(true);
      }
    });
    it("its amounts have a comma, no sign and nothing between thousands; one side of each line is zero", async () => {
      const { rows } = await file();
      for (const { Debit, Credit } of rows) {
        for (const amount of [Debit, Credit]) expect(amount).toMatch(/^\d+,\d{2}$/);
        expect([Debit, Credit].filter((amount) => amount === "0,00")).toHaveLength(1);
      }
      expect(rows.some(({ Debit }) => Debit === "8120,45")).toBe(true);
    });
    it("accounts begin with three figures; a structure's own has its number and its name, others neither", async () => {
      const { rows } = await file();
      for (const { CompteNum = "", CompteLib, CompAuxNum, CompAuxLib } of rows) {
        expect(CompteNum).toMatch(/^[1-8]\d\d/);
        expect(CompteLib).not.toBe("");
        expect(CompAuxNum === "").toBe(CompAuxLib === "");
        expect(CompAuxNum !== "").toBe(/^(411|416)/.test(CompteNum));
      }
    });
    it("a letter has its day; journals, pieces and labels are always said; no other currency is", async () => {
      const { rows } = await file();
      expect(rows.some(({ EcritureLet }) => EcritureLet !== "")).toBe(true);
      for (const row of rows) {
        expect(row.EcritureLet === "").toBe(row.DateLet === "");
        if (row.DateLet !== "") expect(row.DateLet).toMatch(day);
        for (const name of ["JournalCode", "JournalLib", "PieceRef", "EcritureLib"]) expect(row[name]).not.toBe("");
        expect([row.Montantdevise, row.Idevise]).toEqual(["", ""]);
      }
    });
  });

  it("is the manager's alone", async () => {
    for (const key of ["treasurer", "administrator", "employee"] as const)
      await expect(fecOf(world.actors[key], 2026)).rejects.toMatchObject({ name: "Forbidden" });
    expect((await chartOf(manager)).siren).toBe("999000011");
  });
});

const hledger = ["/usr/bin/hledger", "/usr/local/bin/hledger"].find((file) => existsSync(file));

describe("the journal for hledger", () => {
  const known = hledger ? "" : " [SKIPPED: hledger is not installed here; Debian's package is called hledger]";

  it.skipIf(!hledger)(`is balanced, and has the balances of the books account by account${known}`, async () => {
    expect(await byHledger()).toEqual(await byBooks());
  });

  it.skipIf(!hledger)(`adds up no two members as one, though their names come to the same${known}`, async () => {
    const names = await world.owner<{ id: string; name: string }[]>`select id, name from structures`;
    await world.owner`update structures set name = 'Tablée l’« Œuvre » à côté SCIC' where id = ${gue}`;
    try {
      const theirs = await byHledger();
      expect(theirs).toEqual(await byBooks());
      const members = Object.keys(theirs).filter((account) => account.startsWith("411:"));
      expect(members.sort()).toEqual(
        [world.structures.gue, world.structures.tablee]
          .map(({ slug }) => `411:Tablée l’« Œuvre » à côté SCIC (${slug})`)
          .sort(),
      );
    } finally {
      for (const { id, name } of names) await world.owner`update structures set name = ${name} where id = ${id}`;
    }
  });
});

/** Balances by account, as hledger adds up the file; zeros too. */
async function byHledger(): Promise<Record<string, number>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "grappe-hledger-"));
  try {
    const file = path.join(folder, "orme.journal");
    writeFileSync(file, await read(hledgerOf(manager, {})));
    const run = (...args: string[]) =>
      promisify(execFile)(hledger ?? "", ["-f", file, ...args], { env: { ...process.env, LANG: "C.UTF-8" } });
    await run("check", "balancednoautoconversion");
    const { stdout } = await run("balance", "--flat", "-N", "-E", "-O", "csv");
    return Object.fromEntries(
      [...stdout.matchAll(/^"([^"]*)","(-?[\d.]+|0)(?: EUR)?"\r?$/gm)]
        .filter(([, account]) => account !== "account")
        .map(([, account = "", amount = ""]) => [account, Math.round(Number(amount) * 100)]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same, as the books have them. */
async function byBooks(): Promise<Record<string, number>> {
  const structures = await world.owner<{ id: string; slug: string; name: string }[]>`
    select s.id, s.slug, s.name from structures s join memberships m on m.structure_id = s.id where m.pole_id = ${manager.poleId}`;
  const names = hledgerNames(structures);
  const slugs = new Map(structures.map(({ id, slug }) => [id, slug]));
  const ours: Record<string, number> = {};
  for (const { number, structureId, auxiliary, cents } of await balances("2025-01-01", "2026-12-01")) {
    const account = hledgerAccount(number, auxiliary ? (names.get(slugs.get(structureId ?? "") ?? "") ?? "") : null);
    ours[account] = (ours[account] ?? 0) + cents;
  }
  return ours;
}
