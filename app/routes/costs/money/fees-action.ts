import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { callFees, creditFee, declareBudget } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { isId } from "~server/kernel/ids";
import { typedMoney } from "./asked";

/** What was refused, in which form, by field ("" for the whole), with what was typed. */
export interface FeesAgain {
  readonly at: "call" | "declare" | "credit";
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: {
    readonly structure: string;
    readonly year: string;
    readonly amount: string;
    readonly reason: string;
  };
}

/** Calls the fees of the year, or keeps a budget. */
export async function actOnFees(actor: Actor, year: number, form: FormData) {
  const t = await translator(actor.locale, "costsMoney");
  const typed = {
    ...{
      structure: formText(form, "structure"),
      year: formText(form, "year"),
      amount: formText(form, "amount"),
      reason: formText(form, "reason"),
    },
  };
  const here = paths.fees(actor.poleSlug, year);
  if (formText(form, "intent") === "call") {
    const outcome = await callFees(actor, year, { seen: formText(form, "seen") });
    if (outcome.ok) return redirectWithFlash(here, { key: "feesCalled" });
    return data<FeesAgain>(
      { at: "call", errors: { "": t(`fees.wrong.${outcome.problem.code}`) }, typed },
      { status: 422 },
    );
  }
  if (formText(form, "intent") === "credit") {
    const outcome = await creditFee(actor, year, typed.structure, typed.reason);
    if (outcome.ok) return redirectWithFlash(here, { key: "saved" });
    const errors = { reason: t(`fees.wrong.${outcome.problem.code}`) };
    return data<FeesAgain>({ at: "credit", errors, typed }, { status: 422 });
  }
  const cents = typedMoney(form, "amount");
  const of = /^20\d\d$/.test(typed.year) ? Number(typed.year) : null;
  const errors = {
    ...(!isId(typed.structure) && { structure: t("fees.wrong.structure") }),
    ...(of === null && { year: t("fees.wrong.year") }),
    ...(cents === null && { amount: t("fees.wrong.amount") }),
  };
  if (!isId(typed.structure) || of === null || cents === null) {
    return data<FeesAgain>({ at: "declare", errors, typed }, { status: 422 });
  }
  await declareBudget(actor, { structureId: typed.structure, year: of, cents });
  return redirectWithFlash(here, { key: "saved" });
}
