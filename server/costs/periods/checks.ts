import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Cents } from "../../kernel/money";
import { instantAt, localDateOf, type LocalDate } from "../../kernel/time";
import { parkedPools, reconciliation } from "../../ledger";
import { approvedCharges } from "../charges/approved-charges";
import type { Allocation, MonthDraft } from "../draft-types";
import { measuresOf, type Key } from "../key";
import { earlierMonths, type BookMonth } from "./month-of-books";
import { hadTimeToRead, hasRead, type SeenAmount } from "./reread";

/** What is looked at before a month is locked, in the order of the page. */
export const CHECKS = [
  ...([
    "unfinished",
    "earlier_months",
    "charges_waiting",
    "proofs",
    "keys",
    "hours",
    "parked",
    "statements",
    "reread",
  ] as const),
  ...(["kilometres", "disputes", "bank", "payments", "exact"] as const),
] as const;
export type CheckCode = (typeof CHECKS)[number];

/** One thing of what is missing. */
export interface CheckItem {
  /** Of the charge, the pool, the structure, the dispute; of a month, its first day. */
  readonly id: string;
  readonly name: string;
  readonly cents?: Cents;
  readonly minutes?: number;
  /** Why a pool cannot be shared. */
  readonly why?: string;
  /** The account that a line of the bank waits on. */
  readonly accountId?: string;
}

/** What was found: in order or not, and whether the month waits for it. */
export interface Check {
  readonly code: CheckCode;
  readonly ok: boolean;
  readonly blocks: boolean;
  /** How many are missing; of what is in order, how many were looked at. */
  readonly count: number;
  readonly items: readonly CheckItem[];
}

/** All that must be in order for a month to be locked, and what its manager should know before. A dozen queries. */
export async function checksOf(
  tx: Tx,
  period: BookMonth,
  draft: MonthDraft,
  { now, seen }: { now: Date; seen: readonly SeenAmount[] },
): Promise<Check[]> {
  const charges = await approvedCharges(tx, period);
  const proofs = charges.filter(({ proofMissing }) => proofMissing);
  const names = await poolNames(tx, [...new Set(draft.problems.map(({ poolId }) => poolId))]);
  // Once it is locked, nothing of these can come into the month: they go to the next, and it does not wait for them. Nor
  // can a charge, once the review is over.
  const blocks = period.state !== "locked";
  const over = period.state === "review" && period.reviewUntil !== null && now >= period.reviewUntil;
  const checks: Check[] = [
    ...(await stillRuns(tx, period, now)),
    missing("earlier_months", await monthsBefore(tx, period)),
    missing("charges_waiting", await waitingCharges(tx, period), { blocks: blocks && !over }),
    missing(
      "proofs",
      proofs.map(({ id, label, amountCents: cents }) => ({ id, name: label, cents })),
      { looked: charges.length },
    ),
    missing("keys", unshared(draft, names), { looked: charges.length }),
    missing("hours", await waitingHours(tx, period), { blocks }),
    missing("parked", await parked(tx, period.poleId, draft)),
  ];
  if (period.state === "review") {
    checks.push(statementsRead(seen, over));
    if (over) checks.push(statementsReread(period, seen, now));
  }
  checks.push(
    missing("kilometres", await missingKilometres(tx, period, now), { blocks: false }),
    missing("disputes", await filedDisputes(tx, period.id), { blocks: false }),
    ...(await reconciled(tx, period, now)),
    missing(
      "exact",
      draft.allocations.filter((one) => !isExact(one)).map(({ id }) => ({ id, name: id })),
    ),
  );
  return checks;
}

function missing(code: CheckCode, items: readonly CheckItem[], { blocks = true, looked = 0 } = {}): Check {
  return { code, ok: items.length === 0, blocks, count: items.length || looked, items };
}

function isExact({ totalCents, poleCents, shares }: Allocation): boolean {
  return shares.reduce((all, { cents }) => all + cents, poleCents) === totalCents;
}

/** By pool, with the first reason and all that waits for it. */
function unshared({ problems }: MonthDraft, names: ReadonlyMap<string, string>): CheckItem[] {
  const pools = new Map<string, CheckItem & { cents: Cents }>();
  for (const { poolId, code, cents } of problems) {
    const pool = pools.get(poolId) ?? { id: poolId, name: names.get(poolId) ?? "", cents: 0, why: code };
    pools.set(poolId, { ...pool, cents: pool.cents + cents });
  }
  return [...pools.values()];
}

async function poolNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("costPools")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Of a month that still runs: what is booked may change what is shared by use. Nothing of one that is over. */
async function stillRuns(tx: Tx, { poleId, startsOn, endsOn, state }: BookMonth, now: Date): Promise<Check[]> {
  if (state === "locked") return [];
  const pole = await tx.selectFrom("poles").select("timeZone").where("id", "=", poleId).executeTakeFirstOrThrow();
  if (localDateOf(now, pole.timeZone) > endsOn) return [];
  return [missing("unfinished", [{ id: startsOn, name: startsOn }], { blocks: false })];
}

/** A month is locked after those before it, and closed after they are. */
async function monthsBefore(tx: Tx, period: BookMonth): Promise<CheckItem[]> {
  const late = period.state === "locked" ? (["open", "review", "locked"] as const) : (["open", "review"] as const);
  return (await earlierMonths(tx, period, late)).map((startsOn) => ({ id: startsOn, name: startsOn }));
}

/** Those that a month is about: what is served later may wait for its own. */
async function waitingCharges(tx: Tx, { poleId, endsOn }: BookMonth): Promise<CheckItem[]> {
  return tx
    .selectFrom("charges")
    .select(["id", "label as name", "amountCents as cents"])
    .where("poleId", "=", poleId)
    .where("state", "=", "submitted")
    .where("servedFrom", "<=", endsOn)
    .orderBy("createdAt")
    .execute();
}

async function waitingHours(tx: Tx, { poleId, startsOn, endsOn }: BookMonth): Promise<CheckItem[]> {
  const { rows } = await sql<CheckItem>`
    select r.structure_id as id, s.name, sum(r.quantity)::int as minutes
      from use_readings r join structures s on s.id = r.structure_id join cost_pools p on p.id = r.pool_id
     where r.pole_id = ${poleId} and r.measure = 'hours' and r.validated_at is null and p.archived_at is null
       and r.used_on >= ${startsOn} and r.used_on <= ${endsOn}
     group by r.structure_id, s.name order by app.fold(s.name), 1`.execute(tx);
  return rows;
}

/** Of the pools of the month, those whose books the last check found wrong; a nameless one where it cannot be said which. */
async function parked(tx: Tx, poleId: string, { allocations }: MonthDraft): Promise<CheckItem[]> {
  const { everything, poolIds } = await parkedPools(tx, poleId);
  if (everything) return [{ id: "", name: "" }];
  const ids = poolIds.filter((id) => allocations.some(({ poolId }) => poolId === id));
  return [...(await poolNames(tx, ids))].map(([id, name]) => ({ id, name }));
}

/** A review ends by itself: then nobody is waited for who had the time to read. */
function statementsRead(seen: readonly SeenAmount[], over: boolean): Check {
  const unread = seen.filter((one) => !hasRead(one)).map(({ structureId: id, name }) => ({ id, name }));
  return { ...missing("statements", unread, { looked: seen.length }), ok: over || unread.length === 0 };
}

/** Those whose amount changed since they could read it. */
function statementsReread({ reviewUntil }: BookMonth, seen: readonly SeenAmount[], now: Date): Check {
  const unread = seen.filter((one) => !hadTimeToRead(one, reviewUntil, now));
  return missing(
    "reread",
    unread.map(({ structureId: id, name }) => ({ id, name })),
    { looked: seen.length },
  );
}

/** Trips of the month, of what is shared by kilometres, whose odometer nobody read: they count for nothing. */
async function missingKilometres(tx: Tx, { poleId, startsOn, endsOn }: BookMonth, now: Date): Promise<CheckItem[]> {
  const versions = await tx
    .selectFrom("keyVersions")
    .select(["poolId", "definition"])
    .where("poleId", "=", poleId)
    .where("startsOn", "<=", endsOn)
    .where((on) => on.or([on("endsOn", "is", null), on("endsOn", ">=", startsOn)]))
    .execute();
  const pools = versions
    .filter(({ definition }) => measuresOf(definition as unknown as Key).includes("kilometres"))
    .map(({ poolId }) => poolId);
  if (pools.length === 0) return [];
  const pole = await tx.selectFrom("poles").select("timeZone").where("id", "=", poleId).executeTakeFirstOrThrow();
  const bound = (day: LocalDate, minutes: number) => instantAt(day, minutes, pole.timeZone).toISOString();
  const { rows } = await sql<CheckItem>`
    select b.id, r.name || ', ' || s.name as name
      from bookings b join resources r on r.id = b.resource_id join structures s on s.id = b.structure_id
     where b.resource_id in (select x.resource_id from pool_resources x where x.pool_id = any(${pools}::uuid[]))
       and b.starts_at >= ${bound(startsOn, 0)}::timestamptz and b.starts_at < ${bound(endsOn, 1440)}::timestamptz
       and b.ends_at < ${now.toISOString()}::timestamptz
       and b.state in ('confirmed', 'checked_in', 'returned', 'settled') and b.kilometres is null
       and (b.at_cost or b.price_cents = 0)
     order by b.starts_at, b.id limit 200`.execute(tx);
  return rows;
}

async function filedDisputes(tx: Tx, periodId: string): Promise<CheckItem[]> {
  const { rows } = await sql<CheckItem>`
    select d.id, s.name, d.cents from disputes d join structures s on s.id = d.structure_id
     where d.period_id = ${periodId} and d.state = 'filed' order by d.filed_at, d.id`.execute(tx);
  return rows;
}

/** Accounts are reconciled: no line of the bank waits to be named (that blocks), payments settle something. */
async function reconciled(tx: Tx, { poleId, endsOn }: BookMonth, now: Date): Promise<Check[]> {
  const pole = await tx.selectFrom("poles").select("timeZone").where("id", "=", poleId).executeTakeFirstOrThrow();
  const today = localDateOf(now, pole.timeZone);
  const { suspense, payments } = await reconciliation(tx, poleId, { until: endsOn, today });
  return [
    missing(
      "bank",
      suspense.map(({ entryId: id, label: name, cents, accountId }) => ({ id, name, cents: -cents, accountId })),
    ),
    missing(
      "payments",
      payments.map(({ structureId: id, name, cents }) => ({ id, name, cents })),
      { blocks: false },
    ),
  ];
}
