import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addDays, addMonths, localDateOf, startOfMonth, type LocalDate } from "../../kernel/time";
import { AllocationError } from "../allocation";
import { factsFor, keyVersionsOf, participantsOf } from "../facts";
import { measuresOf, type Key, type Measure } from "../key";
import { shareByKey } from "../share-by-key";
import { readPool } from "./pools";

/** A structure that takes part in a pool in some month, with what the key counts of it. */
export interface WeighedMember {
  readonly structureId: string;
  readonly name: string;
  readonly days: number;
  /** As Facts has them: what stands is summed over the days. */
  readonly measures: Partial<Record<Measure, bigint>>;
  /** Its part of `example`, in whole cents; null while the key cannot share. */
  readonly cents: Cents | null;
}

/** Who would bear what of a pool in a month, by the key then valid at the end of it. */
export interface MonthWeights {
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Days of the month. */
  readonly days: number;
  readonly key: Key | null;
  readonly measures: readonly Measure[];
  readonly members: readonly WeighedMember[];
  /** What is shared for the example, and what of it no member bears. */
  readonly example: Cents;
  readonly poleCents: Cents;
  /** Why the key cannot share that month: nobody takes part, nothing is measured or used. */
  readonly problem: "no_key" | AllocationError["code"] | null;
}

/** 1 000,00 €. */
const EXAMPLE = 100_000;

/**
 * What each weighs in a pool in the month of `day` (this month when left out), with what it would bear of 1 000 €.
 * @throws Forbidden, NotFound as poolOf()
 */
export function monthWeights(actor: Actor, poolId: string, day?: LocalDate): Promise<MonthWeights> {
  allow(actor, "costs.view");
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const pool = await readPool(tx, actor, poolId, today);
    const from = startOfMonth(day ?? today);
    const until = addDays(addMonths(from, 1), -1);
    const key = (await keyVersionsOf(tx, [poolId], from, until)).at(-1)?.definition ?? null;
    const measures = key ? measuresOf(key) : [];
    const participants = await participantsOf(tx, pool, from, until);
    const facts = await factsFor(tx, pool, from, until, measures);
    const shared = key ? tryToShare(key, facts) : ({ problem: "no_key" } as const);
    const cents = new Map("shares" in shared ? shared.shares.map(({ id, share }) => [id, Number(share)]) : []);
    return {
      from,
      until,
      days: Number(until.slice(8)),
      key,
      measures,
      members: participants.map(({ structureId, name, days }) => ({
        structureId,
        name,
        days,
        measures: Object.fromEntries(
          measures.map((measure) => [measure, facts.measures[measure]?.[structureId] ?? 0n]),
        ),
        cents: cents.get(structureId) ?? null,
      })),
      example: EXAMPLE,
      poleCents: "pole" in shared ? Number(shared.pole) : 0,
      problem: "problem" in shared ? shared.problem : null,
    };
  });
}

function tryToShare(key: Key, facts: Parameters<typeof shareByKey>[2]) {
  try {
    return shareByKey(BigInt(EXAMPLE), key, facts);
  } catch (error) {
    if (error instanceof AllocationError) return { problem: error.code };
    throw error;
  }
}
