import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { NotFound } from "~server/kernel/errors";
import { askQuestion, needNow } from "~server/tenders";
import { Question, shownQuestion } from "./need-shape";

const ask = endpoint("POST", "/needs/:need/questions", {
  summary: {
    fr: "Poser une question, lue de tous, sans dire par qui",
    en: "Ask a question, read by all, without saying by whom",
  },
  scope: "needs:write",
  body: z.strictObject({ question: z.string().trim().min(1).max(2000) }),
  response: Question,
  success: 201,
  problems: { questions_are_over: 409, own_need: 409, no_structure: 403, already_exists: 409 },
  handle: async ({ actor, params: { need: id }, body: { question }, idempotentId, locale }) => {
    const outcome = await askQuestion(actor, id, { id: idempotentId, question });
    if (!outcome.ok) {
      const t = await translator(locale, "needs");
      const detail = t(`problems.${outcome.problem}`);
      return problem(outcome.problem === "no_structure" ? 403 : 409, outcome.problem, { detail });
    }
    const asked = (await needNow(actor, id)).need.questions.find((each) => each.id === idempotentId);
    if (!asked) throw new NotFound("question");
    return shownQuestion(asked, actor);
  },
});

export const loader = apiRoute(ask);
export const action = loader;
