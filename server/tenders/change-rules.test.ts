import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amendedLots, changesOf, isOfSubstance, type AmendedLot, type Amendment } from "./change-rules";
import type { Need } from "./need";

const criterion = (id: string, kind: "price" | "quality" | "delay", weight: number) => ({
  ...{ id, kind, weight, lotId: "a", label: "", scale: 5, minimum: null, guideline: "" },
});
const lot = (id: string, number: number) => ({
  ...{ id, number, title: `Lot ${number}`, description: "", estimateCents: 100_000, estimateShown: true },
  ...{ reservedTo: null, minimumHours: 0, unsuccessfulReason: null },
  criteria: [criterion(`${id}-p`, "price", 40), criterion(`${id}-q`, "quality", 60)],
});
const need = {
  ...{ summary: "", description: "Une cour.", place: "", contact: "", wantedFrom: "2031-03-03", wantedUntil: null },
  lots: [lot("a", 1), lot("b", 2)] as Need["lots"],
  files: [{ id: "plan", name: "plan.pdf", type: "application/pdf", size: 3 }],
};
const same: Amendment = {
  fields: {
    summary: "",
    description: "Une cour.",
    place: "",
    contact: "",
    wantedFrom: "2031-03-03",
    wantedUntil: null,
  },
  ...{ lots: need.lots, added: [], withdrawn: [] },
};
const withFirst = (more: Partial<AmendedLot>): Amendment => ({
  ...same,
  lots: need.lots.map((each, place) => (place === 0 ? { ...each, ...more } : each)),
});

describe("what an addendum changes", () => {
  it("is nothing where the need stays what it is", () => {
    expect(changesOf(need, same)).toEqual([]);
  });

  it("is told before and after, in the order of the page", () => {
    const fields = { ...same.fields, description: "Une cour et un jardin.", wantedFrom: null };
    const added = [{ id: "new", name: "haie.pdf" }];
    const amendment = { ...withFirst({ minimumHours: 90, title: "Haies" }), fields, added, withdrawn: ["plan"] };
    expect(changesOf(need, amendment)).toEqual([
      { what: "description", before: "Une cour.", after: "Une cour et un jardin." },
      { what: "wantedFrom", before: "2031-03-03", after: null },
      { what: "lot.title", lot: 1, before: "Lot 1", after: "Haies" },
      { what: "lot.minimumHours", lot: 1, before: 0, after: 90 },
      { what: "document", id: "plan", name: "plan.pdf", added: false },
      { what: "document", id: "new", name: "haie.pdf", added: true },
    ]);
  });

  it("tells of a criterion what it was and what it is, gone or new too", () => {
    const { lotId: _, ...kept } = criterion("a-p", "price", 70);
    const { lotId: __, ...delay } = criterion("d", "delay", 30);
    const told = changesOf(need, withFirst({ criteria: [kept, delay] }));
    expect(told).toMatchObject([
      { what: "criterion", lot: 1, before: { kind: "price", weight: 40 }, after: { kind: "price", weight: 70 } },
      { what: "criterion", lot: 1, before: { kind: "quality" }, after: null },
      { what: "criterion", lot: 1, before: null, after: { kind: "delay", weight: 30 } },
    ]);
  });

  it("never tells an estimate that is not shown", () => {
    const hidden = withFirst({ estimateShown: false, estimateCents: 987_654 });
    expect(changesOf(need, hidden)).toEqual([{ what: "lot.estimateCents", lot: 1, before: 100_000, after: null }]);
    fc.assert(
      fc.property(fc.integer({ min: 1_000_001, max: 9_999_999 }), (cents) => {
        const told = JSON.stringify(changesOf(need, withFirst({ estimateShown: false, estimateCents: cents })));
        expect(told).not.toContain(String(cents));
      }),
    );
  });

  it("leaves the numbers of the lots that stay, and gives the next one to a new lot", () => {
    const [, second] = need.lots;
    const lots = [second!, { ...second!, id: "c", title: "Bancs" }];
    expect(amendedLots(need, lots).map(({ id, number }) => [id, number])).toEqual([
      ["b", 2],
      ["c", 3],
    ]);
    expect(changesOf(need, { ...same, lots })).toEqual([
      { what: "lot", lot: 1, title: "Lot 1", added: false },
      { what: "lot", lot: 3, title: "Bancs", added: true },
    ]);
  });

  it("is of substance as soon as a lot or a criterion is another, whatever else changes", () => {
    const substance = (amendment: Amendment) => isOfSubstance(changesOf(need, amendment));
    expect(substance({ ...same, fields: { ...same.fields, description: "Autre" }, withdrawn: ["plan"] })).toBe(false);
    expect(substance(withFirst({ estimateCents: 1 }))).toBe(false);
    for (const more of [{ title: "x" }, { description: "x" }, { minimumHours: 1 }, { reservedTo: "ess" as const }])
      expect(substance(withFirst(more))).toBe(true);
    expect(substance(withFirst({ criteria: [] }))).toBe(true);
    expect(substance({ ...same, lots: need.lots.slice(1) })).toBe(true);
  });
});
