import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import {
  agreeStatement,
  fileDispute,
  statementOf,
  withdrawDispute,
  type StatementKey,
  type StatementProblem,
} from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import type { Outcome } from "~server/kernel/outcome";
import { euros, textOf } from "~server/tenders";
import { sayStatement } from "./words";

/** What is wrong after a form of the page, with what was typed. */
export interface StatementAgain {
  /** The pool whose form it is; "" for the page. */
  readonly at: string;
  /** Beside a field, or "" above the form. */
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
}

/** What the forms of a statement do, by their `intent`. */
export async function actOnStatement(actor: Actor, key: StatementKey, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  const { lines } = await statementOf(actor, key);
  allow(actor, "costs.dispute", key.structureId);
  const t = await sayStatement(actor.locale);
  const page = paths.costStatement(actor.poleSlug, key.month, key.structureId);
  const typed = Object.fromEntries(["id", "amount", "reason"].map((name) => [name, formText(form, name)]));
  const again = (at: string, errors: StatementAgain["errors"]) =>
    data<StatementAgain>({ at, errors, typed }, { status: 422 });
  const after = async (outcome: Outcome<unknown, StatementProblem>, at: string, flash: string, anchor = "") => {
    if (outcome.ok) return redirectWithFlash(page + anchor, { key: flash });
    const { code } = outcome.problem;
    return again(at, { [at !== "" && code === "amount_above_share" ? "amount" : ""]: t(`problem.${code}`) });
  };
  switch (formText(form, "intent")) {
    case "dispute": {
      const [id, pool] = [formText(form, "id"), formText(form, "pool")];
      if (!isId(id) || !lines.some((line) => line.pool.id === pool)) throw new Invalid();
      const cents = euros(typed.amount ?? "");
      const reason = textOf(typed.reason ?? "", 2000);
      const errors = {
        ...(cents === null || cents <= 0 ? { amount: t("wrong.amount") } : {}),
        ...(reason.ok ? {} : { reason: t(`wrong.${reason.problem}`, { most: 2000 }) }),
      };
      if (cents === null || !reason.ok || Object.keys(errors).length > 0) return again(pool, errors);
      const outcome = await fileDispute(actor, key, { id, poolId: pool, cents, reason: reason.value });
      return after(outcome, pool, "dispute_filed", `#poste-${pool}`);
    }
    case "withdraw":
      return after(await withdrawDispute(actor, key, formText(form, "dispute")), "", "dispute_withdrawn");
    case "agree": {
      const seen = Number(formText(form, "seen"));
      if (!Number.isSafeInteger(seen)) throw new Invalid();
      return after(await agreeStatement(actor, key, seen), "", "statement_agreed");
    }
    default:
      throw new Invalid();
  }
}
