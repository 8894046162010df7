import { describe, expect, it } from "vitest";
import type { Criterion, Lot } from "../need";
import { pointsToCheck } from "./points-to-check";

const criterion = (id: string, kind: Criterion["kind"]): Criterion => ({
  ...{ id, kind, lotId: "lot", label: "", weight: 50, scale: 10, minimum: null, guideline: "" },
});
const lot = (over: Partial<Lot> = {}): Lot => ({
  ...{ id: "lot", number: 1, title: "Plantations", description: "", estimateCents: null, estimateShown: true },
  ...{ reservedTo: null, minimumHours: 0, unsuccessfulReason: null },
  ...{ criteria: [criterion("price", "price"), criterion("quality", "quality")], ...over },
});
const answer = (hours = 0, text = "Deux saisons") => ({
  content: { lots: [{ lotId: "lot", hours, words: "" }], texts: { quality: text } },
});

describe("what is worth a look before an answer is said to be admissible", () => {
  it("is nothing where everything that was asked is answered", () => {
    expect(pointsToCheck({ lots: [lot()] }, answer())).toEqual([]);
  });

  it("is who a lot is kept for, hours under what was asked, a criterion left without a word, never the price", () => {
    const asked = lot({ reservedTo: "ess", minimumHours: 10 });
    expect(pointsToCheck({ lots: [asked] }, answer(9, "  "))).toEqual([
      { code: "reserved", lot: 1, reservedTo: "ess" },
      { code: "hours", lot: 1, hours: 9, least: 10 },
      { code: "silent", lot: 1, label: "", kind: "quality" },
    ]);
    expect(pointsToCheck({ lots: [asked] }, answer(10))).toEqual([{ code: "reserved", lot: 1, reservedTo: "ess" }]);
  });

  it("is nothing of a lot that is not answered to", () => {
    const lots = [lot(), lot({ id: "other", number: 2, reservedTo: "local", minimumHours: 50 })];
    expect(pointsToCheck({ lots }, answer())).toEqual([]);
  });
});
