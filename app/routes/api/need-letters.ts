import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset, limit, listCursor, listOf, money, NetMoney, pageOf } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { CRITERION_KINDS, lettersOf, type Letter as OwnLetter } from "~server/tenders";

const Points = z.int().nullable().meta({ description: "In hundredths of a point." });

const Letter = z
  .object({
    id: Id,
    answerId: Id,
    lotId: Id,
    retained: z.boolean(),
    at: Instant,
    ours: z.boolean(),
    awardId: Id.nullable(),
    bidder: z.string(),
    members: z.array(z.string()),
    signedBy: z.string(),
    answers: z.int().meta({ description: "How many were in for the lot." }),
    rank: z.int().nullable(),
    total: Points,
    price: NetMoney.nullable(),
    hours: z.int(),
    irregular: z.string().nullable(),
    underMinimum: z.array(z.string()),
    criteria: z.array(
      z.object({
        kind: z.enum(CRITERION_KINDS),
        label: z.string(),
        weight: z.int(),
        scale: z.int(),
        value: z.number().nullable(),
        points: Points,
        winnerPoints: Points,
        words: z.string(),
      }),
    ),
    winner: z
      .object({
        name: z.string(),
        members: z.array(z.string()),
        price: NetMoney,
        hours: z.int(),
        total: Points,
        rank: z.int().nullable(),
        reasons: z.string(),
        whyNotFirst: z.string(),
      })
      .nullable(),
    noAward: z.string().nullable().meta({ description: "Why nobody was retained." }),
  })
  .meta({ id: "Letter" });

const list = endpoint("GET", "/needs/:need/letters", {
  summary: {
    fr: "Les courriers de la décision : tous pour l'acheteur, les siens pour chaque candidat",
    en: "The letters of the decision: all for the buyer, each bidder's own for itself",
  },
  scope: "awarding",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Letter),
  handle: async ({ actor, params, query }) => {
    const { letters } = await lettersOf(actor, params.need);
    return pageOf(
      letters.map((letter) => shownLetter(letter, actor)),
      query,
    );
  },
});

function shownLetter({ content, at, ...letter }: OwnLetter, { timeZone }: Actor): z.input<typeof Letter> {
  const { bidder, members, signedBy, answers, rank, total, hours, irregular, noAward, winner, priceCents } = content;
  return {
    ...letter,
    ...{ bidder, members: [...members], signedBy, answers, rank, total, hours, irregular, noAward },
    at: isoWithOffset(at, timeZone),
    price: priceCents === null ? null : money(priceCents),
    underMinimum: [...content.underMinimum],
    criteria: [...content.criteria],
    winner: winner && {
      ...{ name: winner.name, members: [...winner.members], hours: winner.hours, total: winner.total },
      ...{ rank: winner.rank, reasons: winner.reasons, whyNotFirst: winner.whyNotFirst },
      price: money(winner.priceCents),
    },
  };
}

export const loader = apiRoute(list);
export const action = loader;
