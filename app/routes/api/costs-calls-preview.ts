import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { callsDue, fractionText } from "~server/costs";
import { Month, Named } from "./costs-shape";

const Days = { firstDay: z.iso.date(), lastDay: z.iso.date() };

const preview = endpoint("POST", "/costs/calls/preview", {
  summary: {
    fr: "Les appels à faire pour un mois, avant de les envoyer",
    en: "The calls to make for a month, before they are sent",
  },
  scope: "costs",
  body: z.strictObject({ month: Month }),
  response: z.object({
    month: Month,
    due: z.array(
      z.object({
        pool: Named,
        rank: z.int(),
        count: z.int(),
        ...Days,
        total: Money,
        borneByPole: Money,
        keyId: Id,
        evenly: z.boolean().meta({ description: "Nothing was measured yet: in equal parts." }),
        shares: z.array(
          z.object({
            structure: Named,
            weight: z.string().nullable(),
            exact: z.string().meta({ description: "The exact quota in cents: p/q." }),
            asked: Money,
          }),
        ),
      }),
    ),
    held: z.array(
      z.object({ pool: Named, ...Days, why: z.enum(["no_key", "no_members", "month_closed", "nothing_left"]) }),
    ),
    made: z.array(z.object({ pool: Named, total: Money })),
    fingerprint: z.string().meta({ description: "To send with POST /costs/calls, as `seen`." }),
  }),
  handle: async ({ actor, body: { month } }) => {
    const { due, held, made, fingerprint } = await callsDue(actor, `${month}-01`);
    const days = ({ months }: { months: { from: string; until: string } }) => ({
      firstDay: months.from,
      lastDay: months.until,
    });
    return {
      ...{ month, fingerprint },
      due: due.map((call) => ({
        ...{ pool: { id: call.poolId, name: call.name }, rank: call.rank, count: call.count, ...days(call) },
        ...{
          total: money(call.totalCents),
          borneByPole: money(call.poleCents),
          keyId: call.key.id,
          evenly: call.evenly,
        },
        shares: call.shares.map(({ structureId: id, name, weight, exact, cents }) => ({
          ...{ structure: { id, name }, weight: weight === null ? null : String(weight), exact: fractionText(exact) },
          asked: money(cents),
        })),
      })),
      held: held.map((call) => ({ pool: { id: call.poolId, name: call.name }, ...days(call), why: call.why })),
      made: made.map(({ poolId: id, name, totalCents }) => ({ pool: { id, name }, total: money(totalCents) })),
    };
  },
});

export const loader = apiRoute(preview);
export const action = loader;
