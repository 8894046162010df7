import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Invalid } from "../../kernel/errors";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addDays, addMonths, localDateOf, startOfMonth, type LocalDate } from "../../kernel/time";
import { periodsOf } from "../../ledger";
import { AllocationError } from "../allocation";
import { monthDraftOf } from "../draft";
import { isFrozen } from "../draft-types";
import { factsFor } from "../facts";
import { readFraction, type Fraction } from "../fraction";
import { keyProblems, measuresOf, type Facts, type Key } from "../key";
import { shareByKey } from "../share-by-key";
import { readPool, type PoolDetails } from "./pools";

/** What a structure bore of a pool in a month, and would have borne. Null: it bore nothing yet, or cannot be said. */
export interface PreviewedShare {
  readonly structureId: string;
  readonly was: Cents | null;
  readonly would: Cents | null;
}

/** A month, as it was shared and as the key would have shared it. */
export interface PreviewedMonth {
  readonly startsOn: LocalDate;
  /** Not closed: its charges may still change. */
  readonly draft: boolean;
  readonly totalCents: Cents;
  readonly shares: readonly PreviewedShare[];
  /** What the pôle itself bore, and would have borne. */
  readonly pole: { readonly was: Cents; readonly would: Cents };
  /** Why the key could not have shared it; null where it could. */
  readonly problem: AllocationError["code"] | null;
}

/** What a key would have given. */
export interface KeyPreview {
  /** The latest first; empty when nothing was charged to the pool yet. */
  readonly months: readonly PreviewedMonth[];
  /** This month and a round amount, where there are no months. */
  readonly example: PreviewedMonth | null;
  readonly names: Readonly<Record<string, string>>;
}

/** Months that a preview looks back on. */
const MONTHS = 12;
/** 1 000,00 €. */
const EXAMPLE = 100_000;

/** What was shared at once in a month, on the weights of some days. */
interface Shared {
  readonly startsOn: LocalDate;
  readonly draft: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly totalCents: Cents;
  readonly poleCents: Cents;
  /** Null where nothing could be shared for want of a key. */
  readonly shares:
    readonly { readonly structureId: string; readonly cents: Cents; readonly carryBefore: Fraction }[] | null;
}

/**
 * What `key` would have given in the last twelve months, member by member, beside what was: the same charges less the
 * same funding, on the same days, with the same carries. Nothing is written.
 * @throws Forbidden, NotFound; Invalid where the key cannot share (keyProblems())
 */
export function previewKey(actor: Actor, poolId: string, key: Key): Promise<KeyPreview> {
  allow(actor, "costs.manage", null);
  if (keyProblems(key).length > 0) throw new Invalid("key");
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const pool = await readPool(tx, actor, poolId, today);
    const shared = [...(await closedMonths(tx, poolId, today)), ...(await openMonths(tx, actor, poolId, today))];
    const again = new Again(tx, pool, key);
    const months = new Map<LocalDate, PreviewedMonth>();
    for (const one of shared) {
      const before = months.get(one.startsOn);
      const month = await again.share(one);
      months.set(one.startsOn, before ? together(before, month) : month);
    }
    const found = [...months.values()].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1));
    const example = found.length > 0 ? null : await again.share(exampleOf(today));
    const ids = [...found, ...(example ? [example] : [])].flatMap(({ shares }) =>
      shares.map((share) => share.structureId),
    );
    return { months: found, example, names: await namesOf(tx, [...new Set(ids)]) };
  });
}

function exampleOf(today: LocalDate): Shared {
  const from = startOfMonth(today);
  const until = addDays(addMonths(from, 1), -1);
  return { startsOn: from, draft: true, from, until, totalCents: EXAMPLE, poleCents: 0, shares: null };
}

async function closedMonths(tx: Tx, poolId: string, today: LocalDate): Promise<Shared[]> {
  const { rows } = await sql<{
    id: string;
    startsOn: LocalDate;
    from: LocalDate;
    until: LocalDate;
    totalCents: number;
    poleCents: number;
    structureId: string;
    cents: number;
    carryBefore: string;
  }>`
    select a.id, p.starts_on, a.served_from as "from", a.served_until as "until", a.total_cents, a.pole_cents,
           s.structure_id, s.cents, s.carry_before
      from allocations a join periods p on p.id = a.period_id join allocation_shares s on s.allocation_id = a.id
     where a.pool_id = ${poolId} and a.kind = 'charges' and p.starts_on > ${addMonths(startOfMonth(today), -MONTHS)}
     order by p.starts_on, a.sequence`.execute(tx);
  const found = new Map<string, Shared & { shares: { structureId: string; cents: Cents; carryBefore: Fraction }[] }>();
  for (const { id, structureId, cents, carryBefore, ...row } of rows) {
    const one = found.get(id) ?? { ...row, draft: false, shares: [] };
    one.shares.push({ structureId, cents, carryBefore: readFraction(carryBefore) });
    found.set(id, one);
  }
  return [...found.values()];
}

async function openMonths(tx: Tx, { poleId }: Actor, poolId: string, today: LocalDate): Promise<Shared[]> {
  const earliest = addMonths(startOfMonth(today), -MONTHS);
  const found: Shared[] = [];
  for (const period of await periodsOf(tx, poleId)) {
    if (isFrozen(period) || period.startsOn <= earliest || period.startsOn > today) continue;
    const { allocations, problems } = await monthDraftOf(tx, { ...period, poleId });
    for (const one of allocations) {
      if (one.poolId !== poolId || one.kind !== "charges") continue;
      const { servedFrom: from, servedUntil: until, totalCents, poleCents, shares } = one;
      found.push({ startsOn: period.startsOn, draft: true, from, until, totalCents, poleCents, shares });
    }
    for (const problem of problems) {
      if (problem.poolId !== poolId) continue;
      const days = { from: period.startsOn, until: period.endsOn };
      found.push({
        startsOn: period.startsOn,
        draft: true,
        ...days,
        totalCents: problem.cents,
        poleCents: 0,
        shares: null,
      });
    }
  }
  return found;
}

/** The same again, by another key. */
class Again {
  private readonly facts = new Map<string, Facts>();

  constructor(
    private readonly tx: Tx,
    private readonly pool: PoolDetails,
    private readonly key: Key,
  ) {}

  async share({ startsOn, draft, from, until, totalCents, poleCents, shares }: Shared): Promise<PreviewedMonth> {
    const was = new Map((shares ?? []).map(({ structureId, cents }) => [structureId, cents]));
    const carries = Object.fromEntries(
      (shares ?? []).map(({ structureId, carryBefore }) => [structureId, carryBefore]),
    );
    const facts = await this.factsOf(from, until);
    const found = tryToShare(BigInt(totalCents), this.key, facts, carries);
    const would = new Map(found.ok ? found.value.shares.map(({ id, share }) => [id, Number(share)]) : []);
    const everybody = [...new Set([...was.keys(), ...Object.keys(facts.days)])];
    return {
      startsOn,
      draft,
      totalCents,
      problem: found.ok ? null : found.code,
      pole: { was: poleCents, would: found.ok ? Number(found.value.pole) : 0 },
      shares: everybody.map((structureId) => ({
        structureId,
        was: shares === null ? null : (was.get(structureId) ?? 0),
        would: found.ok ? (would.get(structureId) ?? 0) : null,
      })),
    };
  }

  private async factsOf(from: LocalDate, until: LocalDate): Promise<Facts> {
    const name = `${from} ${until}`;
    const facts = this.facts.get(name) ?? (await factsFor(this.tx, this.pool, from, until, measuresOf(this.key)));
    this.facts.set(name, facts);
    return facts;
  }
}

function tryToShare(total: bigint, key: Key, facts: Facts, carries: Record<string, Fraction>) {
  try {
    return { ok: true as const, value: shareByKey(total, key, facts, carries) };
  } catch (error) {
    if (error instanceof AllocationError) return { ok: false as const, code: error.code };
    throw error;
  }
}

/** Two of one month as one. */
function together(a: PreviewedMonth, b: PreviewedMonth): PreviewedMonth {
  const shares = new Map<string, PreviewedShare>();
  for (const { structureId, was, would } of [...a.shares, ...b.shares]) {
    const before = shares.get(structureId);
    shares.set(structureId, {
      structureId,
      was: added(before?.was, was),
      would: added(before?.would, would),
    });
  }
  return {
    ...a,
    totalCents: a.totalCents + b.totalCents,
    problem: a.problem ?? b.problem,
    pole: { was: a.pole.was + b.pole.was, would: a.pole.would + b.pole.would },
    shares: [...shares.values()],
  };
}

function added(a: Cents | null | undefined, b: Cents | null): Cents | null {
  if (a == null) return b;
  return b === null ? a : a + b;
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await tx
    .selectFrom("structures")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
