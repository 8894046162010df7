import { createHash } from "node:crypto";
import type { Tx } from "../../../db/transaction";
import type { Cents } from "../../kernel/money";
import type { Allocation, DraftPeriod } from "../draft-types";
import { fractionText } from "../fraction";
import { monthName } from "./month-of-books";

/** What a month was closed with: enough to know, later, that nothing of it changed. Plain JSON. */
export interface Manifest {
  readonly month: string;
  readonly counts: {
    readonly charges: number;
    readonly allocations: number;
    readonly shares: number;
    readonly structures: number;
    readonly entries: number;
  };
  readonly pools: Readonly<Record<string, { charges: Cents; funding: Cents; shared: Cents; pole: Cents }>>;
  /** What closing made due, to the cent: to receive from members, to pay to them, what waits apart. */
  readonly due: { readonly toReceive: Cents; readonly toPay: Cents; readonly waiting: Cents };
  /** Of each allocation, in the order of sharing: its id, and the fingerprint of all of it. */
  readonly allocations: readonly { readonly id: string; readonly sha256: string }[];
  /** The fingerprint of what was locked, which is what was closed. */
  readonly frozen: string;
  readonly ledger: { readonly position: number; readonly hash: string };
  /** The fingerprint of the month closed before: months are chained. */
  readonly before: string | null;
}

/** The manifest of a month that is being closed. */
export function manifestOf(
  period: DraftPeriod,
  allocations: readonly Allocation[],
  sums: { structures: readonly { netCents: Cents }[]; waiting: readonly { waitingCents: Cents }[] },
  books: { entries: number; frozen: string; ledger: Manifest["ledger"]; before: string | null },
): Manifest {
  const pools: Record<string, { charges: Cents; funding: Cents; shared: Cents; pole: Cents }> = {};
  for (const { poolId, chargesCents, fundingCents, poleCents, shares } of allocations) {
    const pool = (pools[poolId] ??= { charges: 0, funding: 0, shared: 0, pole: 0 });
    pool.charges += chargesCents;
    pool.funding += fundingCents;
    pool.pole += poleCents;
    for (const { cents } of shares) pool.shared += cents;
  }
  const net = sums.structures.map(({ netCents }) => netCents);
  const total = (cents: readonly Cents[]) => cents.reduce((all, one) => all + one, 0);
  return {
    month: monthName(period),
    counts: {
      charges: new Set(allocations.flatMap(({ charges }) => charges.map(({ chargeId }) => chargeId))).size,
      allocations: allocations.length,
      shares: total(allocations.map(({ shares }) => shares.length)),
      structures: sums.structures.length,
      entries: books.entries,
    },
    pools,
    due: {
      toReceive: total(net.filter((cents) => cents > 0)),
      toPay: -total(net.filter((cents) => cents < 0)),
      waiting: total(sums.waiting.map(({ waitingCents }) => waitingCents)),
    },
    allocations: allocations.map((allocation) => ({
      id: allocation.id,
      sha256: fingerprint(plainAllocation(allocation)),
    })),
    frozen: books.frozen,
    ledger: books.ledger,
    before: books.before,
  };
}

/** The fingerprint of the month closed before one; null for the first. */
export async function manifestBefore(tx: Tx, { poleId, startsOn }: DraftPeriod): Promise<string | null> {
  const before = await tx
    .selectFrom("periods")
    .select("manifestSha256")
    .where("poleId", "=", poleId)
    .where("startsOn", "<", startsOn)
    .where("state", "=", "closed")
    .orderBy("startsOn", "desc")
    .limit(1)
    .executeTakeFirst();
  return before?.manifestSha256 ?? null;
}

/** The SHA-256 of what a value is as JSON, the names of its parts in order: the same whoever writes it down. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** An allocation as it is kept: exact amounts as "p/q", weights as decimal texts. */
export function plainAllocation({ shares, ...allocation }: Allocation): unknown {
  return {
    ...allocation,
    shares: shares.map(({ weight, exact, carryBefore, carryAfter, ...share }) => ({
      ...share,
      weight: weight === null ? null : String(weight),
      exact: fractionText(exact),
      carryBefore: fractionText(carryBefore),
      carryAfter: fractionText(carryAfter),
    })),
  };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  parts.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(",")}}`;
}
