import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { AllocationError } from "./allocation";
import { approvedCharges } from "./charges/approved-charges";
import { monthOf, type Days } from "./days";
import {
  groupCharges,
  borneShare,
  shareCorrection,
  shareOrBear,
  versionOfMonth,
  type Carries,
  type SharedAmount,
  type Version,
} from "./draft-rules";
import type { Allocation, AllocationKind, DraftPeriod, DraftProblem, MonthDraft } from "./draft-types";
import { factsForAll, keyVersionsOf } from "./facts";
import { readFraction } from "./fraction";
import { fundingFor, shortfallsToShare, type FundingBook, type Shortfall } from "./funding";
import { measuresOf, type Facts, type Key } from "./key";
import { fundingsBack } from "./mirror-rules";
import { mirrorGroups, shareMirror, type MirrorGroup } from "./mirrors";
import { shareShortfall, shortfallParts } from "./shortfalls";

/** A dispute that was upheld, whole or in part, whose correction this month's closing brings. */
interface DisputeToCorrect {
  readonly id: string;
  readonly periodId: string;
  readonly startsOn: LocalDate;
  readonly poolId: string;
  readonly structureId: string;
  readonly grantedCents: Cents;
}

/**
 * All that a month shares, by the rules by which it is closed: its charges, less what funds them; what disputes upheld
 * gave back; what funders did not pay in the end. Carries go from one allocation to the next in the order of `sequence`.
 * A fixed number of queries, whatever the number of pools, charges and members; a few more for each shortfall. Who runs the
 * pôle and its members get the same.
 */
export async function monthDraftOf(tx: Tx, period: DraftPeriod): Promise<MonthDraft> {
  const charges = await approvedCharges(tx, period);
  const disputes = await disputesToCorrect(tx, period);
  const next = await isNext(tx, period);
  const shortfalls = next ? await shortfallsToShare(tx) : [];
  const poolIds = [...new Set([...charges, ...disputes, ...shortfalls].map(({ poolId }) => poolId))];
  if (poolIds.length === 0) return { allocations: [], problems: [] };
  const days = [
    period.startsOn,
    ...charges.map(({ servedFrom }) => servedFrom),
    ...disputes.map(({ startsOn }) => startsOn),
  ];
  const from = monthOf(days.reduce((first, day) => (day < first ? day : first))).from;
  const versions: Version[] = await keyVersionsOf(tx, poolIds, from, period.endsOn);
  // What corrects a month closed before is shared as that was, first: what it gives back, others may take.
  const { groups: mirrors, others } = await mirrorGroups(tx, charges);
  const { groups, problems } = groupCharges(others, versions, period.startsOn);
  const borne = await borneByPole(tx, period);
  const draft = new Draft(tx, await poolsOf(tx, poolIds), await carriesOf(tx, poolIds), [...problems]);
  const fundings = await fundingFor(tx, period, poolIds);
  for (const group of mirrors) draft.mirror(group, fundings);
  const versionsOf = (poolId: string) => versions.filter((version) => version.poolId === poolId);
  await draft.know([
    ...groups.map(({ poolId, version, from, until }) => ({ poolId, basis: { from, until }, key: version.definition })),
    ...disputes.map(({ poolId, startsOn }) => ({
      ...{ poolId, basis: monthOf(startsOn) },
      key: versionOfMonth(versionsOf(poolId), startsOn)?.definition,
    })),
  ]);
  for (const { poolId, version, from, until, pieces } of groups) {
    const chargesCents = sum(pieces.map(({ cents }) => cents));
    const uses = fundings.take(poolId, pieces).filter(({ eligibleCents }) => eligibleCents > 0);
    const fundingCents = sum(uses.map(({ cents }) => cents));
    const of = { poolId, version, basis: { from, until }, kind: "charges" as const, chargesCents, fundingCents };
    const chargeIds = pieces.map(({ chargeId }) => chargeId);
    await draft.share({ ...of, totalCents: chargesCents - fundingCents, chargeIds }, (facts, carries) => {
      const shared = shareOrBear(chargesCents - fundingCents, version, facts, carries, borne.get(poolId));
      return {
        ...shared,
        charges: pieces.map(({ chargeId, cents }) => ({ chargeId, cents })),
        fundings: uses
          .map(({ fundingId, eligibleCents, cents }) => ({ fundingId, eligibleCents, cents }))
          .sort((a, b) => (a.fundingId < b.fundingId ? -1 : 1)),
      };
    });
  }
  // A credit may have come since it was decided: no more is given back than the share of its month comes to now.
  const given = new Map<string, Cents>();
  for (const dispute of disputes) {
    const { poolId, structureId, periodId } = dispute;
    const name = `${poolId} ${structureId}`;
    if (periodId === period.id) {
      const left = borneShare(draft.allocations, period.id, poolId, structureId) - (given.get(name) ?? 0);
      const grantedCents = Math.max(0, Math.min(dispute.grantedCents, left));
      given.set(name, (given.get(name) ?? 0) + grantedCents);
      await draft.correct({ ...dispute, grantedCents }, versionOfMonth(versionsOf(poolId), dispute.startsOn));
    } else await draft.correct(dispute, versionOfMonth(versionsOf(poolId), dispute.startsOn));
  }
  if (next) for (const shortfall of await shortfallsToShare(tx, draft.fundingsUsed())) await draft.makeUp(shortfall);
  return { allocations: draft.allocations, problems: draft.problems };
}

type Sharing = {
  readonly poolId: string;
  readonly version: Version | null;
  readonly basis: Days;
  readonly kind: AllocationKind;
  readonly chargesCents: Cents;
  readonly fundingCents: Cents;
  readonly totalCents: Cents;
  readonly chargeIds?: readonly string[];
  readonly disputeId?: string;
  readonly fundingId?: string;
};

type Shared = SharedAmount & Partial<Pick<Allocation, "charges" | "fundings">>;

/** The allocations of a month, one after the other. */
class Draft {
  readonly allocations: Allocation[] = [];
  private readonly facts = new Map<string, Facts>();

  constructor(
    private readonly tx: Tx,
    private readonly pools: ReadonlyMap<string, { id: string; everyone: boolean }>,
    private readonly carries: Map<string, Carries>,
    readonly problems: DraftProblem[],
  ) {}

  async share(
    { poolId, version, basis, chargeIds = [], disputeId, fundingId, ...amounts }: Sharing,
    by: (facts: Facts, carries: Carries) => Shared,
  ): Promise<void> {
    const carries = this.carries.get(poolId) ?? new Map<string, never>();
    this.carries.set(poolId, carries);
    try {
      const facts = await this.factsOf(poolId, basis, version?.definition);
      const { shares, poleCents, explanation, charges = [], fundings = [] } = by(facts, carries);
      const about = disputeId ?? fundingId ?? "";
      this.allocations.push({
        id: [amounts.kind, poolId, version?.id, basis.from, basis.until, about].filter(Boolean).join(":"),
        ...{ poolId, versionId: version?.id ?? null, ...amounts, sequence: this.allocations.length + 1 },
        ...{ servedFrom: basis.from, servedUntil: basis.until, poleCents, explanation, charges, fundings, shares },
        ...{ disputeId: disputeId ?? null, fundingId: fundingId ?? null },
      });
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      const cents = amounts.chargesCents || amounts.totalCents;
      this.problems.push({ poolId, code: error.code, cents, chargeIds });
    }
  }

  /** Corrections of what a month closed before shared. */
  mirror(group: MirrorGroup, book: FundingBook): void {
    const { original, shared, pieces, credits, takesBack } = group;
    const { poolId, versionId, servedFrom, servedUntil } = original;
    const chargesCents = sum(pieces.map(({ cents }) => cents));
    const fundings = takesBack
      ? book.giveBack(poolId, pieces, fundingsBack(shared, credits))
      : book.take(poolId, pieces).filter(({ eligibleCents }) => eligibleCents > 0);
    const fundingCents = sum(fundings.map(({ cents }) => cents));
    const totalCents = chargesCents - fundingCents;
    const carries = this.carries.get(poolId) ?? new Map<string, never>();
    this.carries.set(poolId, carries);
    try {
      this.allocations.push({
        id: ["mirror", original.id, takesBack ? "less" : "more"].join(":"),
        ...{ poolId, versionId, kind: "charges", sequence: this.allocations.length + 1, servedFrom, servedUntil },
        ...{ chargesCents, fundingCents, totalCents, ...shareMirror(group, totalCents, carries) },
        charges: pieces.map(({ chargeId, cents }) => ({ chargeId, cents })),
        fundings: fundings
          .map(({ fundingId, eligibleCents, cents }) => ({ fundingId, eligibleCents, cents }))
          .sort((a, b) => (a.fundingId < b.fundingId ? -1 : 1)),
        ...{ disputeId: null, fundingId: null, mirrors: original.id },
      });
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      const chargeIds = pieces.map(({ chargeId }) => chargeId);
      this.problems.push({ poolId, code: error.code, cents: chargesCents, chargeIds });
    }
  }

  /** What a dispute upheld gives back, on the weights of its month. */
  async correct(dispute: DisputeToCorrect, version: Version | null): Promise<void> {
    const { id, periodId, poolId, startsOn, structureId, grantedCents } = dispute;
    const of = { poolId, version, basis: monthOf(startsOn), kind: "correction" as const, disputeId: id };
    await this.share({ ...of, chargesCents: 0, fundingCents: 0, totalCents: 0 }, (facts, carries) => {
      const shared = shareCorrection(structureId, grantedCents, version, facts, carries);
      const about = { id, periodId, startsOn, structureId, grantedCents };
      return { ...shared, explanation: { ...shared.explanation, dispute: about } };
    });
  }

  /** What of each funding the month's charges take, less what credits give back. */
  fundingsUsed(): Map<string, Cents> {
    const used = new Map<string, Cents>();
    for (const { fundingId, cents } of this.allocations.flatMap(({ fundings }) => fundings)) {
      used.set(fundingId, (used.get(fundingId) ?? 0) + cents);
    }
    return used;
  }

  /** What a funder did not pay in the end, to those of whom it had been deducted. */
  async makeUp(shortfall: Shortfall): Promise<void> {
    const { poolId, cents } = shortfall;
    const carries = this.carries.get(poolId) ?? new Map<string, never>();
    this.carries.set(poolId, carries);
    try {
      for (const part of await shortfallParts(this.tx, shortfall, this.allocations)) {
        this.allocations.push(shareShortfall(part, this.allocations.length + 1, carries));
      }
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      this.problems.push({ poolId, code: error.code, cents, chargeIds: [] });
    }
  }

  /** Reads all facts that are going to be needed, at once. */
  async know(asked: readonly FactsNeeded[]): Promise<void> {
    const missing = new Map(asked.map((one) => [factsName(one), one]));
    for (const name of this.facts.keys()) missing.delete(name);
    const all = await factsForAll(
      this.tx,
      [...missing.values()].map(({ poolId, basis, key }) => ({
        pool: this.pools.get(poolId) ?? { id: poolId, everyone: false },
        ...basis,
        measures: key ? measuresOf(key) : [],
      })),
    );
    [...missing.keys()].forEach((name, rank) => {
      const facts = all[rank];
      if (facts) this.facts.set(name, facts);
    });
  }

  private async factsOf(poolId: string, basis: Days, key: Key | undefined): Promise<Facts> {
    const needed = { poolId, basis, key };
    await this.know([needed]);
    return this.facts.get(factsName(needed)) ?? { days: {}, measures: {} };
  }
}

/** Facts of a pool on the days of a basis, as far as its key reads them. */
interface FactsNeeded {
  readonly poolId: string;
  readonly basis: Days;
  readonly key: Key | undefined;
}

function factsName({ poolId, basis, key }: FactsNeeded): string {
  return [poolId, basis.from, basis.until, ...(key ? measuresOf(key) : [])].join(" ");
}

async function poolsOf(tx: Tx, poolIds: readonly string[]) {
  const rows = await tx
    .selectFrom("costPools")
    .select(["id", "everyone"])
    .where("id", "in", [...poolIds])
    .execute();
  return new Map(rows.map((pool) => [pool.id, pool]));
}

async function carriesOf(tx: Tx, poolIds: readonly string[]): Promise<Map<string, Carries>> {
  const rows = await tx
    .selectFrom("carries")
    .select(["poolId", "structureId", "carry"])
    .where("poolId", "in", [...poolIds])
    .execute();
  const pools = new Map<string, Carries>(poolIds.map((id) => [id, new Map()]));
  for (const { poolId, structureId, carry } of rows) pools.get(poolId)?.set(structureId, readFraction(carry));
  return pools;
}

async function borneByPole(tx: Tx, { id }: DraftPeriod): Promise<Map<string, string>> {
  const rows = await tx.selectFrom("borneByPole").select(["poolId", "reason"]).where("periodId", "=", id).execute();
  return new Map(rows.map(({ poolId, reason }) => [poolId, reason]));
}

/** The disputes whose correction the closing of this month brings (see app.disputes_to_correct). */
async function disputesToCorrect(tx: Tx, period: DraftPeriod): Promise<DisputeToCorrect[]> {
  const { rows } = await sql<DisputeToCorrect>`
    select id, period_id, starts_on, pool_id, structure_id, granted_cents from app.disputes_to_correct(${period.id})
     order by starts_on, id`.execute(tx);
  return rows;
}

/** Whether what every month before it shares is certain: locked or closed. */
async function isNext(tx: Tx, { poleId, startsOn }: DraftPeriod): Promise<boolean> {
  const before = await tx
    .selectFrom("periods")
    .select("id")
    .where("poleId", "=", poleId)
    .where("startsOn", "<", startsOn)
    .where("state", "in", ["open", "review"])
    .limit(1)
    .executeTakeFirst();
  return !before;
}

function sum(cents: readonly Cents[]): Cents {
  return cents.reduce((all, one) => all + one, 0);
}
