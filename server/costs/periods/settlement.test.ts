import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paidOf, paidPart } from "./settlement";

describe("What was asked apart", () => {
  const cents = fc.integer({ min: 0, max: 100_000 });

  it("is paid by money that came, after the debts of months before, the first asked first, and never more than it is", () => {
    fc.assert(
      fc.property(
        fc.array(cents, { maxLength: 5 }),
        cents,
        fc.integer({ min: -50_000, max: 100_000 }),
        (asked, money, others) => {
          const notices = asked.map((one, rank) => ({ id: String(rank), cents: one }));
          const paid = paidOf(notices, money, others);
          const all = asked.reduce((sum, one) => sum + one, 0);
          const total = [...paid.values()].reduce((sum, one) => sum + one, 0);
          expect(total).toBe(Math.min(all, Math.max(0, money - others)));
          notices.forEach(({ id, cents: one }, rank) => {
            expect(paid.get(id)).toBeLessThanOrEqual(one);
            const before = notices.slice(0, rank).every((earlier) => paid.get(earlier.id) === earlier.cents);
            if ((paid.get(id) ?? 0) > 0) expect(before).toBe(true);
          });
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it("and is given back in parts, is paid part by part: their sum is what was paid", () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 4 }), cents, (parts, paid) => {
        let [before, sum] = [0, 0];
        for (const part of parts) {
          sum += paidPart(paid, before, part);
          before += part;
        }
        expect(sum).toBe(Math.min(paid, before));
      }),
      { numRuns: 10_000 },
    );
  });
});
