import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { clarificationsOf } from "~server/tenders";
import { answerOf } from "./answer-shape";
import { Clarification, shownClarification } from "./judging-shape";

const list = endpoint("GET", "/answers/:answer/clarifications", {
  summary: { fr: "Ce qui est demandé à votre réponse", en: "What your answer is asked to make clear" },
  scope: "answers:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Clarification),
  handle: async ({ actor, params, query }) => {
    const { answer } = await answerOf(actor, params.answer);
    const asked = await clarificationsOf(actor, answer.id);
    return pageOf(
      asked.map((each) => shownClarification(each, actor)),
      query,
    );
  },
});

export const loader = apiRoute(list);
export const action = loader;
