import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import type { Outcome } from "~server/kernel/outcome";
import {
  awardingOf,
  decideAward,
  dropProposal,
  endInterest,
  endWithoutAward,
  leaveLot,
  proposeAward,
  sayWhetherMet,
  textOf,
  WHETHER_MET,
  type AwardProblem,
} from "~server/tenders";
import { problemWords, sayAwards, type SayAwards } from "./words";

/** What is wrong after a form of the page, with what was typed. */
export interface AwardAgain {
  /** The form: its lot, or "end", "decide", "met". */
  readonly at: string;
  /** Beside a field, or "" above the form. */
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
}

/** What the forms of the choice do, by their `intent`. */
export async function actOnAward(actor: Actor, needId: string, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  await awardingOf(actor, needId);
  const t = await sayAwards(actor.locale);
  const [intent, lotId] = [formText(form, "intent"), formText(form, "lot")];
  const typed = Object.fromEntries(
    ["answer", "reasons", "whyNotFirst", "leave", "end", "met", "words"].map((name) => [name, formText(form, name)]),
  );
  const again = (at: string, errors: AwardAgain["errors"]) => data<AwardAgain>({ at, errors, typed }, { status: 422 });
  const after = async (outcome: Outcome<unknown, AwardProblem>, at: string, key: string, field = "") => {
    if (!outcome.ok) return again(at, { [field]: problemWords(outcome.problem, t) });
    return redirectWithFlash(paths.awardNeed(actor.poleSlug, needId), { key });
  };
  const reasonOf = (name: "leave" | "end") => read(typed[name] ?? "", 2000, t);
  switch (intent) {
    case "propose": {
      const id = formText(form, "id");
      if (!isId(id) || !isId(lotId)) throw new Invalid();
      const reasons = read(typed.reasons ?? "", 5000, t);
      const why = read(typed.whyNotFirst ?? "", 2000, t, true);
      const answerId = typed.answer ?? "";
      const errors = {
        ...(isId(answerId) ? {} : { answer: t("wrong.choose") }),
        ...(reasons.wrong ? { reasons: reasons.wrong } : {}),
        ...(why.wrong ? { whyNotFirst: why.wrong } : {}),
      };
      if (Object.keys(errors).length > 0) return again(lotId, errors);
      const choice = { id, lotId, answerId, reasons: reasons.value, whyNotFirst: why.value };
      const outcome = await proposeAward(actor, needId, choice);
      const unexplained = !outcome.ok && outcome.problem.code === "explained_choice";
      return after(outcome, lotId, "award_proposed", unexplained ? "whyNotFirst" : "");
    }
    case "drop":
      return after(await dropProposal(actor, needId, formText(form, "award")), lotId, "proposal_dropped");
    case "leave": {
      const reason = reasonOf("leave");
      if (reason.wrong) return again(lotId, { leave: reason.wrong });
      return after(await leaveLot(actor, needId, { lotId, reason: reason.value }), lotId, "lot_left");
    }
    case "take":
      return after(await leaveLot(actor, needId, { lotId, reason: null }), lotId, "lot_taken_up");
    case "decide": {
      const seen = form.getAll("seen").filter((id) => typeof id === "string");
      return after(await decideAward(actor, needId, seen), "decide", "award_decided");
    }
    case "end": {
      const reason = reasonOf("end");
      if (reason.wrong) return again("end", { end: reason.wrong });
      return after(await endWithoutAward(actor, needId, reason.value), "end", "award_decided");
    }
    case "endInterest":
      return after(await endInterest(actor, needId), "end", "need_ended");
    case "met": {
      const met = WHETHER_MET.find((value) => value === typed.met);
      const words = read(typed.words ?? "", 1000, t, true);
      if (!met) return again("met", { met: t("wrong.choose") });
      if (words.wrong) return again("met", { words: words.wrong });
      return after(await sayWhetherMet(actor, needId, { met, words: words.value }), "met", "met_said");
    }
    default:
      throw new Invalid();
  }
}

/** What was typed, or why it is not kept. */
export function read(typed: string, most: number, t: SayAwards, optional = false) {
  const text = textOf(typed, most, { optional });
  return text.ok ? { value: text.value, wrong: null } : { value: "", wrong: t(`wrong.${text.problem}`, { most }) };
}
