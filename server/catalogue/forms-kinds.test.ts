import { describe, expect, test } from "vitest";
import { newId } from "../kernel/ids";
import { resourceForm } from "./forms";
import { KIND_KEYS, kindOf, readAttributes, type KindKey } from "./kinds";

/** The least that a page sends for a kind: what its fields start from. */
function typed(kind: KindKey, changes: Record<string, unknown> = {}) {
  const { defaults } = kindOf(kind);
  return {
    id: newId(),
    structureId: newId(),
    name: "Une chose",
    place: { choice: "" },
    ...(kindOf(kind).people ? { capacity: 4 } : {}),
    features: [],
    notes: {},
    // The reader of forms makes a list of choices of which none is made.
    attributes: kind === "room" ? { layouts: [] } : {},
    hours: { sameWeekdays: true, days: [{ open: true, opens: "08:00", closes: "18:00" }] },
    rules: defaults.rules,
    rates: { member: {}, network: {}, outsider: {} },
    use: {},
    ...changes,
  };
}

const read = (kind: KindKey, changes?: Record<string, unknown>) =>
  resourceForm(kindOf(kind)).safeParse(typed(kind, changes));
const wrong = (kind: KindKey, changes: Record<string, unknown>) =>
  read(kind, changes).error?.issues.map(({ path, message }) => [path.join("."), message]);

describe.each(KIND_KEYS)("a new %s", (kind) => {
  test("starts from rules, hours and steps that may be saved as they are", () => {
    const form = read(kind);
    expect(form.error?.issues).toBeUndefined();
    expect(form.data).toMatchObject({
      capacity: kindOf(kind).people ? 4 : kindOf(kind).defaults.capacity,
      use: { units: kindOf(kind).defaults.units, startStep: kindOf(kind).startSteps[0], noShowMinutes: null },
    });
  });

  test("keeps what its attributes allow, and reads it again", () => {
    const attributes: Record<string, unknown> = Object.fromEntries(
      Object.entries(kindOf(kind).attributes).map(([key, attribute]): [string, unknown] => {
        if (attribute.type === "choices") return [key, attribute.options.slice(-1)];
        if (attribute.type === "choice") return [key, attribute.options[0]];
        return [key, attribute.type === "text" ? "AB-123-CD" : String(attribute.max)];
      }),
    );
    const form = read(kind, { attributes });
    expect(form.error?.issues).toBeUndefined();
    const { notes: _, ...kept } = form.data?.attributes ?? {};
    expect(Object.keys(kept)).toEqual(Object.keys(attributes));
    expect(readAttributes(kind, form.data?.attributes)).toEqual(form.data?.attributes);
  });
});

test("a choice that the kind does not know is refused beside it, an empty one is not said", () => {
  expect(wrong("vehicle", { attributes: { energy: "steam" } })).toEqual([["attributes.energy", "invalid"]]);
  expect(read("vehicle", { attributes: { energy: undefined, plate: "  " } }).data?.attributes).toEqual({ notes: {} });
});

test("text that is too long is refused beside it", () => {
  expect(wrong("vehicle", { attributes: { plate: "x".repeat(21) } })).toEqual([["attributes.plate", "too_long"]]);
});

test("only what may be without limit is, and a step that the kind does not know is refused", () => {
  expect(read("service", { use: { unlimited: true } }).data?.use.unlimited).toBe(true);
  expect(read("vehicle", { use: { unlimited: true } }).data?.use.unlimited).toBe(false);
  expect(wrong("room", { use: { startStep: "odometer" } })).toEqual([["use.startStep", "invalid"]]);
});

test("there are from one to five hundred units, and one of what is booked whole", () => {
  expect(wrong("equipment", { use: { units: 0 } })).toEqual([["use.units", "invalid"]]);
  expect(wrong("equipment", { use: { units: 501 } })).toEqual([["use.units", "too_large"]]);
  expect(read("equipment", { use: { units: 6 } }).data?.use.units).toBe(6);
  expect(read("room", { use: { units: 6 } }).data?.use.units).toBe(1);
});

test("what an older version knew is left out without losing the rest", () => {
  expect(readAttributes("vehicle", { energy: "steam", plate: "AB-123-CD", wings: 2 })).toEqual({ plate: "AB-123-CD" });
});
