import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import {
  cursorOf,
  encodeCursor,
  Id,
  Instant,
  isoToTheMillisecond,
  isoWithOffset,
  limit,
  listOf,
} from "~/http/api-shapes";
import { money, NetMoney } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import {
  NEED_KINDS,
  needNow,
  needsAfter,
  OPENNESS,
  readNeedFilters,
  REFUSAL_REASONS,
  RESERVATIONS,
  stageOf,
  startNeed,
  type FoundNeed,
} from "~server/tenders";
import { NeedStart } from "./need-input";
import { Need, NeedStage, shownNeed } from "./need-shape";

/** A need in a list. */
const NeedLine = z
  .object({
    id: Id,
    pole: z.object({ slug: z.string(), name: z.string() }),
    here: z.boolean().meta({ description: "Of the token's pôle; others are read and answered on their pages alone." }),
    buyer: z.object({ id: Id, name: z.string() }),
    kind: z.enum(NEED_KINDS),
    stage: NeedStage,
    title: z.string(),
    summary: z.string(),
    trades: z.array(z.string()),
    place: z.string(),
    openTo: z.enum(OPENNESS),
    publishedAt: Instant,
    closesAt: Instant,
    lots: z.int(),
    estimate: NetMoney.nullable().meta({ description: "The sum of those that are shown." }),
    reservedTo: z.array(z.enum(RESERVATIONS)),
    refused: z.enum([...REFUSAL_REASONS, "elsewhere"]).nullable(),
  })
  .meta({ id: "NeedLine" });

const list = endpoint("GET", "/needs", {
  summary: {
    fr: "Les besoins du pôle et ceux d'ailleurs ouverts à vous, la date limite la plus proche d'abord",
    en: "The needs of the pôle and those of elsewhere open to you, the soonest closing first",
  },
  scope: "needs:read",
  query: z.strictObject({
    q: z.string().max(200).optional(),
    trade: z
      .string()
      .regex(/^\d{8}$/)
      .optional()
      .meta({ description: "A CPV code: with a division, its groups too." }),
    place: z.string().max(80).optional(),
    within: z.enum(["7", "15", "30"]).optional().meta({ description: "Days until the closing." }),
    value: z.enum(["small", "medium", "large"]).optional(),
    reserved: z.enum([...RESERVATIONS, "none"]).optional(),
    kind: z.enum(NEED_KINDS).optional(),
    where: z.enum(["here", "elsewhere"]).optional(),
    list: z.enum(["open", "closed", "refused"]).default("open"),
    cursor: cursorOf(z.tuple([z.iso.datetime(), Id])).optional(),
    limit,
  }),
  response: listOf(NeedLine),
  handle: async ({ actor, query: { cursor, limit: most, ...asked } }) => {
    const after = cursor && { closesAt: new Date(cursor[0]), id: cursor[1] };
    const { items, more, now } = await needsAfter(actor, readNeedFilters(asked), { after, limit: most });
    const last = items.at(-1);
    return {
      items: items.map((need) => shownLine(need, now, actor)),
      nextCursor: last && more ? encodeCursor([last.closesAt.toISOString(), last.id]) : null,
    };
  },
});

function shownLine(need: FoundNeed, now: Date, actor: Actor): z.input<typeof NeedLine> {
  const { id, pole, buyer, kind, title, summary, place, openTo, lots, shownCents, refused } = need;
  return {
    ...{ id, kind, title, summary, place, openTo, lots, refused },
    pole: { slug: pole.slug, name: pole.name },
    here: pole.id === actor.poleId,
    buyer: { id: buyer.id, name: buyer.name },
    stage: stageOf(need, now),
    trades: [...need.trades],
    publishedAt: isoWithOffset(need.publishedAt, actor.timeZone),
    closesAt: isoToTheMillisecond(need.closesAt, actor.timeZone),
    estimate: shownCents === null ? null : money(shownCents),
    reservedTo: [...need.reservedTo],
  };
}

const create = endpoint("POST", "/needs", {
  summary: {
    fr: "Commencer un besoin : un brouillon avec un lot, des critères et des dates pour partir",
    en: "Begin a need: a draft with one lot, criteria and dates to start from",
  },
  scope: "needs:write",
  body: NeedStart,
  response: Need,
  success: 201,
  location: ({ id }) => `/api/v1/needs/${id}`,
  problems: { already_exists: 409 },
  handle: async ({ actor, body, idempotentId }) =>
    shownNeed(await needNow(actor, await startNeed(actor, { id: idempotentId, ...body })), actor),
});

export const loader = apiRoute(list, create);
export const action = loader;
