import { sql } from "kysely";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Scope } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { balancesOf, openPeriodOf, sealEntries, takeBack, type NewPosting } from "../../server/ledger";
import { asRole, closeMonth, post, postIn, refusal } from "../support/ledger";
import { openWorld, type World } from "../support/world";

let world: World;
let manager: Actor;
let gue: string;
let tablee: string;
let october: string;
let accounts: Record<string, string>;
beforeAll(async () => {
  world = await openWorld({ connections: 24 });
  manager = world.actors.manager;
  [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
  october = (await inTransaction(manager, (tx) => openPeriodOf(tx, manager.poleId, "2026-10-15"))).id;
  const rows = await world.owner<{ number: string; id: string }[]>`
    select number, id from accounts where pole_id = ${manager.poleId}`;
  accounts = Object.fromEntries(rows.map(({ number, id }) => [number, id]));
});
afterAll(() => world.close());

const share = (cents = 1234, structureId = gue): NewPosting[] => [
  { role: "members", structureId, cents },
  { role: "shares", cents: -cents },
];

/** An entry written by hand: its head, then one insert for each group of postings, in one transaction. */
const byHand = (groups: [account: string, cents: number, structure?: string][][], head: Record<string, unknown> = {}) =>
  inTransaction(manager, async (tx) => {
    const id = newId();
    const { poleId, personId } = manager;
    const fixed = { id, poleId, periodId: october, journal: "OD", date: "2026-10-15", personId };
    await tx
      .insertInto("entries")
      .values({ ...fixed, pieceRef: "P", pieceDate: "2026-10-15", label: "Essai", ...head })
      .execute();
    let line = 0;
    for (const group of groups)
      await tx
        .insertInto("postings")
        .values(group.map((one) => lineOf(id, ++line, one)))
        .execute();
    return id;
  });
const lineOf = (entryId: string, line: number, [account, cents, structureId]: [string, number, string?]) => ({
  ...{
    entryId,
    line,
    poleId: manager.poleId,
    accountId: accounts[account] ?? "",
    structureId: structureId ?? null,
    cents,
  },
  // Filled by the database.
  ...{ periodId: october, date: "2026-10-15", position: 0, auxiliary: false },
});

describe("the ledger, by SQL as the application's role, refuses", () => {
  it("an entry whose debits and credits differ, when it is committed", async () => {
    expect(
      await refusal(
        byHand([
          [
            ["512", 1000],
            ["7088", -999],
          ],
        ]),
      ),
    ).toBe("entry_balances");
    // In between it may be out of balance: it is the whole that counts.
    expect(
      await refusal(
        byHand([
          [["512", 1000]],
          [
            ["7088", -600],
            ["756", -400],
          ],
        ]),
      ),
    ).toBe("done");
  });

  it("an empty entry, one of a single line, a line of nothing", async () => {
    expect(await refusal(byHand([]))).toBe("entry_has_postings");
    expect(await refusal(byHand([[["512", 1000]]]))).toBe("entry_has_postings");
    expect(
      await refusal(
        byHand([
          [
            ["512", 0],
            ["7088", 0],
          ],
        ]),
      ),
    ).toBe("postings_cents_check");
  });

  it("a balanced pair added later to an old entry", async () => {
    const { id } = await post(manager, "2026-10-15", share());
    const late = inTransaction(manager, (tx) =>
      tx
        .insertInto("postings")
        .values([lineOf(id, 3, ["512", 500]), lineOf(id, 4, ["7088", -500])])
        .execute(),
    );
    expect(await refusal(late)).toBe("entry_is_sealed");
  });

  it("a pair added by another client while the entry is being written, or by its own once it is sealed", async () => {
    const other = inTransaction(manager, async (tx) => {
      const { id } = await postIn(tx, manager, "2026-10-15", share());
      const late = inTransaction(manager, (second) =>
        second
          .insertInto("postings")
          .values([lineOf(id, 3, ["512", 500]), lineOf(id, 4, ["7088", -500])])
          .execute(),
      );
      expect(await refusal(late)).toBe("postings_pole_id_entry_id_fkey");
      await sealEntries(tx, manager.poleId);
      await tx
        .insertInto("postings")
        .values(lineOf(id, 3, ["512", 500]))
        .execute();
    });
    expect(await refusal(other)).toBe("entry_is_sealed");
  });

  it("any change of an entry, a posting, a seal or a balance; their removal; their truncation", async () => {
    await post(manager, "2026-10-15", share());
    for (const table of ["entries", "postings", "entry_seals", "balances", "ledgers", "entry_numbers"]) {
      const name = sql.table(table);
      expect(await refusal(asRole(manager, sql`update ${name} set pole_id = pole_id`))).toBe("42501");
      expect(await refusal(asRole(manager, sql`delete from ${name}`))).toBe("42501");
      expect(await refusal(asRole(manager, sql`truncate ${name}`))).toBe("42501");
    }
    // Even of who owns the tables, as long as no trigger is set off.
    for (const table of ["entries", "postings", "entry_seals"]) {
      expect(await refusal(world.owner`update ${world.owner(table)} set pole_id = pole_id`)).toBe("23001");
      expect(await refusal(world.owner`delete from ${world.owner(table)}`)).toBe("23001");
      expect(await refusal(world.owner`truncate ${world.owner(table)} cascade`)).toBe("23001");
    }
    for (const table of ["balances", "entry_seals"]) {
      const insert = sql`insert into ${sql.table(table)} select * from ${sql.table(table)}`;
      expect(await refusal(asRole(manager, insert))).toBe("42501");
    }
  });

  it("a posting in a closed period, and one of another month's day", async () => {
    await post(manager, "2025-03-10", share());
    const march = (await inTransaction(manager, (tx) => openPeriodOf(tx, manager.poleId, "2025-03-10"))).id;
    await closeMonth(manager, "2025-03-10");
    const lines: [string, number][] = [
      ["512", 100],
      ["7088", -100],
    ];
    expect(await refusal(byHand([lines], { periodId: march, date: "2025-03-10" }))).toBe("period_is_closed");
    expect(await refusal(byHand([lines], { date: "2026-11-01" }))).toBe("entry_in_period");
  });

  it("a second reversal of an entry, also of two clients at once; a reversal that is not its mirror; without a reason", async () => {
    const { id: entryId } = await post(manager, "2026-10-15", share());
    const undo = (id = newId()) =>
      inTransaction(manager, (tx) =>
        takeBack(tx, {
          id,
          poleId: manager.poleId,
          entryId,
          date: "2026-10-20",
          reason: "Erreur",
          personId: manager.personId,
        }),
      );
    const lines: [string, number, string?][] = [
      ["411", -1234, gue],
      ["7088", 1234],
    ];
    const head = { reverses: entryId, reason: "Erreur" };
    expect(
      await refusal(
        byHand(
          [
            [
              ["411", -1000, gue],
              ["7088", 1000],
            ],
          ],
          head,
        ),
      ),
    ).toBe("reversal_mirrors");
    expect(
      await refusal(
        byHand(
          [
            [
              ["411", -1234, tablee],
              ["7088", 1234],
            ],
          ],
          head,
        ),
      ),
    ).toBe("reversal_mirrors");
    expect(await refusal(byHand([lines], { reverses: entryId }))).toBe("reversal_says_why");
    const answers = await Promise.allSettled([undo(), undo(), undo()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusal(byHand([lines], head))).toBe("entry_reversed_once");
    const [reversal] = await world.owner<{ id: string }[]>`select id from entries where reverses = ${entryId}`;
    expect(
      await refusal(
        byHand(
          [
            [
              ["411", 1234, gue],
              ["7088", -1234],
            ],
          ],
          { reverses: reversal?.id, reason: "x" },
        ),
      ),
    ).toBe("reversal_is_last");
  });

  it("a line on a member's account that is of no member, or of a structure of another pôle", async () => {
    expect(
      await refusal(
        byHand([
          [
            ["411", 100],
            ["7088", -100],
          ],
        ]),
      ),
    ).toBe("posting_of_structure");
    const elsewhere = world.structures.radeau.id;
    expect(
      await refusal(
        byHand([
          [
            ["411", 100, elsewhere],
            ["7088", -100],
          ],
        ]),
      ),
    ).toBe("postings_pole_id_structure_id_fkey");
  });

  it("another number of an account to which something is posted", async () => {
    await post(manager, "2026-10-15", share());
    const renumber = world.owner`update accounts set number = '4119' where id = ${accounts["411"] ?? ""}`;
    expect(await refusal(renumber)).toBe("account_is_used");
  });
});

describe("who writes in the ledger", () => {
  it("is the pôle's manager, and jobs; no member, no guest, no other pôle", async () => {
    const write = (actor: Actor) => post(actor, "2026-10-15", share(), { poleId: manager.poleId, periodId: october });
    for (const key of ["employee", "treasurer", "administrator", "owner", "partner", "observer"] as const)
      expect(await refusal(write({ ...world.actors[key], poleId: manager.poleId }))).not.toBe("done");
    const insert = (actor: Actor) =>
      inTransaction(actor, (tx) =>
        tx
          .insertInto("entries")
          .values({
            ...{ id: newId(), poleId: manager.poleId, periodId: october, journal: "OD", date: "2026-10-15" },
            ...{ pieceRef: "P", pieceDate: "2026-10-15", label: "Essai" },
          })
          .execute(),
      );
    for (const key of ["employee", "treasurer", "administrator", "neighbour"] as const)
      expect(await refusal(insert(world.actors[key]))).toBe("42501");
    expect(await refusal(insert({ ...world.actors.neighbour, poleId: manager.poleId, guest: "network" }))).toBe(
      "42501",
    );
    const nobody = { ...manager, personId: null } as unknown as Actor;
    expect(await refusal(post(nobody, "2026-10-15", share()))).toBe("not_found");
    const job = { ...nobody, books: true } as unknown as Actor;
    expect(await refusal(post(job, "2026-10-15", share()))).toBe("done");
  });

  it("is named by the database, which takes nobody's word for it", async () => {
    const { id } = await post(manager, "2026-10-15", share(), { personId: world.people.treasurer.id });
    const [entry] =
      await world.owner`select person_id, posted_at > now() - interval '1 minute' as now from entries where id = ${id}`;
    expect(entry).toEqual({ person_id: manager.personId, now: true });
  });
});

describe("what is read of the ledger", () => {
  it("is all of it by the manager, one's own account by a treasurer or an administrator, nothing by others", async () => {
    await post(manager, "2026-10-15", share(7001, gue));
    await post(manager, "2026-10-15", [
      { role: "members", structureId: gue, cents: 7002 },
      { role: "members", structureId: tablee, cents: 7003 },
      { role: "shares", structureId: gue, cents: -7002 },
      { role: "shares", structureId: tablee, cents: -7003 },
    ]);
    await post(manager, "2026-10-15", [
      { role: "bank", cents: 7004 },
      { role: "opening", cents: -7004 },
    ]);
    const read = (actor: Scope) =>
      inTransaction(actor, async (tx) => {
        const rows = await tx
          .selectFrom("postings")
          .select("cents")
          .where("cents", "in", [7001, 7002, 7003, -7002, 7004])
          .execute();
        return rows.map(({ cents }) => cents).sort();
      });
    expect(await read(manager)).toEqual([-7002, 7001, 7002, 7003, 7004]);
    expect(await read({ poleId: manager.poleId, books: true })).toEqual([-7002, 7001, 7002, 7003, 7004]);
    expect(await read({ poleId: manager.poleId })).toEqual([]);
    for (const key of ["treasurer", "administrator"] as const)
      expect(await read(world.actors[key])).toEqual([7001, 7002]);
    expect(await read(world.actors.owner)).toEqual([7003]);
    for (const key of ["employee", "colleague", "partner", "observer", "neighbour"] as const)
      expect(await read(world.actors[key])).toEqual([]);
    expect(await read({ ...world.actors.neighbour, poleId: manager.poleId, guest: "network" })).toEqual([]);
    expect(await read({ ...world.actors.neighbour, poleId: manager.poleId, structureId: gue })).toEqual([]);
    expect(await read({})).toEqual([]);
    const heads = await inTransaction(world.actors.owner, (tx) => tx.selectFrom("entries").select("id").execute());
    expect(heads).toHaveLength(1);
    const balances = await inTransaction(world.actors.owner, (tx) => balancesOf(tx, manager.poleId));
    expect(balances).toMatchObject([{ number: "411", structureId: tablee, cents: 7003 }]);
  });
});

describe("entries", () => {
  /** The chain as this test understands it, from the rows alone. */
  const chain = async (poleId: string) => {
    const entries = await world.owner<Record<string, unknown>[]>`
      select e.*, to_char(posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as posted, s.hash, s.previous_hash
        from entries e join entry_seals s on s.entry_id = e.id where e.pole_id = ${poleId} order by e.position`;
    return entries;
  };

  it("are numbered without gap by year and chained, whatever is refused in between and however many clients post at once", async () => {
    const before = await chain(manager.poleId);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        if (index % 5 === 4)
          return refusal(
            byHand([
              [
                ["512", 1000],
                ["7088", -999],
              ],
            ]),
          );
        if (index % 5 === 3)
          return refusal(
            asRole(manager, sql`insert into entries select * from entries limit 1 on conflict do nothing`),
          );
        return post(manager, index % 2 ? "2026-10-15" : "2027-02-03", share(index + 1));
      }),
    );
    const entries = await chain(manager.poleId);
    expect(entries.length).toBe(before.length + 36);
    for (const year of [2026, 2027]) {
      const numbers = entries.filter(({ fiscal_year: of }) => of === year).map(({ number }) => Number(number));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
    expect(entries.map(({ position }) => Number(position))).toEqual(entries.map((_, index) => index + 1));
    expect(entries.map((entry) => String(entry.posted))).toEqual(entries.map((entry) => String(entry.posted)).sort());
    let previous = "0".repeat(64);
    for (const entry of entries) {
      expect(entry.previous_hash).toBe(previous);
      previous = String(entry.hash);
    }
    const [head] = await world.owner`select last_position, last_hash from ledgers where pole_id = ${manager.poleId}`;
    expect(head).toEqual({ last_position: entries.length, last_hash: previous });
  });

  it("have the hash of their content, of their lines and of the one before, as anybody can compute it again", async () => {
    const { id } = await post(manager, "2026-10-15", share(4321), { label: "Quote-part d’octobre, « bâtiment »" });
    const [entry] = (await chain(manager.poleId)).filter((one) => one.id === id);
    if (!entry) throw new Error("not posted");
    const lines = await world.owner<Record<string, unknown>[]>`
      select p.*, a.number as account from postings p join accounts a on a.id = p.account_id where entry_id = ${id} order by line`;
    const texts = [
      [
        entry.id,
        entry.pole_id,
        entry.period_id,
        entry.journal,
        entry.fiscal_year,
        entry.number,
        entry.position,
        entry.date,
        entry.piece_ref,
        entry.piece_date,
        entry.label,
        entry.source_kind,
        entry.source_id,
        entry.reverses,
        entry.reason,
        entry.person_id,
        entry.idempotency_key,
        entry.request_sha256,
        entry.posted,
      ],
      ...lines.map((line) => [
        line.line,
        line.account_id,
        line.account,
        line.structure_id,
        line.pool_id,
        line.cents,
        line.label,
      ]),
    ].map((values) => `[${values.map((value) => JSON.stringify(value ?? null)).join(", ")}]`);
    const hash = createHash("sha256")
      .update([entry.previous_hash, ...texts].join("\n"))
      .digest("hex");
    expect(entry.hash).toBe(hash);
  });

  it("come once for an id or a key: the same again gets the first answer, another is refused", async () => {
    const key = { idempotencyKey: `charge:${newId()}` };
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(manager, "2026-10-15", share(555), key)));
    expect(new Set(answers.map(({ id, number }) => `${id} ${number}`)).size).toBe(1);
    await expect(post(manager, "2026-10-15", share(556), key)).rejects.toMatchObject({ code: "entry_reused" });
    const id = answers[0]?.id ?? "";
    expect(await post(manager, "2026-10-15", share(555), { id, ...key })).toEqual(answers[0]);
    await expect(post(manager, "2026-10-15", share(1), { id })).rejects.toMatchObject({ code: "entry_reused" });
    const [count] = await world.owner`select count(*) from entries where idempotency_key = ${key.idempotencyKey}`;
    expect(count).toEqual({ count: 1 });
  });

  it("leave no trace when the client dies half-way, and the next one takes their number", async () => {
    const before = await chain(manager.poleId);
    const half = inTransaction(manager, async (tx) => {
      await postIn(tx, manager, "2026-10-15", share(9));
      await postIn(tx, manager, "2026-10-15", share(10));
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await world.owner`select pg_terminate_backend(${rows[0]?.pid ?? 0})`;
      await postIn(tx, manager, "2026-10-15", share(11));
    });
    expect(await refusal(half)).not.toBe("done");
    expect(await chain(manager.poleId)).toEqual(before);
    const last = Math.max(...before.filter(({ fiscal_year: of }) => of === 2026).map(({ number }) => Number(number)));
    expect((await post(manager, "2026-10-15", share())).number).toBe(last + 1);
  });

  it("are brought into their period, keep their document's day, and make the accounts of 6 and 7 that are missing", async () => {
    const account = "606312";
    const { id } = await post(
      manager,
      "2026-10-15",
      [
        { account, cents: 100 },
        { role: "suppliers", cents: -100 },
      ],
      {
        ...{ periodId: october, date: "2026-08-03", pieceDate: "2026-08-03", journal: "AC" },
      },
    );
    const [entry] = await world.owner`select date, piece_date from entries where id = ${id}`;
    expect(entry).toEqual({ date: "2026-10-01", piece_date: "2026-08-03" });
    const [made] = await world.owner`select label from accounts where number = ${account}`;
    expect(made).toEqual({ label: "Fournitures d’entretien et de petit équipement" });
    const unknown = post(manager, "2026-10-15", [
      { account: "999", cents: 1 },
      { role: "bank", cents: -1 },
    ]);
    await expect(unknown).rejects.toMatchObject({ code: "unknown_account" });
  });

  it("make balances that are the sums of postings, by account, structure and month", async () => {
    const kept = await world.owner`
      select account_id, structure_id, period_id, debit_cents - credit_cents as cents, postings from balances order by 1, 2, 3`;
    const counted = await world.owner`
      select account_id, structure_id, period_id, sum(cents)::bigint as cents, count(*) as postings from postings group by 1, 2, 3 order by 1, 2, 3`;
    expect(kept.length).toBeGreaterThan(5);
    expect([...kept]).toEqual([...counted]);
  });
});
