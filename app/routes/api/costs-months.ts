import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import { periodsList } from "~server/costs";
import { Month } from "./costs-shape";

const BookMonth = z
  .object({
    month: Month,
    state: z.enum(["open", "review", "locked", "closed"]),
    reviewUntil: Instant.nullable(),
    closedAt: Instant.nullable(),
    spent: Money,
    charges: z.int(),
    disputes: z.int().meta({ description: "That wait." }),
  })
  .meta({ id: "BookMonth" });

const list = endpoint("GET", "/costs/months", {
  summary: {
    fr: "Les mois des comptes, du plus récent au plus ancien, pour qui les tient",
    en: "The months of the books, the latest first, for who keeps them",
  },
  scope: "costs",
  response: z.object({ items: z.array(BookMonth) }),
  handle: async ({ actor }) => {
    const at = (instant: Date | null) => instant && isoWithOffset(instant, actor.timeZone);
    const months = await periodsList(actor);
    return {
      items: months.map(({ startsOn, state, spentCents, charges, disputes, reviewUntil, closedAt }) => ({
        ...{ month: startsOn.slice(0, 7), state, charges, disputes, spent: money(spentCents) },
        ...{ reviewUntil: at(reviewUntil), closedAt: at(closedAt) },
      })),
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
