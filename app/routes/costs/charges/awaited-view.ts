import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { countWaitingCharges } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import type { AwaitedLine } from "../../needs/awaited-view";

/** Charges to approve, among « Ce qui vous attend » of who keeps the books. */
export async function chargesAwaited(actor: Actor): Promise<AwaitedLine[]> {
  const count = await countWaitingCharges(actor);
  if (count === 0) return [];
  const t = await translator(actor.locale, "costsCharges");
  const to = paths.charges(actor.poleSlug, { etat: "submitted" });
  return [{ to, icon: "receipt-euro", title: t("awaited.title", { count }), about: t("awaited.about"), until: null }];
}
