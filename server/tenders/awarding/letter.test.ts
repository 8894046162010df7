import { describe, expect, it } from "vitest";
import type { Lot } from "../need";
import type { Award, Candidate } from "./award";
import { letterOf } from "./letter";

const criterion = (id: string, kind: Lot["criteria"][number]["kind"], weight: number) => ({
  ...{ id, lotId: "lot", kind, label: id === "price" ? "" : "Méthode", weight, scale: 10, minimum: 4, guideline: "" },
});
const lot: Lot = {
  ...{ id: "lot", number: 2, title: "Plantations", description: "", estimateCents: null, estimateShown: true },
  ...{ reservedTo: null, minimumHours: 0, unsuccessfulReason: null },
  criteria: [criterion("price", "price", 40), criterion("quality", "quality", 60)],
};
const candidate = (name: string, more: Partial<Candidate>): Candidate => ({
  ...{ answerId: name, number: 1, name, colour: 1, members: [], priceCents: 100_000, hours: 10, irregular: null },
  ...{ low: null, criteria: [], words: {}, total: null, rank: null, tie: null },
  ...more,
});
const points = (price: number, quality: number, value: number) => [
  { criterionId: "price", value: null, points: price, underMinimum: false },
  { criterionId: "quality", value, points: quality, underMinimum: value < 4 },
];
const winner = candidate("Gué", {
  ...{ number: 4, members: ["Gué", "Radeau"], priceCents: 120_000, hours: 40 },
  ...{ criteria: points(3333, 5400, 9), total: 8733, rank: 1 },
});
const second = candidate("Mairie", {
  ...{
    number: 2,
    criteria: points(4000, 3000, 5),
    words: { quality: "Un calendrier trop court." },
    total: 7000,
    rank: 2,
  },
});
const low = candidate("Curieux", { number: 3, criteria: points(4000, 1800, 3), total: 5800, priceCents: 99_000 });
const irregular = candidate("Isolée", { number: 5, irregular: "Aucun prix dans l’unité demandée." });
const candidates = [winner, second, low, irregular];
const award: Award = {
  ...{ id: "w", lotId: "lot", answerId: "Gué", state: "awarded", reasons: "La méthode.", rank: 1, whyNotFirst: "" },
  ...{ priceCents: 120_000, hours: 40, proposedBy: "Lise", proposedAt: new Date(0), decidedBy: "Inès" },
  decidedAt: new Date(1),
};
const need = { buyer: { name: "La Grande Tablée" } };
const write = (to: Candidate) =>
  letterOf(need, lot, { candidates, award, unsuccessfulReason: null }, to, "Inès Lacombe");

describe("a letter", () => {
  it("tells its bidder each of its scores and its rank, who was retained with how many points and for how much, and why", () => {
    const letter = write(second);
    expect(letter).toMatchObject({ rank: 2, answers: 4, total: 7000, priceCents: 100_000, signedBy: "Inès Lacombe" });
    expect(letter.criteria).toEqual([
      { kind: "price", label: "", weight: 40, scale: 10, value: null, points: 4000, winnerPoints: 3333, words: "" },
      {
        kind: "quality",
        label: "Méthode",
        weight: 60,
        scale: 10,
        value: 5,
        points: 3000,
        winnerPoints: 5400,
        words: "Un calendrier trop court.",
      },
    ]);
    expect(letter.winner).toEqual({
      ...{ name: "Gué", members: ["Gué", "Radeau"], priceCents: 120_000, hours: 40, total: 8733, rank: 1 },
      ...{ reasons: "La méthode.", whyNotFirst: "" },
    });
  });

  it("names nobody who was not retained, and tells nobody else's price", () => {
    for (const to of candidates) {
      const told = JSON.stringify(write(to));
      for (const other of candidates.filter((each) => each !== to && each !== winner))
        expect(told).not.toContain(other.name);
      if (to !== low) expect(told).not.toContain("99000");
    }
  });

  it("tells what is under its minimum, what is irregular and why, without scores where there are none", () => {
    expect(write(low).underMinimum).toEqual(["Méthode"]);
    expect(write(irregular)).toMatchObject({
      irregular: "Aucun prix dans l’unité demandée.",
      criteria: [],
      rank: null,
    });
  });

  it("says why nobody was retained, and then names nobody", () => {
    const alone = { candidates, award: null, unsuccessfulReason: "Le budget n’est pas voté." };
    const letter = letterOf(need, lot, alone, second, "Inès Lacombe");
    expect(letter).toMatchObject({ winner: null, noAward: "Le budget n’est pas voté.", total: 7000 });
    expect(JSON.stringify(letter)).not.toContain("Gué");
  });
});
