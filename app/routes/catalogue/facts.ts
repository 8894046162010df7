import { capital } from "~/routes/bookings/words";
import { kindOf, type AttributeKey, type AttributeValue, type ResourceSummary } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatList, formatNumber } from "~server/kernel/format";
import type { IconName } from "~/ui/icon-names";
import { featureIcon, iconNamed, kindWord, type Words } from "./words";

/** Something known of a resource: a picture, a word or two, perhaps some more. */
export type Fact = { readonly icon: IconName; readonly strong: string; readonly note: string | null };

type Described = Pick<ResourceSummary, "kind" | "capacity" | "accessible" | "features" | "attributes"> &
  Partial<Pick<ResourceSummary, "units" | "unlimited" | "takesAllUnits">>;

/** All that is known of a resource, for its own page: "42 m² · 3,5 m sous plafond, 1er étage". */
export function resourceFacts(resource: Described, t: Words, locale: Locale): Fact[] {
  const { kind, attributes, features } = resource;
  const notes = attributes.notes ?? {};
  const known = kindOf(kind);
  const facts = sizeFacts(resource, t, locale);
  for (const line of known.facts) {
    const [first, ...others] = line.attributes.flatMap((key) => listed(resource, key as AttributeKey, t, locale) ?? []);
    if (first) facts.push({ icon: iconNamed(line.icon), strong: capital(first), note: others.join(", ") || null });
  }
  if (resource.accessible && known.stepFree) {
    facts.push({ icon: "accessibility", strong: kindWord(t, kind, "accessible"), note: notes.accessible ?? null });
  }
  for (const key of features) {
    facts.push({ icon: featureIcon(kind, key), strong: t(`features.${key}`), note: notes[key] ?? null });
  }
  return facts;
}

/** The few facts that a row of a list has place for. */
export function factsInShort(resource: Described, t: Words, locale: Locale): Fact[] {
  const { card, stepFree } = kindOf(resource.kind);
  const facts = sizeFacts(resource, t, locale).map((fact): Fact => ({ ...fact, note: null }));
  for (const [key, icon] of Object.entries(card.attributes)) {
    const said = listed(resource, key as AttributeKey, t, locale);
    if (said) facts.push({ icon: iconNamed(icon), strong: capital(said), note: null });
  }
  if (resource.accessible && stepFree) {
    facts.push({ icon: "accessibility", strong: kindWord(t, resource.kind, "accessible"), note: null });
  }
  for (const key of resource.features.slice(0, card.features)) {
    facts.push({ icon: featureIcon(resource.kind, key), strong: t(`features.${key}`), note: null });
  }
  return facts;
}

/** How many people it is for, and how many there are. */
function sizeFacts(resource: Described, t: Words, locale: Locale): Fact[] {
  const { kind, capacity, units = 1, unlimited, takesAllUnits } = resource;
  const { people, quantity, capacityNote } = kindOf(kind);
  const facts: Fact[] = [];
  if (people) {
    facts.push({
      icon: "users",
      strong: kindWord(t, kind, "capacity", { count: capacity }),
      note:
        (capacityNote && listed(resource, capacityNote as AttributeKey, t, locale)) ??
        kindWord(t, kind, "capacityFact"),
    });
  }
  if (unlimited) facts.push({ icon: "layers", strong: t("unlimited"), note: null });
  else if (quantity && !takesAllUnits && units > 1) {
    facts.push({ icon: "layers", strong: kindWord(t, kind, "units", { count: units }), note: null });
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
  if (typeof value === "string") {
    const isChoice = kindOf(kind).attributes[key]?.type === "choice";
    const said = isChoice ? kindWord(t, kind, `attributes.${key}.options.${value}`) : value;
    return kindWord(t, kind, `attributes.${key}.value`, { value: said });
  }
  return formatList(
    value.map((option) => kindWord(t, kind, `attributes.${key}.options.${option}`)),
    locale,
  );
}
