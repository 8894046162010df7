import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { groupBy } from "../kernel/group-by";
import type { Cents } from "../kernel/money";
import { AllocationError, compareIds, THE_POLE } from "./allocation";
import type { ApprovedCharge } from "./charges/approved-charges";
import { monthsOf } from "./days";
import type { Carries, SharedAmount } from "./draft-rules";
import type { AllocationShare, Explanation } from "./draft-types";
import { add, fractionText, readFraction, sum, ZERO } from "./fraction";
import { eligibleCents, type Eligibility, type FundableCharge } from "./funding-eligible";
import type { Facts } from "./key";
import { cutCorrections, isWhole, mirror, proportionsAgain, type Shared, type SharedPart } from "./mirror-rules";
import { storedAllocations, type Stored } from "./stored-allocations";

/** What a month's corrections bring to an allocation of a month closed before: shared as that was. */
export interface MirrorGroup {
  readonly original: Stored;
  readonly shared: Shared;
  /** What it takes back; else what it adds. */
  readonly takesBack: boolean;
  /** Of the corrections, what of each goes to this allocation. */
  readonly pieces: readonly (FundableCharge & { readonly chargeId: string; readonly corrects: string })[];
  /** The same, by the charge that is corrected. */
  readonly credits: ReadonlyMap<string, Cents>;
}

/**
 * The corrections among a month's charges whose charge a closed month has shared, by the allocation that shared it and in
 * the order of those; and all other charges, to be shared as they are. A fixed number of queries.
 */
export async function mirrorGroups(
  tx: Tx,
  charges: readonly ApprovedCharge[],
): Promise<{ groups: MirrorGroup[]; others: ApprovedCharge[] }> {
  const corrected = [...new Set(charges.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])))];
  const closed = corrected.length === 0 ? [] : await loadClosed(tx, corrected);
  const sharedIn = (chargeId: string) => closed.filter(({ shared }) => shared.charges.has(chargeId));
  const groups = new Map<
    string,
    MirrorGroup & { pieces: MirrorGroup["pieces"][number][]; credits: Map<string, Cents> }
  >();
  const others: ApprovedCharge[] = [];
  const inOrderOfIds = [...charges].sort((a, b) => compareIds(a.id, b.id));
  for (const [root, of] of groupBy(inOrderOfIds, ({ corrects }) => corrects ?? "")) {
    const found = sharedIn(root);
    if (found.length === 0) {
      others.push(...of);
      continue;
    }
    // A charge's corrections of a month are one: what one adds, another may take off with all the rest.
    const { takesBack, cut } = cutCorrections(
      of.map(({ amountCents }) => amountCents),
      found.map(({ shared }) => shared.charges.get(root) ?? { cents: 0, leftCents: 0 }),
    );
    for (const [at, { id: chargeId, account, servedFrom, servedUntil }] of of.entries()) {
      for (const [rank, one] of found.entries()) {
        const cents = cut[at]?.[rank] ?? 0;
        if (cents === 0) continue;
        const name = nameOf(one.original, takesBack);
        const group = groups.get(name) ?? { ...one, takesBack, pieces: [], credits: new Map<string, Cents>() };
        group.pieces.push({ chargeId, corrects: root, cents, account, servedFrom, servedUntil });
        group.credits.set(root, (group.credits.get(root) ?? 0) + cents);
        groups.set(name, group);
      }
    }
  }
  for (const { pieces } of groups.values()) pieces.sort((a, b) => compareIds(a.chargeId, b.chargeId));
  const rank = new Map(closed.map(({ original }, at) => [original.id, at]));
  const inOrder = [...groups.values()].sort(
    (a, b) =>
      compareIds(a.original.poolId, b.original.poolId) ||
      (rank.get(a.original.id) ?? 0) - (rank.get(b.original.id) ?? 0) ||
      Number(b.takesBack) - Number(a.takesBack),
  );
  return { groups: inOrder, others: others.sort((a, b) => compareIds(a.id, b.id)) };
}

const nameOf = ({ id }: Stored, takesBack: boolean) => `${id} ${takesBack}`;

/**
 * Shares what corrections bring to an allocation, less what goes back to funders (or comes of them), and moves the pool's
 * carries on. @throws AllocationError
 */
export function shareMirror(
  { original, shared, takesBack, credits }: MirrorGroup,
  totalCents: Cents,
  carries: Carries,
): SharedAmount {
  return shareAs({ original, shared, whole: takesBack && isWhole(shared, credits) }, totalCents, carries);
}

/** Shares an amount as an allocation was shared, and moves the pool's carries on. @throws AllocationError */
export function shareAs(
  { original, shared, whole }: { readonly original: Stored; readonly shared: Shared; readonly whole: boolean },
  cents: Cents,
  carries: Carries,
): SharedAmount {
  // The whole is what each bore: it needs no proportions, nor does nothing.
  const again = original.totalCents === 0 && !whole && cents !== 0 ? againOf(original) : null;
  const { shares, order, centsToHandOut } = mirror(shared, cents, whole, carries, again?.proportions);
  const weights = new Map(original.shares.map(({ structureId, weight }) => [structureId, weight]));
  const pole = shares.find(({ id }) => id === THE_POLE);
  const { key, days, measures, totalWeight } = original.explanation;
  const borne = Object.fromEntries(shared.shares.map(({ id, leftCents }) => [id, leftCents]));
  const explanation: Explanation = {
    ...{ key, days, measures, totalWeight, steps: [], centsToHandOut, order },
    poleExact: pole ? fractionText(pole.exact) : "0",
    mirror: {
      ...{ allocationId: original.id, startsOn: original.month, totalCents: original.totalCents, whole, borne },
      ...(again?.nobody ? { nobody: true } : {}),
    },
  };
  const members = shares
    .filter(({ id }) => id !== THE_POLE)
    .map(({ id, ...share }): AllocationShare => ({
      ...{ structureId: id, weight: weights.get(id) ?? null, exact: share.exact, carryBefore: carries.get(id) ?? ZERO },
      ...{ floorCents: share.floorCents, extraCent: share.extraCent, cents: share.cents, carryAfter: share.carryAfter },
    }));
  for (const { structureId, carryAfter } of members) carries.set(structureId, carryAfter);
  return { shares: members, poleCents: pole?.cents ?? 0, explanation };
}

/** Of an allocation that came to nothing, how it would have been shared: by what was measured then. */
function againOf({ chargesCents, explanation: { key, days, measures }, servedFrom, servedUntil }: Stored) {
  if (!key) throw new AllocationError("no_key");
  const facts: Facts = {
    days,
    measures: Object.fromEntries(
      Object.entries(measures).map(([measure, values]) => [
        measure,
        Object.fromEntries(Object.entries(values).map(([id, value]) => [id, BigInt(value)])),
      ]),
    ),
    months: monthsOf({ from: servedFrom, until: servedUntil }),
  };
  return proportionsAgain(chargesCents, key.definition, facts);
}

interface Closed {
  readonly original: Stored;
  readonly shared: Shared;
}

/** The allocations of closed months that shared these charges, each with what corrections closed since left of it. */
async function loadClosed(tx: Tx, chargeIds: readonly string[]): Promise<Closed[]> {
  const found = await tx
    .selectFrom("allocationCharges as x")
    .innerJoin("allocations as a", "a.id", "x.allocationId")
    .select("a.id")
    .distinct()
    .where("x.chargeId", "in", [...chargeIds])
    .where("a.mirrors", "is", null)
    .execute();
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const all = await storedAllocations(tx, sql`(a.id = any(${ids}::uuid[]) or a.mirrors = any(${ids}::uuid[]))`);
  const charges = await loadCharges(tx, all);
  const fundings = await loadFundings(tx, all);
  const since = groupBy(all, ({ id, mirrors }) => mirrors ?? id);
  return all
    .filter(({ mirrors }) => mirrors === undefined)
    .map((original) => ({ original, shared: sharedOf(original, since.get(original.id) ?? [], charges, fundings) }));
}

type ChargeRow = Omit<FundableCharge, "cents"> & { readonly id: string; readonly corrects: string | null };

async function loadCharges(tx: Tx, all: readonly Stored[]): Promise<Map<string, ChargeRow>> {
  const ids = [...new Set(all.flatMap(({ charges }) => charges.map(({ chargeId }) => chargeId)))];
  const rows = await tx
    .selectFrom("charges")
    .select(["id", "corrects", "account", "servedFrom", "servedUntil"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function loadFundings(tx: Tx, all: readonly Stored[]): Promise<Map<string, Eligibility>> {
  const ids = [...new Set(all.flatMap(({ fundings }) => fundings.map(({ fundingId }) => fundingId)))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("fundings")
    .select(["id", "startsOn", "endsOn", "eligibleAccounts"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, ...funding }) => [id, funding]));
}

/** An allocation with all that mirrors it (`group`, itself among them): what was, and what is left. */
function sharedOf(
  original: Stored,
  group: readonly Stored[],
  charges: ReadonlyMap<string, ChargeRow>,
  fundings: ReadonlyMap<string, Eligibility>,
): Shared {
  const pieces = group.flatMap((one) =>
    one.charges.flatMap(({ chargeId, cents }) => {
      const row = charges.get(chargeId);
      return row ? [{ ...row, cents, root: row.corrects ?? row.id, first: one === original }] : [];
    }),
  );
  const byRoot = [...groupBy(pieces, ({ root }) => root)];
  const total = (all: readonly { cents: Cents }[]) => all.reduce((cents, one) => cents + one.cents, 0);
  const taken = groupBy(
    group.flatMap((one) => one.fundings),
    ({ fundingId }) => fundingId,
  );
  return {
    totalCents: original.totalCents,
    leftCents: group.reduce((all, { totalCents }) => all + totalCents, 0),
    charges: new Map(
      byRoot.map(([root, of]) => [root, { cents: total(of.filter(({ first }) => first)), leftCents: total(of) }]),
    ),
    fundings: [...taken]
      .sort(([a], [b]) => compareIds(a, b))
      .map(([fundingId, uses]) => {
        const terms = fundings.get(fundingId);
        return {
          ...{ fundingId, leftCents: total(uses) },
          eligible: new Map(byRoot.map(([root, of]) => [root, terms ? eligibleCents(terms, of) : 0])),
        };
      }),
    shares: [...membersOf(original, group), ...poleOf(original, group)],
  };
}

/** What each bore of an allocation then, and what of `group` is left of it. */
export function membersOf(original: Stored, group: readonly Stored[]): SharedPart[] {
  const since = groupBy(
    group.flatMap(({ shares }) => shares),
    ({ structureId }) => structureId,
  );
  return original.shares.map(({ structureId: id, exact }) => {
    const all = since.get(id) ?? [];
    const left = all.reduce((cents, one) => cents + one.cents, 0);
    return { id, exact, leftExact: sum(all.map((one) => one.exact)), leftCents: left };
  });
}

/** The pôle's own part, where there is one. */
export function poleOf(original: Stored, group: readonly Stored[]): SharedPart[] {
  const exact = readFraction(original.explanation.poleExact);
  const leftCents = group.reduce((cents, { poleCents }) => cents + poleCents, 0);
  const leftExact = group.reduce((all, { explanation }) => add(all, readFraction(explanation.poleExact)), ZERO);
  if (exact.n === 0n && leftExact.n === 0n && leftCents === 0) return [];
  return [{ id: THE_POLE, exact, leftExact, leftCents }];
}
