import { translator } from "~/i18n/translator";
import type { Actor } from "~server/kernel/actor";
import { formatNumber } from "~server/kernel/format";
import { refusalsOf, type Need } from "~server/tenders";

/** Why structures put a need aside, for its buyer; null for everybody else, and where nobody did. */
export async function putAsideView(need: Need, actor: Actor) {
  if (!need.ours) return null;
  const refusals = await refusalsOf(actor, need.id);
  if (refusals.length === 0) return null;
  const t = await translator(actor.locale, "needsFound");
  return {
    count: refusals.reduce((sum, { count }) => sum + count, 0),
    reasons: refusals.map(({ reason, count }) => ({
      reason,
      words: t(`reason.${reason}`),
      count: formatNumber(count, actor.locale),
    })),
  };
}
export type PutAsideView = NonNullable<Awaited<ReturnType<typeof putAsideView>>>;
