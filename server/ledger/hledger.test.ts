import { expect, it } from "vitest";
import { hledgerNames } from "./hledger";

it("calls a structure by its name, and by its slug too where another's comes to the same", () => {
  const names = hledgerNames([
    { slug: "gue", name: "Les Jardins du Gué" },
    { slug: "atelier", name: "L'Atelier : bois (SCOP)" },
    { slug: "atelier-2", name: "L'Atelier  bois [SCOP]" },
    { slug: "etoile", name: "***" },
  ]);
  expect(Object.fromEntries(names)).toEqual({
    gue: "Les Jardins du Gué",
    atelier: "L'Atelier bois SCOP (atelier)",
    "atelier-2": "L'Atelier bois SCOP (atelier-2)",
    etoile: "(etoile)",
  });
});
