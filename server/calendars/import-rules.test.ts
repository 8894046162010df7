import { describe, expect, test } from "vitest";
import { planBlockings, standingOf, type Brought, type KeptOccurrence } from "./import-rules";

const monday = (day: string, changes: Partial<KeptOccurrence> = {}): KeptOccurrence => ({
  uid: "lundi",
  recurrence: `202701${day}T080000Z`,
  title: "Réunion",
  start: `2027-01-${day}T08:00:00.000Z`,
  end: `2027-01-${day}T09:00:00.000Z`,
  wholeDays: false,
  free: false,
  cancelled: false,
  ...changes,
});

const brought = (day: string, changes: Partial<Brought> = {}): Brought => ({
  id: `blocking-${day}`,
  sourceUid: `lundi 202701${day}T080000Z`,
  reason: "Réunion",
  start: new Date(`2027-01-${day}T08:00:00Z`),
  end: new Date(`2027-01-${day}T09:00:00Z`),
  ...changes,
});

const all = (list: readonly unknown[]) => new Set(list.keys());

describe("a calendar brought in", () => {
  test("for the first time is all added", () => {
    const read = [monday("04"), monday("11")];
    expect(planBlockings(read, all(read), [])).toEqual({ add: read, end: [], changed: 0, same: 0 });
  });

  test("again, as it was, changes nothing", () => {
    const read = [monday("04"), monday("11")];
    expect(planBlockings(read, all(read), [brought("04"), brought("11")])).toEqual({
      add: [],
      end: [],
      changed: 0,
      same: 2,
    });
  });

  test("again, with a time that moved, replaces that one", () => {
    const moved = monday("11", { start: "2027-01-12T08:00:00.000Z", end: "2027-01-12T09:00:00.000Z" });
    const plan = planBlockings([monday("04"), moved], new Set([0, 1]), [brought("04"), brought("11")]);
    expect(plan).toEqual({ add: [moved], end: ["blocking-11"], changed: 1, same: 1 });
  });

  test("again, with a time excepted or cancelled, takes that one out", () => {
    const known = [brought("04"), brought("11"), brought("18")];
    const read = [monday("04"), monday("11", { cancelled: true })];
    expect(planBlockings(read, all(read), known)).toMatchObject({
      add: [],
      end: ["blocking-11", "blocking-18"],
      same: 1,
    });
  });

  test("leaves what another calendar brought", () => {
    const other = brought("04", { sourceUid: "mardi 20270104T080000Z" });
    const read = [monday("11")];
    expect(planBlockings(read, all(read), [other]).end).toEqual([]);
  });

  test("brings only what is chosen, and never what has no length", () => {
    const read = [monday("04"), monday("11"), monday("18", { end: "2027-01-18T08:00:00.000Z" })];
    expect(planBlockings(read, new Set([1, 2]), []).add).toEqual([read[1]]);
  });

  test("names each time as it stands", () => {
    const known = new Map(
      [brought("04"), brought("11", { reason: "Ancien titre" })].map((one) => [one.sourceUid, one]),
    );
    const read = [
      monday("04"),
      monday("11"),
      monday("18"),
      monday("25", { free: true }),
      monday("04", { cancelled: true }),
      monday("04", { end: "2027-01-04T08:00:00.000Z" }),
    ];
    expect(read.map((one) => standingOf(one, known))).toEqual([
      "same",
      "changed",
      "new",
      "free",
      "cancelled",
      "instant",
    ]);
  });
});
