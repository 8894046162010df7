import { kindOf, type AttributeKey, type AttributeValue, type ResourceSummary } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatList, formatNumber } from "~server/kernel/format";
import type { IconName } from "~/ui/icon-names";
import { featureIcon, kindWord, type Words } from "./words";

/** Something known of a resource: a picture, a word or two, perhaps some more. */
export type Fact = { readonly icon: IconName; readonly strong: string; readonly note: string | null };

type Described = Pick<ResourceSummary, "kind" | "capacity" | "accessible" | "features" | "attributes">;

/** All that is known of a resource, for its own page: "42 m² · 3,5 m sous plafond, 1er étage". */
export function resourceFacts(resource: Described, t: Words, locale: Locale): Fact[] {
  const { kind, attributes, features } = resource;
  const notes = attributes.notes ?? {};
  const facts: Fact[] = [
    {
      icon: "users",
      strong: kindWord(t, kind, "capacity", { count: resource.capacity }),
      note: listed(resource, "layouts", t, locale) ?? kindWord(t, kind, "capacityFact"),
    },
  ];
  const measures = (["surface", "ceiling", "floor"] as const).flatMap((key) => listed(resource, key, t, locale) ?? []);
  const [measure, ...others] = measures;
  if (measure) facts.push({ icon: "ruler", strong: measure, note: others.join(", ") || null });
  if (resource.accessible) {
    facts.push({ icon: "accessibility", strong: kindWord(t, kind, "accessible"), note: notes.accessible ?? null });
  }
  for (const key of features) {
    facts.push({ icon: featureIcon(kind, key), strong: t(`features.${key}`), note: notes[key] ?? null });
  }
  return facts;
}

/** The few facts that a row of a list has place for. */
export function factsInShort(resource: Described, t: Words, locale: Locale): Fact[] {
  const { card } = kindOf(resource.kind);
  const [capacity] = resourceFacts(resource, t, locale);
  const facts = capacity ? [{ ...capacity, note: null }] : [];
  for (const key of card.attributes) {
    const said = listed(resource, key as AttributeKey, t, locale);
    if (said) facts.push({ icon: "ruler", strong: said, note: null });
  }
  if (resource.accessible) {
    facts.push({ icon: "accessibility", strong: kindWord(t, resource.kind, "accessible"), note: null });
  }
  for (const key of resource.features.slice(0, card.features)) {
    facts.push({ icon: featureIcon(resource.kind, key), strong: t(`features.${key}`), note: null });
  }
  return facts;
}

function listed({ kind, attributes }: Described, key: AttributeKey, t: Words, locale: Locale): string | null {
  const value: AttributeValue | undefined = attributes[key];
  if (value === undefined) return null;
  if (typeof value === "number") {
    const whole = kindOf(kind).attributes[key]?.type === "integer";
    const values: Record<string, string | number> = whole
      ? { value, below: Math.max(0, -value) }
      : { value: formatNumber(value, locale) };
    return kindWord(t, kind, `attributes.${key}.value`, values);
  }
  if (value.length === 0) return null;
  return formatList(
    value.map((option) => kindWord(t, kind, `attributes.${key}.options.${option}`)),
    locale,
  );
}
