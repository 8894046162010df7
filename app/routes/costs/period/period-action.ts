import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { askClosing, bearByPole, beginReview, lockPeriod, remindMembers, stopBearing } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { parseLocalDate } from "~server/kernel/time";

/** What was wrong with what was asked of a month: in words, and what was typed where that is it. */
export interface PeriodAgain {
  readonly problem: string;
  readonly wrongDay: string | null;
  /** The pool of which the pôle was to bear something, why not, and the reason that was typed. */
  readonly wrongReason?: { readonly pool: string; readonly words: string; readonly typed: string };
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
    case "bear": {
      const [pool, typed] = [formText(form, "pool"), formText(form, "reason")];
      const outcome = await bearByPole(actor, month, pool, typed);
      if (outcome.ok) return redirectWithFlash(page, { key: "borne_by_pole" });
      const words = t(`problem.${outcome.problem.code}`);
      return data<PeriodAgain>(
        { problem: words, wrongDay: null, wrongReason: { pool, words, typed } },
        { status: 422 },
      );
    }
    case "stop-bearing": {
      const outcome = await stopBearing(actor, month, formText(form, "pool"));
      if (outcome.ok) return redirectWithFlash(page, { key: "borne_no_more" });
      return again(t(`problem.${outcome.problem.code}`));
    }
    default:
      throw new Invalid();
  }
}
