import type { Key } from "~server/costs";
import type { Locale } from "~server/kernel/actor";
import { formatMoney, formatPercent } from "~server/kernel/format";
import type { SayStatement } from "./words";

/** A key in plain words: "La clé est l’effectif moyen du mois, en équivalents temps plein." */
export function keyWords(key: Key, t: SayStatement, locale: Locale): string {
  return t("key.is", { key: nounOf(key, t, locale) });
}

function nounOf(key: Key, t: SayStatement, locale: Locale): string {
  const noun = (one: Key) => nounOf(one, t, locale);
  switch (key.type) {
    case "equal":
      return t("key.equal");
    case "weights":
      return t("key.weights");
    case "measure":
      return t(`key.measure.${key.measure}`);
    case "product":
      return t("key.product", { a: noun(key.of[0]), b: noun(key.of[1]) });
    case "two-part":
      return t("key.two-part", {
        fixed: formatPercent(key.fixedPoints / 10_000, locale),
        use: formatPercent((10_000 - key.fixedPoints) / 10_000, locale),
        byFixed: noun(key.fixed),
        byUse: noun(key.use),
      });
    case "tiers":
      return t("key.tiers", {
        bands: key.bands
          .map(({ upToCents, key: of }) =>
            upToCents === null
              ? t("key.bandLast", { key: noun(of) })
              : t("key.band", { upTo: formatMoney(upToCents, locale), key: noun(of) }),
          )
          .join(t("key.then")),
      });
    case "capped":
      return t("key.capped", { key: noun(key.key) });
  }
}

/** Where in the key: "band 2 use" as "Tranche 2, part d’usage". */
export function partWords(part: string, t: SayStatement): string {
  const rank = /band (\d+)/.exec(part)?.[1];
  const inner = /(fixed|use|idle)$/.exec(part)?.[1] as "fixed" | "use" | "idle" | undefined;
  const words = [rank ? t("part.band", { rank: Number(rank) }) : "", inner ? t(`part.${inner}`) : ""].filter(Boolean);
  return words.length === 0 ? t("part.whole") : words.join(", ");
}
