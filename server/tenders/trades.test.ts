import { describe, expect, it } from "vitest";
import { EVERYDAY } from "./everyday-trades";
import { isTrade, searchTrades, tradeLabel, tradeOf, TRADES, tradesWithin } from "./trades";

const first = (words: string, locale: "fr" | "en" = "fr") => searchTrades(words, locale)[0]?.code;

describe("the vocabulary of trades", () => {
  it("has each division and group once, each group within a division, each in both languages", () => {
    expect(TRADES).toHaveLength(317);
    expect(new Set(TRADES.map(({ code }) => code)).size).toBe(317);
    expect(TRADES.filter(({ parent }) => parent === null)).toHaveLength(45);
    for (const { code, parent, label } of TRADES) {
      expect(code).toMatch(/^\d{8}$/);
      if (parent !== null) expect(tradeOf(parent)?.parent).toBeNull();
      expect(label.fr.length * label.en.length).toBeGreaterThan(0);
      expect(label.fr).not.toMatch(/'|[^\u202f];|[^\u00a0]:/);
    }
  });

  it.each([
    ["traiteur", "55500000"],
    ["Espaces verts", "77300000"],
    ["entretien des espaces verts", "77300000"],
    ["ménage", "90900000"],
    ["menage des bureaux", "90900000"],
    ["Impression d’affiches", "79800000"],
    ["jardins", "77300000"],
    ["mobilier en bois", "39100000"],
    ["comptable", "79200000"],
    ["site internet", "72200000"],
    ["formation", "80500000"],
  ])("understands « %s »", (words, code) => {
    expect(first(words)).toBe(code);
  });

  it("understands English too", () => {
    expect(first("catering", "en")).toBe("55500000");
    expect(first("cleaning", "en")).toBe("90900000");
    expect(tradeLabel("55500000", "en")).toContain("atering");
  });

  it("means nothing by words that say nothing, and by those that nobody uses", () => {
    for (const words of ["", "  ", "de la", "zzzzzz", "%_"]) expect(searchTrades(words, "fr")).toEqual([]);
  });

  it("says everyday words of trades that there are", () => {
    for (const [code] of EVERYDAY) expect(isTrade(code.padEnd(8, "0"))).toBe(true);
  });

  it("takes a division with its groups, a group alone", () => {
    expect(tradesWithin("55000000")).toEqual([
      "55000000",
      ...["55100000", "55200000", "55300000", "55400000", "55500000", "55900000"],
    ]);
    expect(tradesWithin("55500000")).toEqual(["55500000"]);
    expect(tradesWithin("?")).toEqual([]);
  });
});
