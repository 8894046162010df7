import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import {
  ANSWER_FORMS,
  answeringOf,
  chooseForm,
  euros,
  inviteMember,
  removeMember,
  signShare,
  wholeHours,
  writeShares,
  type AnswerKey,
  type AnswerShare,
  type Answering,
} from "~server/tenders";
import { keyOf } from "./answer-action";
import { groupView } from "./group-view";
import { problemWords, sayAnswers } from "./words";

/** What the forms of a group do, by their `intent`; `back` is where one goes on. */
export async function actOnGroup(actor: Actor, needId: string, form: FormData, back: string) {
  const t = await sayAnswers(actor.locale);
  await answeringOf(actor, needId);
  const key = keyOf(needId, form);
  const answering = await answeringOf(actor, needId, key.answerId || null);
  const again = async (field: "structure" | "amounts" | null, problem: string, status = 422) =>
    data({ problem, field, page: await groupView(actor, answering, form) }, { status });
  const read = readGroupForm(actor, key, form, answering);
  if (typeof read === "string") return again(read, t(`problem.${read}`));
  const outcome = await read();
  if (!outcome.ok) return again(null, problemWords(outcome.problem, t), 409);
  return redirectWithFlash(back, { key: "saved" });
}

/** The verb that a form asks for; or what is wrong in it. @throws Invalid for no intent of ours */
function readGroupForm(actor: Actor, key: AnswerKey, form: FormData, { answer }: Answering) {
  const text = (name: string, most: number) => formText(form, name).replaceAll("\0", "").trim().slice(0, most);
  switch (formText(form, "intent")) {
    case "form": {
      const chosen = ANSWER_FORMS.find((each) => each === formText(form, "forme"));
      if (!chosen) throw new Invalid("invalid");
      return () => chooseForm(actor, key, chosen);
    }
    case "invite": {
      const structureId = formText(form, "structure");
      if (!isId(structureId)) return "structure";
      const asked = { structureId, task: text("tache", 2000), message: text("message", 1000) };
      return () => inviteMember(actor, key, asked);
    }
    case "remove":
      return () => removeMember(actor, key, formText(form, "structure"));
    case "sign":
      return () => signShare(actor, key, formText(form, "lu"));
    case "shares": {
      const accepted = (answer?.members ?? []).filter(({ state }) => state === "accepted");
      const tasks = Object.fromEntries(
        accepted
          .filter(({ structureId }) => form.has(`tache-${structureId}`))
          .map(({ structureId }) => [structureId, text(`tache-${structureId}`, 2000)]),
      );
      const shares: AnswerShare[] = [];
      for (const { lotId } of answer?.lots ?? [])
        for (const { structureId } of accepted) {
          const name = `${lotId}-${structureId}`;
          if (!form.has(`montant-${name}`)) continue;
          const typed = text(`montant-${name}`, 40);
          const [amountCents, hours] = [typed ? euros(typed) : 0, wholeHours(text(`heures-${name}`, 40))];
          if (amountCents === null || hours === null) return "amounts";
          shares.push({ structureId, lotId, amountCents, hours });
        }
      return () => writeShares(actor, key, { tasks, shares });
    }
    default:
      throw new Invalid("invalid");
  }
}
