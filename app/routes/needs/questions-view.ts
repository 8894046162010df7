import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatDay } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { stageOf, takesQuestions, type Need } from "~server/tenders";

/** Questions and their answers, without a word of who asks. */
export function questionsView(need: Need, now: Date, actor: Actor) {
  const { locale, timeZone } = actor;
  const until = need.questionsUntil ?? need.closesAt;
  const day = (instant: Date) => formatDay(localDateOf(instant, timeZone), locale);
  const answerable = need.ours && can(actor, "needs.write", need.buyer.id) && stageOf(need, now) === "published";
  return {
    open: takesQuestions(need, now),
    until: until && formatInstant(until, timeZone, locale, { year: false }),
    list: need.questions.map((question) => ({
      id: question.id,
      question: question.question,
      answer: question.answer,
      asked: day(question.askedAt),
      answered: question.answeredAt && day(question.answeredAt),
      ours: question.ours,
      toAnswer: answerable ? paths.answerNeedQuestion(actor.poleSlug, need.id, question.id) : null,
    })),
  };
}
