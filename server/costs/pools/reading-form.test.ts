import { describe, expect, it } from "vitest";
import { readDay, readPasted, readQuantity } from "./reading-form";

const STRUCTURES = [
  { id: "gue", name: "Les Jardins du Gué" },
  { id: "etape", name: "L’Étape" },
];

describe("a quantity as people type it", () => {
  it.each([
    ["320", "kilometres", 320],
    ["1 250 km", "kilometres", 1250],
    ["12 repas", "meals", 12],
    ["2,5", "hours", 150],
    ["2 h 30", "hours", 150],
    ["7:05", "minutes", 425],
    ["0,01", "hours", 1],
  ] as const)("%s of %s is %i", (text, measure, kept) => {
    expect(readQuantity(text, measure)).toBe(kept);
  });

  it.each(["", "0", "-3", "beaucoup", "2,5", "1e3"])("“%s” is no number of kilometres", (text) => {
    expect(readQuantity(text, "kilometres")).toBeNull();
  });
});

describe("a day as people type it", () => {
  it.each([
    ["15/10/2026", "2026-10-15"],
    ["5.1.2026", "2026-01-05"],
    ["2026-10-15", "2026-10-15"],
    ["10/2026", "2026-10-31"],
    ["2028-02", "2028-02-29"],
    ["31/02/2026", null],
    ["13/2026", null],
    ["hier", null],
  ])("%s is %s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});

describe("lines pasted from a table", () => {
  it("are read with their heading left out, by tabulation or semicolon, whatever the accents of names", () => {
    const text = "Date;Structure;Km;Note\n10/2026 ; les jardins du gue ; 320 ; carnet\n\n15/10/2026\tL'etape\t12";
    expect(readPasted(text, "kilometres", STRUCTURES)).toEqual({
      problems: [],
      readings: [
        { structureId: "gue", measure: "kilometres", quantity: 320, usedOn: "2026-10-31", about: "carnet" },
        { structureId: "etape", measure: "kilometres", quantity: 12, usedOn: "2026-10-15", about: "" },
      ],
    });
  });

  it("are each refused for a reason of their own", () => {
    const text = "10/2026;L'Étape\nhier;L'Étape;3\n10/2026;Inconnue;3\n10/2026;L'Étape;trois\n10/2026;L'Étape;3";
    const { problems, readings } = readPasted(text, "meals", STRUCTURES);
    // The first line holds a figure: it is no heading.
    expect(problems).toEqual([
      { line: 1, code: "columns" },
      { line: 2, code: "date" },
      { line: 3, code: "structure" },
      { line: 4, code: "quantity" },
    ]);
    expect(readings).toHaveLength(1);
  });
});
