import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { NotFound } from "~server/kernel/errors";
import { answerQuestion, needNow } from "~server/tenders";
import { Question, shownQuestion } from "./need-shape";

const answer = endpoint("PUT", "/needs/:need/questions/:question/answer", {
  summary: {
    fr: "Répondre à une question, à tous ; se corrige jusqu'à la date limite",
    en: "Answer a question, to all; may be put right until the closing",
  },
  scope: "needs:write",
  body: z.strictObject({ answer: z.string().trim().min(1).max(5000) }),
  response: Question,
  problems: { need_is_closed: 409 },
  handle: async ({ actor, params: { need: id, question }, body, locale }) => {
    const outcome = await answerQuestion(actor, id, question, body.answer);
    if (!outcome.ok) {
      const t = await translator(locale, "needs");
      return problem(409, outcome.problem, { detail: t(`problems.${outcome.problem}`) });
    }
    const answered = (await needNow(actor, id)).need.questions.find((each) => each.id === question);
    if (!answered) throw new NotFound("question");
    return shownQuestion(answered, actor);
  },
});

export const loader = apiRoute(answer);
export const action = loader;
