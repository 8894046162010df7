import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustments, instalmentOf } from "./adjustment";

test("each owes its share of the real cost less what it was called for: some get money back, a newcomer owes all", () => {
  const calls: Record<string, bigint>[] = [
    { alpha: 5000n, beta: 3000n },
    { alpha: 5000n, gone: 700n },
  ];
  expect(adjustments({ alpha: 9000n, beta: 4500n, newcomer: 800n }, calls)).toEqual({
    alpha: -1000n,
    beta: 1500n,
    newcomer: 800n,
    gone: -700n,
  });
});

test("a year's budget by quarter or month: instalments make it, and differ by a cent at most", () => {
  expect([1, 2, 3, 4].map((rank) => instalmentOf(1_780_801n, 4, rank))).toEqual([
    445_200n,
    445_200n,
    445_200n,
    445_201n,
  ]);
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.constantFrom(4, 12), (cents, count) => {
      const all = Array.from({ length: count }, (_, i) => instalmentOf(BigInt(cents), count, i + 1));
      const sum = all.reduce((a, b) => a + b, 0n);
      const [least, most] = [all.reduce((a, b) => (a < b ? a : b)), all.reduce((a, b) => (a > b ? a : b))];
      return sum === BigInt(cents) && most - least <= 1n;
    }),
    { numRuns: 10_000 },
  );
});
