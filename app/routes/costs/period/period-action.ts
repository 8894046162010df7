import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { askClosing, beginReview, lockPeriod, remindMembers } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { parseLocalDate } from "~server/kernel/time";

/** What was wrong with what was asked of a month: in words, and the day that was typed where that is it. */
export interface PeriodAgain {
  readonly problem: string;
  readonly wrongDay: string | null;
}

/** What the forms of a month do, by their `intent`. */
export async function actOnPeriod(actor: Actor, month: string, form: FormData) {
  allow(actor, "costs.manage");
  const t = await translator(actor.locale, "costsPeriod");
  const page = paths.costPeriod(actor.poleSlug, month);
  const again = (problem: string, wrongDay: string | null = null) =>
    data<PeriodAgain>({ problem, wrongDay }, { status: 422 });
  switch (formText(form, "intent")) {
    case "review": {
      const typed = formText(form, "day");
      const day = parseLocalDate(typed);
      if (!day) return again(t("problem.review_ends_too_early"), typed);
      const outcome = await beginReview(actor, month, day);
      if (outcome.ok) return redirectWithFlash(page, { key: "review_begun" });
      return again(t(`problem.${outcome.problem.code}`), typed);
    }
    case "remind": {
      const outcome = await remindMembers(actor, month);
      if (!outcome.ok) return again(t(`problem.${outcome.problem.code}`));
      return redirectWithFlash(page, { key: outcome.value > 0 ? "members_reminded" : "nobody_reminded" });
    }
    case "lock": {
      const outcome = await lockPeriod(actor, month);
      if (outcome.ok) return redirectWithFlash(page, { key: "period_locked" });
      return again(t(`problem.${outcome.problem.code}`));
    }
    case "close": {
      const outcome = await askClosing(actor, month);
      if (outcome.ok) return redirectWithFlash(page, { key: "closing_begun" });
      return again(t(`problem.${outcome.problem.code}`));
    }
    default:
      throw new Invalid();
  }
}
