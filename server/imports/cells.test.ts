import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSiret } from "../kernel/siret";
import { parseDay, readLine } from "./cells";

describe("a SIRET", () => {
  it("is known by its length and its key, however it is spaced", () => {
    expect(readSiret("732 829 320 00074")).toEqual({ value: "73282932000074" });
    expect(readSiret("73282932000075")).toEqual({ problem: "siret_key" });
    expect(readSiret("732829320")).toEqual({ problem: "siret_length" });
    expect(readSiret("7328293200007A")).toEqual({ problem: "siret_length" });
  });

  it("of a La Poste office may break Luhn's key, if its figures sum to a multiple of five", () => {
    expect(readSiret("35600000000048")).toEqual({ value: "35600000000048" });
    expect(readSiret("35600000049837")).toEqual({ value: "35600000049837" });
    expect(readSiret("35600000049838")).toEqual({ problem: "siret_key" });
  });

  it("gets back the zeros that a spreadsheet dropped", () => {
    expect(readSiret("5520176001234".padStart(13, "0"))).toHaveProperty("problem");
    expect(readSiret("6580195000025")).toEqual(readSiret("06580195000025"));
  });

  it("is refused when any one figure is another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (place, more) => {
        const good = "73282932000074";
        const wrong = [...good].map((figure, at) => (at === place ? (Number(figure) + more) % 10 : figure)).join("");
        expect(readSiret(wrong)).toEqual({ problem: "siret_key" });
      }),
    );
  });
});

describe("a day", () => {
  it.each([
    ["26/11/2026", "2026-11-26"],
    ["1/2/26", "2026-02-01"],
    ["26.11.2026", "2026-11-26"],
    ["26-11-2026 00:00", "2026-11-26"],
    ["2026-11-26", "2026-11-26"],
    ["1er mars 2026", "2026-03-01"],
    ["26 novembre 2026", "2026-11-26"],
    ["3 août 2026", "2026-08-03"],
    ["5 juil. 2026", "2026-07-05"],
    ["46352", "2026-11-26"],
  ])("written %s is %s", (typed, day) => expect(parseDay(typed)).toBe(day));

  it.each(["31/02/2026", "13/13/2026", "demain", "12345", "26/11"])("is not %s", (typed) =>
    expect(parseDay(typed)).toBeNull(),
  );
});

describe("a line", () => {
  it("says beside which cell each thing is wrong, and keeps what is right", () => {
    const cells = {
      name: "Salle",
      owner: "Gué",
      kind: "Bateau",
      capacity: "beaucoup",
      hourPrice: "6,50 €",
      hours: "parfois",
    };
    const { values, problems } = readLine("resources", { number: 4, cells }, { salle: "room" });
    expect(values).toEqual({ name: "Salle", owner: "Gué", hourPrice: 650 });
    expect(problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      "capacity integer",
      "hours hours",
      "kind kind",
    ]);
  });

  it("takes an address as it is pasted", () => {
    const read = (email: string) =>
      readLine("people", { number: 2, cells: { email, structure: "Gué" } }, {}).values.email;
    expect(read("Claire Morin <Claire@Gue.FR>")).toBe("claire@gue.fr");
    expect(read("mailto:claire@gue.fr")).toBe("claire@gue.fr");
    expect(read("claire@gue")).toBeUndefined();
    expect(read("a@b.fr, c@d.fr")).toBeUndefined();
  });

  it("misses what it cannot do without", () => {
    const { problems } = readLine("people", { number: 2, cells: { name: "Claire" } }, {});
    expect(problems).toEqual([
      { field: "email", code: "required" },
      { field: "structure", code: "required" },
    ]);
  });
});

describe("a resource", () => {
  const words = { salle: "room", vehicule: "vehicle", repas: "service" };
  const read = (cells: Record<string, string>) =>
    readLine("resources", { number: 2, cells: { name: "Une chose", owner: "Gué", ...cells } }, words);

  it("has its prices by duration, kilometre and unit, for members, the network and others", () => {
    const { values, problems } = read({
      kind: "Véhicule",
      hourPrice: "5",
      halfDayPrice: "15,00 €",
      dayPrice: "25",
      kilometrePrice: "0,20",
      networkDayPrice: "30",
      outsiderKilometrePrice: "0,45",
    });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      hourPrice: 500,
      halfDayPrice: 1500,
      dayPrice: 2500,
      kilometrePrice: 20,
      networkDayPrice: 3000,
      outsiderKilometrePrice: 45,
    });
  });

  it("has no price that its kind knows nothing of", () => {
    const codes = (cells: Record<string, string>) => read(cells).problems.map(({ field, code }) => `${field} ${code}`);
    expect(codes({ kind: "Salle", kilometrePrice: "0,20" })).toEqual(["kilometrePrice price_kind"]);
    expect(codes({ kind: "Repas", unitPrice: "8", networkHourPrice: "6" })).toEqual(["networkHourPrice price_kind"]);
    expect(codes({ kind: "Salle", networkDayPrice: "beaucoup" })).toEqual(["networkDayPrice amount"]);
  });

  it.each([
    ["Pôle", "pole"],
    ["Membres du pôle", "pole"],
    ["RÉSEAU", "network"],
    ["Tout le monde", "public"],
    ["Mes amis", undefined],
  ])("is open to %s", (openTo, value) => {
    const { values, problems } = read({ kind: "Salle", openTo });
    expect([values.openTo, problems.map(({ code }) => code)]).toEqual([value, value ? [] : ["open_to"]]);
  });

  it.each([
    ["non", "automatic"],
    ["Oui", "owner"],
    ["Chargée de mission", "manager"],
    ["peut-être", undefined],
  ])("is agreed to: %s", (approval, value) => {
    const { values, problems } = read({ kind: "Salle", approval });
    expect([values.approval, problems.map(({ code }) => code)]).toEqual([value, value ? [] : ["approval"]]);
  });
});
