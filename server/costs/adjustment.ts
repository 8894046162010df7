import type { StructureId } from "./key";

/**
 * What each still owes (positive) or gets back once the real cost is known: its share of it less all that it was
 * called for. The difference itself is never shared: that would round twice, and to others' cents.
 */
export function adjustments(
  actual: Readonly<Record<StructureId, bigint>>,
  calls: readonly Readonly<Record<StructureId, bigint>>[],
): Record<StructureId, bigint> {
  const left: Record<StructureId, bigint> = { ...actual };
  for (const call of calls) {
    for (const [id, cents] of Object.entries(call)) left[id] = (left[id] ?? 0n) - cents;
  }
  return left;
}

/** The `rank`th (from 1) of `count` instalments of a year's amount, in cents: they sum to it, and differ by a cent. */
export function instalmentOf(total: bigint, count: number, rank: number): bigint {
  const until = (n: number) => (total * BigInt(n)) / BigInt(count);
  return until(rank) - until(rank - 1);
}
