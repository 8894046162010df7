import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import type { AllocationProblem } from "../allocation";
import { allocationsOf } from "../draft";
import type { DraftPeriod } from "../draft-types";
import { factsFor } from "../facts";
import { memberNames, poolNames } from "../overview/sums";
import { asItIs, asItWouldBe, missingMeasures, NEWCOMER, type Changes } from "./rules";

/** What something comes to as it is, and as it would be. */
export interface SideBySide {
  readonly id: string;
  readonly name: string;
  readonly nowCents: Cents;
  readonly thenCents: Cents;
}

export interface WhatIf {
  readonly pools: readonly SideBySide[];
  readonly members: readonly SideBySide[];
  /** What who joins would bear. */
  readonly newcomerCents: Cents;
  readonly pole: { readonly nowCents: Cents; readonly thenCents: Cents };
  /** Where it cannot be shared so, and stays as it is. */
  readonly problems: readonly {
    readonly startsOn: LocalDate;
    readonly pool: string;
    readonly code: AllocationProblem;
  }[];
}

/** What may be chosen for a simulation. */
export interface WhatIfChoices {
  /** Latest first. */
  readonly months: readonly LocalDate[];
  readonly pools: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly fundings: readonly { readonly id: string; readonly name: string }[];
}

/** The months, pools, members and fundings to choose among. @throws Forbidden */
export async function whatIfChoices(actor: Actor): Promise<WhatIfChoices> {
  allow(actor, "costs.manage");
  return inTransaction({ ...actor, readOnly: true }, async (tx) => {
    const months = await monthsBetween(tx, actor.poleId, "0001-01-01", "9999-12-31");
    const byName = (names: Map<string, string>) =>
      [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "fr"));
    const fundings = await tx
      .selectFrom("fundings")
      .select(["id", "funder", "label"])
      .where("poleId", "=", actor.poleId)
      .where("state", "in", ["notified", "paid"])
      .orderBy("funder")
      .orderBy("label")
      .execute();
    return {
      months: months.map(({ startsOn }) => startsOn).reverse(),
      pools: byName(await poolNames(tx, actor.poleId)),
      members: byName(await sharingMembers(tx, actor.poleId)),
      fundings: fundings.map(({ id, funder, label }) => ({ id, name: `${funder}, ${label}` })),
    };
  });
}

/**
 * What months would have shared otherwise, side by side with what they shared (those closed) or would share now (the
 * others). Nothing is written: nothing can be, in a transaction that only reads. @throws Forbidden
 */
export async function whatIf(
  actor: Actor,
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
  changes: Changes,
): Promise<WhatIf> {
  allow(actor, "costs.manage");
  return inTransaction({ ...actor, readOnly: true }, async (tx) => {
    const [pools, members] = [new Sums(), new Sums()];
    const pole = { nowCents: 0, thenCents: 0 };
    const problems: WhatIf["problems"][number][] = [];
    const [names, poolsNamed] = [await memberNames(tx, actor.poleId), await poolNames(tx, actor.poleId)];
    const everyone = await everyoneOf(tx, actor.poleId);
    for (const month of await monthsBetween(tx, actor.poleId, from, until)) {
      for (const allocation of await allocationsOf(tx, month)) {
        const { poolId, servedFrom, servedUntil } = allocation;
        const missing = missingMeasures(allocation, changes);
        const pool = { id: poolId, everyone: everyone.has(poolId) };
        const measured =
          missing.length > 0 ? (await factsFor(tx, pool, servedFrom, servedUntil, missing)).measures : undefined;
        const [now, then] = [asItIs(allocation), asItWouldBe(allocation, changes, measured)];
        if (then.problem) {
          problems.push({ startsOn: month.startsOn, pool: poolsNamed.get(poolId) ?? "", code: then.problem });
        }
        for (const [id, cents] of Object.entries(now.members)) members.add(id, cents, 0);
        for (const [id, cents] of Object.entries(then.members)) members.add(id, 0, cents);
        pole.nowCents += now.poleCents;
        pole.thenCents += then.poleCents;
        pools.add(poolId, total(now), total(then));
      }
    }
    return {
      pools: pools.named(poolsNamed),
      members: members.named(names),
      newcomerCents: members.of(NEWCOMER),
      pole,
      problems,
    };
  });
}

class Sums {
  private readonly sums = new Map<string, { nowCents: Cents; thenCents: Cents }>();

  add(id: string, nowCents: Cents, thenCents: Cents): void {
    const before = this.sums.get(id) ?? { nowCents: 0, thenCents: 0 };
    this.sums.set(id, { nowCents: before.nowCents + nowCents, thenCents: before.thenCents + thenCents });
  }

  of(id: string): Cents {
    return this.sums.get(id)?.thenCents ?? 0;
  }

  /** By what they come to now; those that have a name. */
  named(names: ReadonlyMap<string, string>): SideBySide[] {
    return [...this.sums]
      .flatMap(([id, sums]) => (names.has(id) ? [{ id, name: names.get(id) ?? "", ...sums }] : []))
      .sort((a, b) => b.nowCents - a.nowCents || a.name.localeCompare(b.name, "fr"));
  }
}

function total({ members, poleCents }: { members: Readonly<Record<string, Cents>>; poleCents: Cents }): Cents {
  return Object.values(members).reduce((all, cents) => all + cents, poleCents);
}

async function monthsBetween(tx: Tx, poleId: string, from: LocalDate, until: LocalDate): Promise<DraftPeriod[]> {
  return (await tx
    .selectFrom("periods")
    .select(["id", "poleId", "startsOn", "endsOn", "state"])
    .where("poleId", "=", poleId)
    .where("startsOn", ">=", from)
    .where("startsOn", "<=", until)
    .orderBy("startsOn")
    .execute()) as DraftPeriod[];
}

/** Who takes part in something, or did: names by id. */
async function sharingMembers(tx: Tx, poleId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from memberships m join structures s on s.id = m.structure_id
     where m.pole_id = ${poleId}
       and (m.kind = 'member' or exists (select from pool_participants p where p.pole_id = m.pole_id and p.structure_id = m.structure_id))`.execute(
    tx,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The pools in which all members take part. */
async function everyoneOf(tx: Tx, poleId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("costPools")
    .select("id")
    .where("poleId", "=", poleId)
    .where("everyone", "=", true)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
