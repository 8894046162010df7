import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { notifyFunding, payFunding, refuseFunding, undoFundingPayment, type DecideFundingProblem } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { typedDay, typedMoney } from "./asked";

/** What was refused, in which form, at which field ("" for the whole), with what was typed. */
export interface DecisionAgain {
  readonly at: "notify" | "refuse" | "pay" | "undo";
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
}

/** Which field a refusal is about. */
const FIELD_OF: Partial<Record<DecideFundingProblem["code"], string>> = {
  notified_already: "reference",
  day_to_come: "on",
  paid_before_notified: "on",
  paid_above_ceiling: "cents",
  nothing_paid: "cents",
  reason_missing: "reason",
  proof_too_heavy: "proof",
  proof_of_no_known_sort: "proof",
};

/** The funder's yes or no, or what it paid. */
export async function decideFunding(actor: Actor, id: string, form: FormData) {
  const t = await translator(actor.locale, "costsMoney");
  const at = formText(form, "intent");
  if (at !== "notify" && at !== "refuse" && at !== "pay" && at !== "undo") throw new Invalid();
  const typed = Object.fromEntries(
    ["on", "reference", "cents", "last", "payment", "reason", "id"].map((name) => [name, formText(form, name)]),
  );
  const again = (errors: Record<string, string>) => data<DecisionAgain>({ at, errors, typed }, { status: 422 });
  const refuse = ({ code }: DecideFundingProblem) => again({ [FIELD_OF[code] ?? ""]: t(`funding.wrong.${code}`) });
  const done = () => redirectWithFlash(paths.funding(actor.poleSlug, id), { key: "saved" });
  if (at === "refuse") {
    const outcome = await refuseFunding(actor, id);
    return outcome.ok ? done() : refuse(outcome.problem);
  }
  if (at === "undo") {
    const outcome = await undoFundingPayment(actor, id, formText(form, "payment"), formText(form, "reason"));
    return outcome.ok ? done() : refuse(outcome.problem);
  }
  const on = typedDay(form, "on");
  if (at === "pay") {
    const cents = typedMoney(form, "cents");
    const errors = {
      ...(on === null && { on: t("funding.wrong.day") }),
      ...(cents === null && { cents: t("funding.wrong.amount") }),
    };
    if (on === null || cents === null) return again(errors);
    const outcome = await payFunding(actor, id, {
      ...{ id: formText(form, "id") || undefined, on, cents, last: form.get("last") !== null },
    });
    return outcome.ok ? done() : refuse(outcome.problem);
  }
  const reference = formText(form, "reference").trim();
  const errors = {
    ...(on === null && { on: t("funding.wrong.day") }),
    ...(reference.length > 120 && { reference: t("funding.wrong.too_long") }),
  };
  if (on === null || reference.length > 120) return again(errors);
  const file = form.get("proof");
  const sent = file instanceof File && file.size > 0 ? file : null;
  const proof = sent && { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) };
  const outcome = await notifyFunding(actor, id, { on, reference, proof });
  return outcome.ok ? done() : refuse(outcome.problem);
}
