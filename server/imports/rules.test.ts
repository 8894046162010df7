import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Values } from "./cells";
import { decideLines, isReady, type Known, type KnownStructure } from "./rules";

const structure = (facts: Partial<KnownStructure> & { id: string; name: string }): KnownStructure => ({
  slug: facts.id,
  siret: null,
  activity: "",
  legalForm: "",
  town: "",
  membership: "member",
  ended: false,
  elsewhere: false,
  people: [],
  invited: [],
  ...facts,
});
const gue = structure({ id: "gue", name: "Les Jardins du Gué", siret: "73282932000074", town: "Brizac" });
const tablee = structure({
  id: "tablee",
  name: "La Grande Tablée",
  people: [{ email: "ines@tablee.fr", role: "administrator" }],
  elsewhere: true,
});
const partie = structure({ id: "partie", name: "La Partie", ended: true });
const known: Known = {
  structures: [gue, tablee, partie],
  siretsElsewhere: new Set(["11111111111111"]),
  structuresInvited: ["Tempo"],
  places: ["Ancienne Filature"],
  resources: [
    {
      id: "pressoir",
      kind: "room",
      structureId: "gue",
      name: "Salle du Pressoir",
      place: "Ancienne Filature",
      capacity: 14,
      description: "",
      prices: { hourPrice: 600, dayPrice: 3000 },
      hours: [],
      units: 1,
      openTo: "pole",
      approval: "automatic",
      archived: false,
    },
    {
      id: "vieille",
      kind: "room",
      structureId: "gue",
      name: "Vieille salle",
      place: null,
      capacity: 4,
      description: "",
      prices: {},
      hours: [],
      units: 1,
      openTo: "pole",
      approval: "automatic",
      archived: true,
    },
  ],
};
const lines = (...values: Values[]) => values.map((one, index) => ({ number: index + 2, values: one, problems: [] }));
const told = (kind: "structures" | "people" | "resources", ...values: Values[]) =>
  decideLines(kind, lines(...values), known).map(({ action, problems, notes, changes }) =>
    [action, ...problems.map(({ code }) => code), ...notes, ...changes].join(" "),
  );

describe("structures", () => {
  it("are made, changed, or found as they are", () => {
    expect(
      told(
        "structures",
        { name: "Tempo", email: "a@tempo.fr" },
        { name: "La Boussole" },
        { name: "les jardins du gue", town: "Brizac" },
        { name: "Les Jardins de la Rivière", siret: "73282932000074", activity: "Maraîchage" },
      ),
    ).toEqual(["create will_invite structure_invited", "create no_administrator", "same", "update name activity"]);
  });

  it("of another pôle too are not rewritten; their place here is", () => {
    expect(told("structures", { name: "La Grande Tablée", town: "Ailleurs" })).toEqual(["skip shared_elsewhere"]);
    expect(told("structures", { name: "La Grande Tablée", town: "Ailleurs", membership: "partner" })).toEqual([
      "update shared_elsewhere membership",
    ]);
  });

  it("are refused when they are elsewhere, gone, or told twice", () => {
    expect(
      told(
        "structures",
        { name: "Étrangère", siret: "11111111111111" },
        { name: "La Partie" },
        { name: "Les Jardins du Gué", siret: "35600000000048" },
        { name: "Neuve" },
        { name: "NEUVE !" },
      ),
    ).toEqual([
      "error siret_elsewhere",
      "error structure_ended",
      "error same_name",
      "create no_administrator",
      "error duplicate",
    ]);
  });
});

describe("people", () => {
  it("are only invited, and only where nobody works yet", () => {
    expect(
      told(
        "people",
        { email: "a@gue.fr", structure: "Les jardins du Gué", role: "administrator" },
        { email: "b@gue.fr", structure: "732 829 320 00074" },
        { email: "c@tablee.fr", structure: "La Grande Tablée", role: "administrator" },
        { email: "ines@tablee.fr", structure: "La Grande Tablée", role: "employee" },
      ),
    ).toEqual([
      "create will_invite",
      "create will_invite",
      "skip own_administrator",
      "same already_colleague role_kept",
    ]);
  });

  it("without anybody to administer their structure are told so", () => {
    expect(told("people", { email: "b@gue.fr", structure: "gue" })).toEqual(["create will_invite no_administrator"]);
  });

  it("of a structure that is unknown, gone or of two names are refused", () => {
    const twins = { ...known, structures: [...known.structures, structure({ id: "g2", name: "Les Jardins du Gué" })] };
    const decided = decideLines(
      "people",
      lines(
        { email: "a@b.fr", structure: "Inconnue" },
        { email: "a@b.fr", structure: "La Partie" },
        { email: "a@b.fr", structure: "Les Jardins du Gué" },
      ),
      twins,
    );
    expect(decided.map(({ problems }) => problems[0]?.code)).toEqual([
      "structure_unknown",
      "structure_ended",
      "structure_ambiguous",
    ]);
  });
});

describe("resources", () => {
  it("are added, changed, or found as they are", () => {
    const room = { kind: "room", owner: "Les Jardins du Gué" };
    expect(
      told(
        "resources",
        { ...room, name: "Neuve", place: "Le Moulin" },
        { ...room, name: "Autre neuve", place: "le moulin" },
        { ...room, name: "salle du pressoir", capacity: 14, place: "ancienne filature" },
        { ...room, name: "Salle du Pressoir", capacity: 20 },
        { ...room, name: "Vieille salle" },
        { kind: "room", owner: "La Grande Tablée", name: "Salle du Pressoir" },
      ),
    ).toEqual(["create new_place", "create", "same", "error duplicate", "error archived", "create"]);
    expect(told("resources", { ...room, name: "Salle du Pressoir", capacity: 20, hourPrice: 650, units: 3 })).toEqual([
      "update units_kept capacity hourPrice",
    ]);
    expect(told("resources", { ...room, kind: "vehicle", name: "Salle du Pressoir" })).toEqual(["error other_kind"]);
  });

  it("are changed in each price, in who may book and who says yes, and in nothing that is the same already", () => {
    const room = { kind: "room", owner: "Les Jardins du Gué", name: "Salle du Pressoir" };
    expect(told("resources", { ...room, dayPrice: 3000, openTo: "pole", approval: "automatic" })).toEqual(["same"]);
    expect(
      told("resources", { ...room, halfDayPrice: 2000, outsiderDayPrice: 9000, openTo: "network", approval: "owner" }),
    ).toEqual(["update halfDayPrice outsiderDayPrice openTo approval"]);
  });

  it("say all that is wrong of a line at once", () => {
    expect(
      told("resources", { kind: "room", owner: "Personne", name: "Neuve", hourPrice: 700, halfDayPrice: 500 }),
    ).toEqual(["error structure_unknown price_below"]);
  });

  it("cost no less for longer, what is told and what was there together", () => {
    const room = { kind: "room", owner: "Les Jardins du Gué" };
    expect(told("resources", { ...room, name: "Neuve", hourPrice: 700, halfDayPrice: 500 })).toEqual([
      "error price_below",
    ]);
    expect(told("resources", { ...room, name: "Neuve", networkHalfDayPrice: 5000, networkDayPrice: 4000 })).toEqual([
      "error price_below",
    ]);
    // Six euros an hour were there.
    expect(told("resources", { ...room, name: "Salle du Pressoir", halfDayPrice: 500 })).toEqual(["error price_below"]);
    expect(told("resources", { ...room, name: "Neuve", hourPrice: 700, dayPrice: 700 })).toEqual(["create"]);
  });
});

it("one wrong line holds all the others back", () => {
  expect(isReady(decideLines("structures", lines({ name: "Neuve" }, { name: "La Partie" }), known))).toBe(false);
  expect(isReady(decideLines("structures", lines({ name: "Neuve" }), known))).toBe(true);
  expect(isReady(decideLines("structures", lines({ name: "Les Jardins du Gué" }), known))).toBe(false);
});

it("every line gets one answer, and the same table read after itself has nothing left to make", () => {
  const name = fc.constantFrom("Neuve", "Autre", "Les Jardins du Gué", "La Partie", "neuve");
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const table = lines(...names.map((one) => ({ name: one })));
      const plan = decideLines("structures", table, known);
      expect(plan.map(({ number }) => number)).toEqual(table.map(({ number }) => number));
      const made = plan.flatMap(({ action }, index) =>
        action === "create" ? [structure({ id: `new${index}`, name: names[index]! })] : [],
      );
      const again = decideLines("structures", table, { ...known, structures: [...known.structures, ...made] });
      expect(again.filter(({ action }) => action === "create")).toEqual([]);
    }),
  );
});
