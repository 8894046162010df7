import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { InstantInput } from "~/http/api-shapes";
import { NotFound } from "~server/kernel/errors";
import { askClarification, clarificationsOf } from "~server/tenders";
import { Clarification, EXAMINING_PROBLEMS, openingProblem, shownClarification } from "./judging-shape";

const ask = endpoint("POST", "/needs/:need/opened-answers/:openedAnswer/clarifications", {
  summary: {
    fr: "Demander une précision, qui ne change rien à ce qui est déposé",
    en: "Ask for a clarification, which changes nothing of what is in",
  },
  scope: "judging",
  body: z.strictObject({ question: z.string().trim().min(1).max(2000), dueAt: InstantInput }),
  response: Clarification,
  success: 201,
  problems: { ...EXAMINING_PROBLEMS, already_exists: 409 },
  handle: async ({ actor, params: { need: needId, openedAnswer: answerId }, body, idempotentId: id, locale }) => {
    const outcome = await askClarification(actor, { needId, answerId }, { id, ...body });
    if (!outcome.ok) return openingProblem(outcome.problem, locale);
    const asked = (await clarificationsOf(actor, answerId)).find((each) => each.id === id);
    if (!asked) throw new NotFound("clarification");
    return shownClarification(asked, actor);
  },
});

export const loader = apiRoute(ask);
export const action = loader;
