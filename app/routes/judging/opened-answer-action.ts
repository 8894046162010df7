import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import { addDays, instantAt, parseLocalDate } from "~server/kernel/time";
import { admitAnswer, askClarification, openedOf, textOf } from "~server/tenders";
import { sayOpening } from "./opening-view";

/** What is wrong beside which field, and what was typed. */
export interface OpenedAgain {
  readonly errors: Readonly<Partial<Record<"decision" | "reason" | "question" | "day", string>>>;
  readonly typed: Readonly<Record<string, string>>;
}

type Key = { needId: string; answerId: string };

/** What the forms of an opened answer do, by their `intent`. */
export async function actOnOpened(actor: Actor, key: Key, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  await openedOf(actor, key.needId);
  const intent = formText(form, "intent");
  if (intent === "admit") return admit(actor, key, form);
  if (intent === "clarify") return clarify(actor, key, form);
  throw new Invalid();
}

const again = (errors: OpenedAgain["errors"], typed: OpenedAgain["typed"], status = 422) =>
  data<OpenedAgain>({ errors, typed }, { status });

async function admit(actor: Actor, key: Key, form: FormData) {
  const t = await sayOpening(actor.locale);
  const typed = { decision: formText(form, "decision"), reason: formText(form, "reason") };
  const { decision } = typed;
  if (decision !== "admissible" && decision !== "irregular") return again({ decision: t("wrong.choose") }, typed);
  const reason = textOf(typed.reason, 2000, { optional: true });
  if (!reason.ok) return again({ reason: t("wrong.too_long", { most: 2000 }) }, typed);
  const outcome = await admitAnswer(actor, key, { decision, reason: reason.value });
  if (outcome.ok) return redirectWithFlash(pageOf(actor, key), { key: "answer_admitted" });
  const missing = outcome.problem === "reason_missing";
  return again({ [missing ? "reason" : "decision"]: t(`problem.${outcome.problem}`) }, typed, missing ? 422 : 409);
}

async function clarify(actor: Actor, key: Key, form: FormData) {
  const t = await sayOpening(actor.locale);
  const [id, typed] = [formText(form, "id"), { question: formText(form, "question"), day: formText(form, "day") }];
  if (!isId(id)) throw new Invalid();
  const question = textOf(typed.question, 2000);
  const day = parseLocalDate(typed.day);
  if (!question.ok || !day) {
    const most = { most: 2000 };
    return again(
      {
        ...(question.ok ? {} : { question: t(`wrong.${question.problem}`, most) }),
        ...(day ? {} : { day: t("wrong.day") }),
      },
      typed,
    );
  }
  const dueAt = instantAt(addDays(day, 1), 0, actor.timeZone);
  const outcome = await askClarification(actor, key, { id, question: question.value, dueAt });
  if (outcome.ok) return redirectWithFlash(`${pageOf(actor, key)}#precisions`, { key: "clarification_asked" });
  const past = outcome.problem === "due_in_the_past";
  return again({ [past ? "day" : "question"]: t(`problem.${outcome.problem}`) }, typed, past ? 422 : 409);
}

const pageOf = ({ poleSlug }: Actor, { needId, answerId }: Key) => paths.openedAnswer(poleSlug, needId, answerId);
