import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoToTheMillisecond, isoWithOffset, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { NEED_KINDS, ownNeeds } from "~server/tenders";
import { NeedStage } from "./need-shape";

const OwnNeed = z
  .object({
    id: Id,
    kind: z.enum(NEED_KINDS),
    title: z.string(),
    stage: NeedStage,
    closesAt: Instant.nullable(),
    updatedAt: Instant,
    unanswered: z.int().meta({ description: "Questions that wait for an answer." }),
    answersIn: z.int().meta({ description: "How many, and nothing more before the opening." }),
  })
  .meta({ id: "OwnNeed" });

const list = endpoint("GET", "/needs/ours", {
  summary: {
    fr: "Les besoins de votre structure, les brouillons d'abord",
    en: "The needs of your structure, drafts first",
  },
  scope: "needs:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(OwnNeed),
  handle: async ({ actor, query }) =>
    pageOf(
      (await ownNeeds(actor)).map(({ closesAt, updatedAt, ...need }) => ({
        ...need,
        closesAt: closesAt && isoToTheMillisecond(closesAt, actor.timeZone),
        updatedAt: isoWithOffset(updatedAt, actor.timeZone),
      })),
      query,
    ),
});

export const loader = apiRoute(list);
export const action = loader;
