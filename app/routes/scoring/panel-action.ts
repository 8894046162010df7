import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { addToPanel, declareForPanel, judgingOf, removeFromPanel, textOf, type JudgingCode } from "~server/tenders";
import { problemWords, sayScoring } from "./words";

/** What is wrong with a form of the panel, beside its field, with what was typed. */
export interface PanelAgain {
  readonly field: "who" | "declare" | "words" | `why-${string}` | null;
  readonly error: string;
  readonly typed: string;
}

/** What the forms of the panel do, by their `intent`. */
export async function actOnPanel(actor: Actor, needId: string, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  await judgingOf(actor, needId);
  const t = await sayScoring(actor.locale);
  const again = (field: PanelAgain["field"], error: string, typed = "") =>
    data<PanelAgain>({ field, error, typed }, { status: 422 });
  const person = formText(form, "person");
  switch (formText(form, "intent")) {
    case "add": {
      const [personId = "", structureId = null] = person.split(" ");
      if (!personId) return again("who", t("problem.person"));
      return after(await addToPanel(actor, needId, { personId, structureId }), "who");
    }
    case "remove": {
      const why = textOf(formText(form, "why"), 1000, { optional: true });
      const reason = why.ok ? why.value : formText(form, "why").slice(0, 1000);
      return after(await removeFromPanel(actor, needId, { personId: person, reason }), `why-${person}`, reason);
    }
    case "declare": {
      const said = formText(form, "declare");
      const words = textOf(formText(form, "words"), 2000, { optional: true });
      const typed = words.ok ? words.value : formText(form, "words").slice(0, 2000);
      if (said !== "none" && said !== "conflict") return again("declare", t("problem.declare"), typed);
      const conflict = said === "conflict";
      return after(
        await declareForPanel(actor, needId, { conflict, words: conflict ? typed : "" }),
        "declare",
        typed,
        conflict ? paths.needPanel(actor.poleSlug, needId) : paths.needScores(actor.poleSlug, needId),
      );
    }
    default:
      throw new Invalid("invalid");
  }

  async function after(
    outcome: { ok: true } | { ok: false; problem: { code: JudgingCode } },
    field: PanelAgain["field"],
    typed = "",
    to = paths.needPanel(actor.poleSlug, needId),
  ) {
    if (outcome.ok) return redirectWithFlash(to, { key: "saved" });
    return again(field, problemWords(outcome.problem.code, t), typed);
  }
}
