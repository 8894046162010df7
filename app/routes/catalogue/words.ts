import type { translator } from "~/i18n/translator";
import type { IconName } from "~/ui/icon-names";
import { iconNames } from "~/ui/icon-names";
import type { FeatureKey, KindKey, Span, Vocabulary } from "~server/catalogue";
import { FEATURE_KEYS, KIND_KEYS, kindOf } from "~server/catalogue";

/** The words of the catalogue in one language, for loaders. */
export type Words = Awaited<ReturnType<typeof translator<"catalogue">>>;

/**
 * A word of a kind: `catalogue.kinds.<kind>.<key>`. Which keys there are depends on the kind, which types cannot
 * follow; words.test.ts checks that none is missing.
 */
export function kindWord(t: Words, kind: KindKey, key: string, values?: Record<string, string | number>): string {
  return t(`kinds.${kind}.${key}` as "kinds.room.one", values as never);
}

/** What searches know features, kinds and step-free access by, in the language of the page. */
export function vocabularyOf(t: Words): Vocabulary {
  return {
    features: Object.fromEntries(FEATURE_KEYS.map((key) => [key, t(`features.${key}`)])),
    kinds: Object.fromEntries(KIND_KEYS.map((kind) => [kind, kindWord(t, kind, "one")])),
    accessible: t("list.accessible"),
  };
}

/** "2 heures", "3 mois". */
export function spanWords(t: Words, { unit, count }: Span): string {
  return t(`spans.${unit}`, { count });
}

/** The icon of a feature, as its kind says, or the first kind that has it; kinds' files know icons by name only. */
export function featureIcon(kind: KindKey | null, feature: FeatureKey): IconName {
  const has = (key: KindKey) => kindOf(key).features[feature] !== undefined;
  const known = kind && has(kind) ? kind : KIND_KEYS.find(has);
  return iconNamed(known ? (kindOf(known).features[feature] ?? "") : "");
}

/** The icon of a kind. */
export function kindIcon(kind: KindKey): IconName {
  return iconNamed(kindOf(kind).icon);
}

/** An icon that a kind's file asks for; words.test.ts checks that each is drawn. */
export function iconNamed(name: string): IconName {
  return iconNames.find((known) => known === name) ?? "circle-dot";
}
