import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KEY_GENRES, keyFields, readKeyForm } from "./key-form";
import { keyProblems, MEASURES, type Key, type SimpleKey } from "../key";

const MEMBERS = ["aa", "bb", "cc"];
const read = (fields: Record<string, string>) =>
  readKeyForm({ get: (name) => fields[name] ?? null, getAll: () => [] }, MEMBERS);

const weights = fc
  .dictionary(fc.constantFrom(...MEMBERS), fc.integer({ min: 1, max: 1_000_000 }), {
    minKeys: 1,
    noNullPrototype: true,
  })
  .map((table) => ({ type: "weights", weights: table }) as const);
/** One table of weights a key: the form has one. */
const keys: fc.Arbitrary<Key> = weights.chain((table) => {
  const simple: fc.Arbitrary<SimpleKey> = fc.oneof(
    fc.constant({ type: "equal" } as const),
    fc.constantFrom(...MEASURES).map((measure) => ({ type: "measure", measure }) as const),
    fc.constant(table),
  );
  const product = fc.tuple(simple, simple).map((of) => ({ type: "product", of }) as const);
  const base = fc.oneof(simple, product);
  const twoPart = fc
    .record({
      fixedPoints: fc.integer({ min: 0, max: 10_000 }),
      fixed: base,
      use: base,
      idle: fc.constantFrom("fixed" as const, "pole" as const),
    })
    .map((parts) => ({ type: "two-part", ...parts }) as const);
  const tiers = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 3 }),
      fc.array(base, { minLength: 4, maxLength: 4 }),
    )
    .map(([ends, of]) => ({
      type: "tiers" as const,
      bands: [...ends.sort((a, b) => a - b), null].map((upToCents, rank) => ({ upToCents, key: of[rank] ?? table })),
    }));
  const inner = fc.oneof(base, twoPart, tiers);
  const limit = fc.oneof(
    fc.record({ cents: fc.integer({ min: 0, max: 10_000_000 }) }),
    fc.record({ points: fc.integer({ min: 0, max: 10_000 }) }),
  );
  const capped = fc
    .tuple(inner, limit, fc.option(limit), fc.constantFrom(...MEMBERS))
    .map(([key, everyCap, cap, id]) => ({
      type: "capped" as const,
      key,
      everyCap,
      ...(cap ? { caps: { [id]: cap } } : {}),
    }));
  return fc.oneof(inner, capped);
});

describe("the guided form of a key", () => {
  it("reads back every key that it shows", () => {
    fc.assert(
      fc.property(keys, (key) => {
        fc.pre(keyProblems(key).length === 0);
        expect(read(keyFields(key))).toEqual({ ok: true, value: key });
      }),
      { numRuns: 2_000 },
    );
  });

  it("makes one of each kind", () => {
    expect(read({ genre: "equal" })).toEqual({ ok: true, value: { type: "equal" } });
    expect(read({ genre: "use", mesure: "kilometres" })).toMatchObject({ value: { measure: "kilometres" } });
    expect(
      read({
        genre: "two-part",
        partFixe: "30 %",
        "fixe.cle": "fte",
        "usage.cle": "minutes",
        vide: "pole",
        capacite: "160",
        plafond: "1 200,5 €",
        "plancher.bb": "5 %",
      }),
    ).toEqual({
      ok: true,
      value: {
        type: "capped",
        key: {
          type: "two-part",
          fixedPoints: 3000,
          fixed: { type: "measure", measure: "fte" },
          use: { type: "measure", measure: "minutes" },
          idle: "pole",
          capacity: 9600,
        },
        floors: { bb: { points: 500 } },
        everyCap: { cents: 120_050 },
      },
    });
  });

  it("says beside each field what is wrong", () => {
    expect(read({})).toEqual({ ok: false, errors: { genre: "choose" } });
    expect(read({ genre: "weights", "poids.aa": "1,5" })).toEqual({
      ok: false,
      errors: { "poids.aa": "weights_not_whole" },
    });
    expect(read({ genre: "weights" })).toEqual({ ok: false, errors: { poids: "no_weights" } });
    expect(read({ genre: "product", "a.cle": "fte" })).toEqual({ ok: false, errors: { "a.fois": "choose" } });
    expect(read({ genre: "two-part", partFixe: "101" })).toMatchObject({
      errors: { partFixe: "points_out_of_range", "fixe.cle": "choose", "usage.cle": "choose", vide: "choose" },
    });
    expect(read({ genre: "tiers", "jusqua.1": "cent", "tranche.1.cle": "fte", "reste.cle": "equal" })).toEqual({
      ok: false,
      errors: { "jusqua.1": "amount" },
    });
    expect(
      read({
        genre: "tiers",
        "jusqua.1": "200",
        "tranche.1.cle": "fte",
        "jusqua.2": "100",
        "tranche.2.cle": "fte",
        "reste.cle": "equal",
      }),
    ).toEqual({ ok: false, errors: { "jusqua.1": "bands_out_of_order" } });
    expect(read({ genre: "equal", plafond: "10", plancher: "20" })).toEqual({
      ok: false,
      errors: { plancher: "floor_above_cap" },
    });
    expect(read({ genre: "equal", "plafond.aa": "beaucoup" })).toEqual({
      ok: false,
      errors: { "plafond.aa": "limit" },
    });
  });

  it.each(KEY_GENRES)("never throws on an empty form of kind %s", (genre) => {
    expect(() => read({ genre })).not.toThrow();
  });
});
