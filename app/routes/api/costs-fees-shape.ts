import { z } from "zod";
import { Id, Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import type { Fees } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Named } from "./costs-shape";

/** Bands of a scale. */
export const FeeBands = z
  .array(
    z.object({
      upTo: z
        .int()
        .min(0)
        .nullable()
        .meta({ description: "Included: cents of budget, or FTE × 10 000; null: no end." }),
      cents: z.int().min(0).max(1_000_000_000),
    }),
  )
  .min(1)
  .max(20);

/** The fees of a year: the scale, and what each owes by it. */
export const YearFees = z
  .object({
    year: z.int(),
    scale: z
      .object({
        basis: z.enum(["flat", "budget", "staff"]),
        bands: FeeBands,
        poolId: Id.nullable(),
        decided: z.string(),
        dueOn: z.iso.date(),
        calledAt: Instant.nullable(),
      })
      .nullable(),
    items: z.array(
      z.object({
        structure: Named,
        days: z.int().meta({ description: "Of membership in the year." }),
        value: z
          .int()
          .nullable()
          .meta({ description: "Cents of budget, or FTE × 10 000; null: unknown, or a flat fee." }),
        amount: Money.nullable().meta({ description: "Null while what the scale asks for is not known." }),
        called: z.boolean(),
      }),
    ),
    fingerprint: z.string().meta({ description: "To send with POST /costs/fees/call, as `seen`." }),
  })
  .meta({ id: "YearFees" });

/** The fees of a year as the API shows them. */
export function shownFees({ year, scale, lines, fingerprint }: Fees, { timeZone }: Actor): z.input<typeof YearFees> {
  return {
    ...{ year, fingerprint },
    scale: scale && {
      ...{ basis: scale.basis, poolId: scale.poolId, decided: scale.decided, dueOn: scale.dueOn },
      bands: scale.bands.map(({ upTo, cents }) => ({ upTo, cents })),
      calledAt: scale.calledAt && isoWithOffset(scale.calledAt, timeZone),
    },
    items: lines.map(({ structureId: id, name, days, value, cents, called }) => ({
      ...{ structure: { id, name }, days, value, called, amount: cents === null ? null : money(cents) },
    })),
  };
}
