import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { openedOf } from "~server/tenders";
import { OpenedAnswer, shownOpened } from "./judging-shape";

const list = endpoint("GET", "/needs/:need/opened-answers", {
  summary: {
    fr: "Les réponses ouvertes, pour qui les juge, dans l'ordre du registre",
    en: "The answers that were opened, for who judges them, in the order of the register",
  },
  scope: "judging",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(OpenedAnswer),
  handle: async ({ actor, params, query }) => {
    const { answers } = await openedOf(actor, params.need);
    return pageOf(
      answers.map((answer) => shownOpened(answer, params.need, actor)),
      query,
    );
  },
});

export const loader = apiRoute(list);
export const action = loader;
