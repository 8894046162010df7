import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { nettingOf, THE_POLE } from "~server/costs";
import { Month, Named } from "./costs-shape";

const Netting = z
  .object({
    month: Month,
    state: z.enum(["open", "review", "locked", "closed"]),
    members: z.array(
      z.object({
        structure: Named,
        ...{ shares: Money, contested: Money, released: Money, calls: Money, advances: Money, fees: Money },
        net: Money.meta({ description: "To pay; to receive when negative." }),
      }),
    ),
    plan: z
      .object({
        throughPole: z.int().meta({ description: "Transfers when each settles with the pôle." }),
        direct: z.array(
          z.object({
            from: Id.nullable().meta({ description: "Null: the pôle." }),
            to: Id.nullable(),
            amount: Money,
          }),
        ),
        fewest: z.boolean().meta({ description: "No plan has fewer transfers." }),
      })
      .nullable()
      .meta({ description: "A proposal to settle among themselves; null for a member." }),
    pole: Money.nullable().meta({ description: "What stays with the pôle; null for a member." }),
  })
  .meta({ id: "Netting" });

const read = endpoint("GET", "/costs/netting", {
  summary: {
    fr: "La compensation d'un mois : un montant pour chaque membre (le sien, pour un membre)",
    en: "The netting of a month: one amount for each member (its own, for a member)",
  },
  scope: "costs",
  query: z.strictObject({ month: Month }),
  response: Netting,
  problems: { not_found: 404 },
  handle: async ({ actor, query }) => {
    const { month, lines, whole } = await nettingOf(actor, query.month);
    return {
      month: query.month,
      state: month.state,
      members: lines.map(({ structureId: id, name, ...sums }) => ({
        structure: { id, name },
        ...{ shares: money(sums.sharesCents), contested: money(sums.contestedCents) },
        ...{ released: money(sums.releasedCents), calls: money(sums.callsCents), fees: money(sums.feesCents) },
        ...{ advances: money(sums.advancesCents), net: money(sums.netCents) },
      })),
      plan: whole && {
        ...{ throughPole: whole.throughPole, fewest: whole.fewest },
        direct: whole.direct.map(({ from, to, cents }) => ({ from: party(from), to: party(to), amount: money(cents) })),
      },
      pole: whole && money(whole.poleCents),
    };
  },
});

const party = (id: string) => (id === THE_POLE ? null : id);

export const loader = apiRoute(read);
export const action = loader;
