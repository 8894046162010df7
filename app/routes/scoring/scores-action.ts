import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import {
  endEvaluation,
  finishScoring,
  judgingOf,
  openConsensus,
  readScore,
  resumeScoring,
  textOf,
  writeConsensus,
  writeScores,
  type Entry,
  type Judging,
  type JudgingProblem,
} from "~server/tenders";
import { scoresView } from "./scores-view";
import { problemWords, sayScoring } from "./words";

/** What the forms of the scores do, by their `intent`. */
export async function actOnScores(actor: Actor, needId: string, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  const judging = await judgingOf(actor, needId);
  const t = await sayScoring(actor.locale);
  const answerId = formText(form, "answer");
  const intent = formText(form, "intent");
  const again = async (wrong: readonly { id: string; message: string }[], status = 422) =>
    data({ wrong, page: await scoresView(actor, judging, answerId, form) }, { status });
  const refused = ({ code, criterionId }: JudgingProblem) =>
    again([{ id: criterionId ? `note-${criterionId}` : "", message: problemWords(code, t) }], criterionId ? 422 : 409);
  const to = (reponse?: string) => paths.needScores(actor.poleSlug, needId, { reponse });
  switch (intent) {
    case "mine":
    case "common": {
      const { entries, wrong } = readEntries(form, judging);
      if (wrong.length > 0)
        return again(
          wrong.map(({ criterionId, code, scale }) => ({
            id: `note-${criterionId}`,
            message: problemWords(code, t, scale),
          })),
        );
      const write = intent === "mine" ? writeScores : writeConsensus;
      const outcome = await write(actor, needId, { answerId, entries });
      // On to the first answer where something is left, or back to this one.
      if (!outcome.ok) return refused(outcome.problem);
      const { left } = await judgingOf(actor, needId);
      const more = intent === "mine" ? left.mine : left.consensus;
      return redirectWithFlash(to(more > 0 ? undefined : answerId), { key: "saved" });
    }
    case "finish":
      return after(await finishScoring(actor, needId));
    case "resume":
      return after(await resumeScoring(actor, needId));
    case "open":
      return after(await openConsensus(actor, needId));
    case "end":
      return after(await endEvaluation(actor, needId), paths.needComparison(actor.poleSlug, needId));
    default:
      throw new Invalid("invalid");
  }

  async function after(outcome: { ok: true } | { ok: false; problem: JudgingProblem }, next = to()) {
    return outcome.ok ? redirectWithFlash(next, { key: "saved" }) : refused(outcome.problem);
  }
}

/** The scores that were sent, `note-<criterion>` and `mots-<criterion>`, or what is wrong with them. */
function readEntries(form: FormData, { need }: Judging) {
  const entries: Entry[] = [];
  const wrong: { criterionId: string; code: "score_is_a_number" | "score_in_scale"; scale: number }[] = [];
  for (const { id: criterionId, scale } of need.lots.flatMap(({ criteria }) => criteria)) {
    if (!form.has(`note-${criterionId}`)) continue;
    const read = readScore(formText(form, `note-${criterionId}`), scale);
    const words = textOf(formText(form, `mots-${criterionId}`), 2000, { optional: true });
    if (!read.ok) wrong.push({ criterionId, code: read.problem, scale });
    else entries.push({ criterionId, value: read.value, words: words.ok ? words.value : cut(form, criterionId) });
  }
  return { entries, wrong };
}

/** The field takes no more: only a program sends more. */
function cut(form: FormData, criterionId: string): string {
  return [...formText(form, `mots-${criterionId}`).replaceAll("\0", "").trim()].slice(0, 2000).join("");
}
