import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, money, NetMoney } from "~/http/api-shapes";
import { comparisonOf } from "~server/tenders";

/** In hundredths of a point: whole numbers, which add up by hand. */
const Hundredths = z.int().nullable().meta({ description: "In hundredths of a point." });

const Ranking = z
  .object({
    lots: z.array(
      z.object({
        lotId: Id,
        complete: z.boolean(),
        lowest: NetMoney.nullable().meta({ description: "What the points of prices are counted from." }),
        offers: z.array(
          z.object({
            answerId: Id,
            name: z.string(),
            rank: z.int().nullable(),
            total: Hundredths,
            price: NetMoney.nullable(),
            hours: z.int(),
            low: z.enum(["under_mean", "under_next"]).nullable(),
            tie: z
              .object({ by: z.enum(["criterion", "price", "register"]), criterionId: Id.nullable() })
              .nullable()
              .meta({ description: "How it is told from the one before it, with as many points." }),
            criteria: z.array(
              z.object({
                criterionId: Id,
                value: z.number().nullable(),
                points: Hundredths,
                underMinimum: z.boolean(),
                words: z.string(),
              }),
            ),
          }),
        ),
        irregular: z.array(Id),
      }),
    ),
  })
  .meta({ id: "Ranking" });

const read = endpoint("GET", "/needs/:need/ranking", {
  summary: {
    fr: "Le classement de chaque lot, critère par critère, pour qui juge",
    en: "The ranking of each lot, criterion by criterion, for who judges",
  },
  scope: "judging",
  response: Ranking,
  handle: async ({ actor, params }) => {
    const { lots } = await comparisonOf(actor, params.need);
    return {
      lots: lots.map(({ lot, complete, lowestCents, offers, irregular }) => ({
        lotId: lot.id,
        complete,
        lowest: lowestCents === null ? null : money(lowestCents),
        offers: offers.map(({ answer, rank, total, priceCents, hours, low, tie, criteria, words }) => ({
          ...{ answerId: answer.id, name: answer.lead.name, rank, total, hours, low },
          price: priceCents === null ? null : money(priceCents),
          tie: tie && { by: tie.by, criterionId: tie.by === "criterion" ? tie.criterionId : null },
          criteria: criteria.map(({ criterionId, value, points, underMinimum }) => ({
            ...{ criterionId, value, points, underMinimum },
            words: words.get(criterionId) ?? "",
          })),
        })),
        irregular: irregular.map(({ id }) => id),
      })),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
