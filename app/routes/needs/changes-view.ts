import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatDay, formatMoney, formatNumber } from "~server/kernel/format";
import type { NeedChange, Reservation } from "~server/tenders";

/** What an addendum changed, in words: what it is about, as it was, as it is; null where there was or is nothing. */
export async function changesView(changes: readonly NeedChange[], locale: Locale) {
  const t = await translator(locale, "needChanges");
  const n = await translator(locale, "needs");
  return changes.map((change, place) => ({ key: place, ...told(change) }));

  function told(change: NeedChange): { title: string; before: string | null; after: string | null } {
    switch (change.what) {
      case "document":
      case "lot": {
        const title = change.what === "lot" ? t("what.lot", { lot: change.lot }) : t("what.document");
        const name = (change.what === "lot" ? change.title : change.name) || title;
        return { title, before: change.added ? null : name, after: change.added ? name : null };
      }
      case "criterion": {
        const title = t("what.criterion", { lot: change.lot });
        return { title, before: criterion(change.before), after: criterion(change.after) };
      }
      case "wantedFrom":
      case "wantedUntil":
        return { title: t(`what.${change.what}`), before: day(change.before), after: day(change.after) };
      case "summary":
      case "description":
      case "place":
      case "contact":
        return { title: t(`what.${change.what}`), before: change.before || null, after: change.after || null };
      case "lot.title":
      case "lot.description":
        return lotPart(change, (text) => String(text) || null);
      case "lot.estimateCents":
        return lotPart(change, (cents) => formatMoney(Number(cents), locale));
      case "lot.reservedTo":
        return lotPart(change, (to) => n(`reserved.${to as Reservation}`));
      case "lot.minimumHours":
        return lotPart(change, (hours) => (hours === 0 ? null : t("hours", { hours: Number(hours) })));
    }
  }

  type LotChange = Extract<NeedChange, { what: `lot.${string}` }>;
  function lotPart({ what, lot, before, after }: LotChange, say: (value: string | number) => string | null) {
    const key = {
      "lot.title": "lotTitle",
      "lot.description": "lotDescription",
      "lot.estimateCents": "lotEstimateCents",
      "lot.reservedTo": "lotReservedTo",
      "lot.minimumHours": "lotMinimumHours",
    } as const;
    const words = (value: string | number | null) => (value === null ? null : say(value));
    return { title: t(`what.${key[what]}`, { lot }), before: words(before), after: words(after) };
  }

  function criterion(told: Extract<NeedChange, { what: "criterion" }>["before"]): string | null {
    if (!told) return null;
    const { label, kind, weight, scale, minimum } = told;
    const words = t("criterion", { label: label || n(`criterionKind.${kind}`), weight, scale });
    return minimum === null
      ? words
      : t("criterionMinimum", { criterion: words, minimum: formatNumber(minimum, locale) });
  }

  function day(date: string | null): string | null {
    return date && formatDay(date, locale, { year: true });
  }
}

export type ChangesView = Awaited<ReturnType<typeof changesView>>;
