import { paths } from "~/paths";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatMoney, formatNumber } from "~server/kernel/format";
import type { Need } from "~server/tenders";
import type { Translate } from "./translate";

/** What is asked, lot by lot. */
export function lotsView(need: Need, t: Translate, { locale }: Actor) {
  return need.lots.map((lot) => ({
    id: lot.id,
    number: lot.number,
    title: lotTitle(need, lot, t),
    description: lot.description,
    estimate: estimate(lot, need.ours, t, locale),
    hours: lot.minimumHours > 0 ? t("hours", { hours: formatNumber(lot.minimumHours, locale) }) : t("noHours"),
    reserved: lot.reservedTo ? t(`reserved.${lot.reservedTo}`) : t("reserved.none"),
  }));
}

/** "Lot 2. Mobilier en bois", or its title alone where there is but one. */
function lotTitle(need: Need, { number, title }: Need["lots"][number], t: Translate): string {
  if (need.lots.length === 1) return title || need.title || t("untitled");
  return title ? t("lotTitle", { number, title }) : t("lotNumber", { number });
}

function estimate({ estimateCents, estimateShown }: Need["lots"][number], ours: boolean, t: Translate, locale: Locale) {
  if (estimateCents === null) return estimateShown ? t("noEstimate") : t("hiddenEstimate");
  const amount =
    estimateCents % 100 === 0 && locale === "fr"
      ? `${formatNumber(estimateCents / 100, locale)}\u00a0€`
      : formatMoney(estimateCents, locale);
  return ours && !estimateShown ? t("hiddenFromOthers", { amount }) : amount;
}

/** The documents of a need, each with what it is and how large. */
export function documentsView(need: Need, { poleSlug, locale }: Actor) {
  return need.files.map(({ id, name, size }) => ({
    id,
    name: name.replace(/\.[^.]{1,6}$/, "") || name,
    sort: [/\.([^.]{1,6})$/.exec(name)?.[1]?.toUpperCase(), sizeWords(size, locale)].filter(Boolean).join(", "),
    to: paths.needDocument(poleSlug, need.id, id),
  }));
}

/** "340 ko", "1,2 Mo". */
export function sizeWords(bytes: number, locale: Locale): string {
  const unit = locale === "fr" ? "o" : "B";
  if (bytes < 1000) return `${bytes}\u00a0${unit}`;
  if (bytes < 1_000_000) return `${formatNumber(Math.round(bytes / 1000), locale)}\u00a0k${unit}`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10, locale)}\u00a0M${unit}`;
}
