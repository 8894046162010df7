import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { budgetsOf, readMoney, setBudgets, type BudgetSet } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";

/** What was typed for a pool, and what is wrong with it. */
export interface BudgetsAgain {
  readonly typed: Readonly<Record<string, { budget: string; calls: string; error?: string }>>;
}

/** Saves the budgets of a year, all or none; a pool that the form does not have stays as it is. */
export async function saveBudgets(actor: Actor, year: number, form: FormData) {
  allow(actor, "costs.manage");
  const t = await translator(actor.locale, "costsMoney");
  const { pools } = await budgetsOf(actor, year);
  const typed: Record<string, { budget: string; calls: string; error?: string }> = {};
  const sets: BudgetSet[] = [];
  for (const { poolId } of pools) {
    if (!form.has(`budget-${poolId}`)) continue;
    const [budget, calls] = [formText(form, `budget-${poolId}`).trim(), formText(form, `calls-${poolId}`)];
    const cents = budget === "" ? null : readMoney(budget);
    const count = calls === "12" ? 12 : calls === "4" ? 4 : 0;
    typed[poolId] = { budget, calls };
    if (budget !== "" && (cents === null || cents < 0)) typed[poolId].error = t("budget.wrong.amount");
    else if (cents === null && count > 0) typed[poolId].error = t("budget.wrong.needed");
    else sets.push({ poolId, cents, calls: count });
  }
  const again = () => data<BudgetsAgain>({ typed }, { status: 422 });
  if (Object.values(typed).some(({ error }) => error)) return again();
  const outcome = await setBudgets(actor, year, sets);
  if (outcome.ok) return redirectWithFlash(paths.budget(actor.poleSlug, year), { key: "saved" });
  for (const poolId of outcome.problem.poolIds) {
    const row = typed[poolId];
    if (row) row.error = t("budget.wrong.calls_made", { year: String(year) });
  }
  return again();
}
