import { data, redirect } from "@remix-run/node";
import { formText } from "~/form-text";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import type { Outcome } from "~server/kernel/outcome";
import {
  answerInvitation,
  answeringOf,
  beginAnswer,
  callForPartner,
  leaveGroup,
  submitAnswer,
  withdrawAnswer,
  type AnswerKey,
  type AnswerProblem,
} from "~server/tenders";
import { problemWords, sayAnswers } from "./words";

/** What is wrong after a form of the answer's page, with what was typed. */
export interface AnswerAgain {
  readonly problem: string;
  readonly field: "words" | null;
  readonly typed: string;
}

/** The page again, with why it was refused. */
export async function refusedAgain(actor: Actor, problem: AnswerProblem, more: Partial<AnswerAgain> = {}) {
  const t = await sayAnswers(actor.locale);
  const body: AnswerAgain = { problem: problemWords(problem, t), field: null, typed: "", ...more };
  return data(body, { status: problem.code === "need_is_closed" ? 409 : 422 });
}

/** The answer that a form is about: of the need of the address. @throws Invalid */
export function keyOf(needId: string, form: FormData): AnswerKey {
  return { needId, answerId: formText(form, "reponse") };
}

/** What the forms of the answer's page do, by their `intent`. */
export async function actOnAnswer(actor: Actor, needId: string, form: FormData) {
  const intent = formText(form, "intent");
  // What is not theirs is not found before anything is said about the form.
  const { others, answer } = await answeringOf(actor, needId);
  const key = keyOf(needId, form);
  const which = others.some(({ id }) => id === key.answerId) ? key.answerId : undefined;
  const back = (fait: string) =>
    redirect(paths.answer(actor.poleSlug, needId, { fait, reponse: which && answer ? which : undefined }));
  const after = (outcome: Outcome<unknown, AnswerProblem>, fait: string) =>
    outcome.ok ? back(fait) : refusedAgain(actor, outcome.problem);
  switch (intent) {
    case "begin": {
      const outcome = await beginAnswer(actor, needId);
      return outcome.ok ? redirect(paths.writeAnswer(actor.poleSlug, needId)) : refusedAgain(actor, outcome.problem);
    }
    case "submit": {
      const outcome = await submitAnswer(actor, key);
      if (!outcome.ok) return refusedAgain(actor, outcome.problem);
      return redirect(paths.answerReceipt(actor.poleSlug, needId, outcome.value.id));
    }
    case "withdraw":
      return after(await withdrawAnswer(actor, key), "withdrawn");
    case "accept": {
      const outcome = await answerInvitation(actor, key, true);
      if (!outcome.ok) return refusedAgain(actor, outcome.problem);
      return redirect(paths.answer(actor.poleSlug, needId, { fait: "accepted", reponse: key.answerId }));
    }
    case "refuse":
      return after(await answerInvitation(actor, key, false), "refused");
    case "leave": {
      const outcome = await leaveGroup(actor, key);
      if (!outcome.ok) return refusedAgain(actor, outcome.problem);
      return redirect(paths.answer(actor.poleSlug, needId, { fait: "left" }));
    }
    case "call": {
      const words = formText(form, "mots").replaceAll("\0", "").slice(0, 1000);
      if (!words.trim()) {
        const t = await sayAnswers(actor.locale);
        return data<AnswerAgain>({ problem: t("problem.words"), field: "words", typed: "" }, { status: 422 });
      }
      const outcome = await callForPartner(actor, needId, words);
      if (outcome.ok) return back("called");
      return refusedAgain(actor, outcome.problem, { typed: words });
    }
    case "uncall":
      return after(await callForPartner(actor, needId, ""), "uncalled");
    default:
      throw new Invalid("invalid");
  }
}
