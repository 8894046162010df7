import { describe, expect, test } from "vitest";
import { translator } from "~/i18n/translator";
import { iconNames } from "~/ui/icon-names";
import { FEATURE_KEYS, KIND_KEYS, kindOf } from "~server/catalogue";

describe.each(["fr", "en"] as const)("the words of every kind, in %s", (locale) => {
  test.each(KIND_KEYS)("%s lacks none", async (kind) => {
    const t = await translator(locale, "catalogue");
    const { attributes, people, stepFree, quantity } = kindOf(kind);
    const keys = [
      ...["one", "many", "found", "foundArchived", "add", "addLead", "choose", "free", "gone", "itself", "nameHint"],
      ...["archived", "closed", "open", "openAlways", "neverOpen"],
      ...(people ? ["capacity", "capacityLabel", "capacityHint", "capacityFact"] : []),
      ...(stepFree ? ["accessible", "accessibleHint", "accessibleNote"] : []),
      ...(quantity ? ["units", "unitsLabel", "unitName"] : []),
      ...Object.entries(attributes).flatMap(([name, attribute]) => [
        ...["label", "note", "hint", "value"].map((word) => `attributes.${name}.${word}`),
        ...("options" in attribute ? attribute.options.map((one) => `attributes.${name}.options.${one}`) : []),
      ]),
    ];
    expect(keys.filter((key) => !t.has(`kinds.${kind}.${key}` as "kinds.room.one"))).toEqual([]);
  });

  test("features have a name", async () => {
    const t = await translator(locale, "catalogue");
    expect(FEATURE_KEYS.filter((key) => !t.has(`features.${key}`))).toEqual([]);
  });
});

test("every kind, feature and fact has an icon that is drawn", () => {
  const asked = KIND_KEYS.map(kindOf).flatMap(({ icon, features, facts, card }) => [
    icon,
    ...Object.values(features),
    ...facts.map((line) => line.icon),
    ...Object.values(card.attributes),
  ]);
  expect(asked.filter((icon) => !iconNames.some((known) => known === icon))).toEqual([]);
});

test("a kind tells only attributes of its own", () => {
  const strange = KIND_KEYS.map(kindOf).flatMap(({ key, attributes, facts, card, capacityNote }) =>
    [
      ...facts.flatMap((line) => line.attributes),
      ...Object.keys(card.attributes),
      ...(capacityNote ? [capacityNote] : []),
    ]
      .filter((name) => !Object.hasOwn(attributes, name))
      .map((name) => `${key} ${name}`),
  );
  expect(strange).toEqual([]);
});
