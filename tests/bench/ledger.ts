import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { journalOf, lastCheck, memberAccount, trialBalance } from "../../server/ledger";
import { checkBooks } from "../support/ledger";
import { duration, median, milliseconds, type Measure } from "./measure";
import type { Measured } from "./reading";

/** Lines of an entry: half are of members, half of the pôle's own accounts. */
const LINES = 4;
/** Entries written in one transaction, as a closing would. */
const BATCH = 1000;
const YEAR = { from: "2026-01-01", until: "2026-12-01" };

/** How long the reads of the books take, in milliseconds, on some number of postings. */
type Read = Record<"balances" | "account" | "journal" | "check", number>;

/** Books of `many` postings beside books of ten times fewer, in the same run: how much each read grows. */
export async function benchLedger(few: Measured, large: Measured, many: number): Promise<Measure[]> {
  const [small, big] = [await readBooks(few, many / 10), await readBooks(large, many)];
  const names = {
    balances: "trial balance of a year",
    account: "a member's account of a year, its first page",
    journal: "the journal's first page",
    check: "check of the books",
  };
  return (Object.keys(names) as (keyof Read)[]).map((key) => ({
    what: `${names[key]}, ${many} postings beside ${many / 10}`,
    value: milliseconds(big[key]),
    beside: milliseconds(small[key]),
    ratio: big[key] / small[key],
    ...(key === "check"
      ? { aim: { words: "grows no more than the postings: ≤ 13", reached: big[key] / small[key] <= 13 } }
      : { aim: { words: "≤ 300 ms", reached: big[key] <= 300 } }),
  }));
}

async function readBooks({ ownerUrl, appUrl, pole }: Measured, postings: number): Promise<Read> {
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1, connection: { statement_timeout: 0 } });
  const personId = pole.actor.personId;
  await owner`insert into pole_staff (pole_id, person_id, role) values (${pole.poleId}, ${personId}, 'manager') on conflict do nothing`;
  const actor: Actor = { ...pole.actor, roles: ["employee", "manager"] };
  openDatabase(appUrl);
  try {
    await writeBooks(owner, pole.poleId, postings);
    const structureId = actor.structureId ?? "";
    const read = {
      balances: await median(5, () => trialBalance(actor, YEAR)),
      account: await median(5, () => memberAccount(actor, structureId, YEAR, 1)),
      journal: await median(5, () => journalOf(actor, {}, 1)),
      check: await duration(() => checkBooks(actor)),
    };
    const check = await inTransaction(actor, (tx) => lastCheck(tx, pole.poleId));
    if (check?.faults !== 0 || check.postings < postings)
      throw new Error(`The books are wrong: ${JSON.stringify(check)}`);
    return read;
  } finally {
    await closeDatabase();
    await owner.end();
  }
}

/** Entries over twelve months, each numbered, sealed and balanced by the database as any other. */
async function writeBooks(owner: postgres.Sql, poleId: string, postings: number): Promise<void> {
  const periods = Array.from({ length: 12 }, (_, month) => ({
    id: newId(),
    month: String(month + 1).padStart(2, "0"),
  }));
  for (const { id, month } of periods)
    await owner`insert into periods (id, pole_id, starts_on, ends_on) select ${id}, ${poleId}, d, (d + interval '1 month' - interval '1 day')::date
                  from (select ${`2026-${month}-01`}::date as d) of`;
  const entries = Math.ceil(postings / LINES);
  for (let done = 0; done < entries; done += BATCH) {
    const period = periods[Math.floor((done * 12) / entries)] ?? periods[0]!;
    await owner.begin(async (tx) => {
      // Ids that follow the clock, as the application's do.
      await tx`create temporary table written (id uuid, rank int) on commit drop`;
      await tx`insert into written select uuidv7(), g from generate_series(1, ${Math.min(BATCH, entries - done)}::int) g`;
      await tx`insert into entries (id, pole_id, period_id, journal, date, piece_ref, piece_date, label)
                 select id, ${poleId}, ${period.id}, 'VT', ${`2026-${period.month}-01`}::date + rank % 28, 'P' || rank, '2026-01-01', 'Quotes-parts n° ' || rank
                   from written order by rank`;
      await tx`
        insert into postings (entry_id, line, pole_id, account_id, structure_id, cents)
        select w.id, l.line, ${poleId}, a.id, case when l.role = 'members' then m.structure_id end, l.cents
          from written w
          cross join (values (1, 'members', 1200, 0), (2, 'members', 800, 1), (3, 'shares', -1500, 0), (4, 'fees', -500, 0)) l (line, role, cents, other)
          join account_roles r on r.pole_id = ${poleId} and r.role = l.role join accounts a on a.id = r.account_id
          join (select structure_id, row_number() over (order by structure_id) - 1 as rank, count(*) over () as many
                  from memberships where pole_id = ${poleId}) m on m.rank = (w.rank + l.other) % m.many
         order by w.rank, l.line`;
    });
  }
  await owner`analyze entries, postings, balances, entry_seals`;
}
