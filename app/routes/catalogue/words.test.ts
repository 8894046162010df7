import { describe, expect, test } from "vitest";
import { translator } from "~/i18n/translator";
import { iconNames } from "~/ui/icon-names";
import { FEATURE_KEYS, KIND_KEYS, kindOf } from "~server/catalogue";

describe.each(["fr", "en"] as const)("the words of every kind, in %s", (locale) => {
  test.each(KIND_KEYS)("%s lacks none", async (kind) => {
    const t = await translator(locale, "catalogue");
    const { attributes } = kindOf(kind);
    const keys = [
      ...["one", "many", "found", "foundArchived", "add", "addLead", "itself", "nameHint", "archived", "closed"],
      ...["capacity", "capacityLabel", "capacityHint", "capacityFact", "accessible", "accessibleHint"],
      ...["accessibleNote", "open", "openAlways", "neverOpen"],
      ...Object.entries(attributes).flatMap(([name, attribute]) => [
        ...["label", "note", "hint", "value"].map((word) => `attributes.${name}.${word}`),
        ...(attribute.type === "choices" ? attribute.options.map((one) => `attributes.${name}.options.${one}`) : []),
      ]),
    ];
    expect(keys.filter((key) => !t.has(`kinds.${kind}.${key}` as "kinds.room.one"))).toEqual([]);
  });

  test("features have a name", async () => {
    const t = await translator(locale, "catalogue");
    expect(FEATURE_KEYS.filter((key) => !t.has(`features.${key}`))).toEqual([]);
  });
});

test("every kind and feature has an icon that is drawn", () => {
  const asked = KIND_KEYS.flatMap((kind) => [kindOf(kind).icon, ...Object.values(kindOf(kind).features)]);
  expect(asked.filter((icon) => !iconNames.some((known) => known === icon))).toEqual([]);
});
