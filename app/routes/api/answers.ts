import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoToTheMillisecond, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { answersOf, stageOf } from "~server/tenders";
import { NeedStage } from "./need-shape";

const AnswerLine = z
  .object({
    id: Id,
    need: z.object({ id: Id, title: z.string(), buyer: z.string(), stage: NeedStage, closesAt: Instant }),
    member: z.enum(["invited", "accepted"]),
    leads: z.boolean(),
    lead: z.string(),
    state: z
      .enum(["draft", "submitted", "invalidated", "withdrawn"])
      .nullable()
      .meta({ description: "Null while you are only invited." }),
  })
  .meta({ id: "AnswerLine" });

const list = endpoint("GET", "/answers", {
  summary: {
    fr: "Les réponses de votre structure, seule ou en groupement, la date limite la plus proche d'abord",
    en: "The answers of your structure, alone or in a group, the soonest closing first",
  },
  scope: "answers:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(AnswerLine),
  handle: async ({ actor, query }) => {
    const { lines, now } = await answersOf(actor);
    const shown = lines.map(({ answerId, needId, title, buyer, needState, closesAt, ...line }) => ({
      ...{ id: answerId, member: line.member, leads: line.leads, lead: line.lead, state: line.state },
      need: {
        ...{ id: needId, title, buyer },
        stage: stageOf({ state: needState, closesAt }, now),
        closesAt: isoToTheMillisecond(closesAt, actor.timeZone),
      },
    }));
    return pageOf(shown, query);
  },
});

export const loader = apiRoute(list);
export const action = loader;
