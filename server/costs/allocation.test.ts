import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { adjustments } from "./adjustment";
import { allocate, compareIds, keptCarry, roundQuotas, type Weighted } from "./allocation";
import {
  compare,
  fraction,
  fractionText,
  multiply,
  negate,
  readFraction,
  subtract,
  ZERO,
  type Fraction,
} from "./fraction";

type Texts = Readonly<Record<string, string>>;
interface Member {
  readonly id: string;
  readonly weight: string;
  readonly carry?: string;
}
interface Vectors {
  readonly cases: readonly {
    readonly name: string;
    readonly total: string;
    readonly members: readonly Member[];
    readonly expected: {
      readonly totalWeight: string;
      readonly centsToHandOut: string;
      readonly members: readonly (Texts & { readonly id: string; readonly extraCent: never })[];
    };
  }[];
  readonly sequences: readonly {
    readonly name: string;
    /** Of all bills, or of each. */
    readonly weights?: Texts;
    readonly bills: readonly { total: string; weights?: Texts; shares: Texts; carryAfter?: Texts }[];
    readonly final: { sharesTotal: Texts; carry: Texts; worstCarryEver: string };
  }[];
  readonly adjustments: readonly {
    readonly name: string;
    readonly weights: Texts;
    readonly calls: readonly { total: string; shares: Texts }[];
    readonly actual: string;
    readonly due: string;
    readonly actualShares: Texts;
    readonly adjustments: Texts;
    readonly wrongIfDifferenceAllocated: Texts;
  }[];
  readonly errors: readonly { name: string; total: string; members: readonly Member[]; code: string }[];
}

const file = new URL("../../tests/fixtures/allocation/largest_remainder.json", import.meta.url);
const VECTORS = JSON.parse(readFileSync(file, "utf8")) as Vectors;

function weighted({ id, weight, carry = "0" }: Member): Weighted {
  return { id, weight: BigInt(weight), carry: readFraction(carry) };
}

const texts = <V>(values: Readonly<Record<string, V>>, text: (value: V) => string): Texts =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, text(value)]));

const sharesOf = (total: string, weights: Texts, carries: Readonly<Record<string, Fraction>> = {}) =>
  allocate(
    BigInt(total),
    Object.entries(weights).map(([id, weight]) => ({ id, weight: BigInt(weight), carry: carries[id] ?? ZERO })),
  ).shares;

const centsOf = (shares: readonly { id: string; share: bigint }[]) =>
  Object.fromEntries(shares.map(({ id, share }) => [id, share]));

describe("every published vector gives its exact result", () => {
  test("there are all of them", () => {
    const { cases, sequences, adjustments: closings, errors } = VECTORS;
    expect([cases.length, sequences.length, closings.length, errors.length]).toEqual([40, 6, 2, 5]);
  });

  test.each(VECTORS.cases)("$name", ({ total, members, expected }) => {
    const { shares, totalWeight, centsToHandOut } = allocate(BigInt(total), members.map(weighted));
    const shown = shares.map((share) => ({
      id: share.id,
      exact: fractionText(share.exact),
      floor: String(share.floor),
      // The vectors give it over the total weight.
      remainder: fractionText(multiply(share.remainder, fraction(totalWeight))),
      extraCent: share.extraCent,
      share: String(share.share),
      carryAfter: fractionText(share.carryAfter),
    }));
    expect({ totalWeight: String(totalWeight), centsToHandOut: String(centsToHandOut), members: shown }).toEqual(
      expected,
    );
  });

  test.each(VECTORS.sequences)("bill after bill: $name", ({ bills, final, weights: ofAll = {} }) => {
    let carries: Record<string, Fraction> = {};
    let worst = ZERO;
    const paid: Record<string, bigint> = {};
    for (const { total, weights = ofAll, shares: expected, carryAfter } of bills) {
      const shares = sharesOf(total, weights, carries);
      expect(texts(centsOf(shares), String)).toEqual(expected);
      carries = Object.fromEntries(shares.map((share) => [share.id, share.carryAfter]));
      if (carryAfter) expect(texts(carries, fractionText)).toEqual(carryAfter);
      for (const { id, share } of shares) paid[id] = (paid[id] ?? 0n) + share;
      for (const carry of Object.values(carries)) {
        const size = carry.n < 0n ? negate(carry) : carry;
        if (compare(size, worst) > 0) worst = size;
      }
    }
    expect(texts(paid, String)).toEqual(final.sharesTotal);
    expect(texts(carries, fractionText)).toEqual(final.carry);
    expect(fractionText(worst)).toBe(final.worstCarryEver);
  });

  test.each(VECTORS.adjustments)("closing: $name", (closing) => {
    const actual = centsOf(sharesOf(closing.actual, closing.weights));
    const calls = closing.calls.map(({ shares }) =>
      Object.fromEntries(Object.entries(shares).map(([id, cents]) => [id, BigInt(cents)])),
    );
    expect(texts(actual, String)).toEqual(closing.actualShares);
    const due = adjustments(actual, calls);
    expect(texts(due, String)).toEqual(closing.adjustments);
    expect(due).not.toEqual(centsOf(sharesOf(closing.due, closing.weights)));
    expect(String(Object.values(due).reduce((all, cents) => all + cents, 0n))).toBe(closing.due);
  });

  test.each(VECTORS.errors)("refused: $name", ({ total, members, code }) => {
    expect(() => allocate(BigInt(total), members.map(weighted))).toThrow(expect.objectContaining({ code }));
  });
});

describe("published cases", () => {
  test("5 cents over 1, 1 and 8: the tie is the lowest id's", () => {
    expect(centsOf(sharesOf("5", { a: "1", b: "1", c: "8" }))).toEqual({ a: 1n, b: 0n, c: 4n });
  });

  test("182.25 shared 98 / 2", () => {
    expect(centsOf(sharesOf("18225", { a: "98", b: "2" }))).toEqual({ a: 17861n, b: 364n });
    // 17 860.5 and 364.5: half a cent each, and the next bill gives it back.
    const first = sharesOf("18225", { a: "98", b: "2" });
    const carries = Object.fromEntries(first.map(({ id, carryAfter }) => [id, carryAfter]));
    expect(texts(carries, fractionText)).toEqual({ a: "-1/2", b: "1/2" });
    expect(centsOf(sharesOf("18225", { a: "98", b: "2" }, carries))).toEqual({ a: 17860n, b: 365n });
  });

  test("charges of 18 310.63, 17 808.00 called: 502.63 are due", () => {
    const due = adjustments({ a: 1_831_063n }, [{ a: 1_780_800n }]);
    expect(due).toEqual({ a: 50_263n });
  });
});

describe("amounts that are not found by weights", () => {
  const third = fraction(100n, 3n);

  test("are rounded as shares are, with the carry", () => {
    const quotas = [
      { id: "b", exact: third },
      { id: "a", exact: third },
      { id: "c", exact: third, carry: fraction(1n, 3n) },
    ];
    expect(centsOf(roundQuotas(100n, quotas).shares)).toEqual({ a: 33n, b: 33n, c: 34n });
  });

  test("are refused when they do not make the total, or have not its sign", () => {
    const refused = expect.objectContaining({ code: "quotas_differ" }) as Error;
    expect(() => roundQuotas(100n, [{ id: "a", exact: third }])).toThrow(refused);
    expect(() =>
      roundQuotas(100n, [
        { id: "a", exact: fraction(101n) },
        { id: "b", exact: fraction(-1n) },
      ]),
    ).toThrow(refused);
    expect(() => roundQuotas(0n, [])).toThrow(expect.objectContaining({ code: "no_members" }));
  });
});

test("ids are in the order of their UTF-8 bytes, beyond the basic plane too", () => {
  const ids = ["\u{1f347}", "\uffee", "é", "a", "Z", "", "ab", "\ue000"];
  const bytes = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...ids].sort(compareIds)).toEqual(bytes);
  expect(compareIds("a", "a")).toBe(0);
});

describe("A carry, from one month to the next", () => {
  test("stays exact while it is simple, and is else cut toward zero to a billionth of a cent", () => {
    for (const text of ["0", "-1/3", "7/8", "-999999999/1000000000"])
      expect(fractionText(keptCarry(readFraction(text)))).toBe(text);
    expect(fractionText(keptCarry(readFraction("1999999999/3000000000")))).toBe("333333333/500000000");
    expect(fractionText(keptCarry(readFraction("-1999999999/3000000000")))).toBe("-333333333/500000000");
    expect(keptCarry(readFraction("1/3000000000"))).toEqual(ZERO);
  });

  test("gives nobody a cent more or less than its exact amounts come to, over ten years of months that weigh otherwise", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const borne = new Map(ids.map((id) => [id, ZERO]));
    let carries = new Map<string, Fraction>();
    for (let month = 1; month <= 120; month += 1) {
      const members = ids.map((id, rank) => ({
        ...{ id, weight: BigInt(100_003 + rank * 7_919 * month + ((month * 104_729) % 9_973)) },
        carry: carries.get(id) ?? ZERO,
      }));
      const { shares } = allocate(BigInt(10_000 + month * 371), members);
      for (const { id, exact, share } of shares)
        borne.set(id, subtract(borne.get(id) ?? ZERO, subtract(fraction(share), exact)));
      carries = new Map(shares.map(({ id, carryAfter }) => [id, keptCarry(carryAfter)]));
      for (const { d } of carries.values()) expect(d <= 1_000_000_000n).toBe(true);
    }
    for (const drift of borne.values()) {
      expect(compare(drift, fraction(1n))).toBeLessThan(0);
      expect(compare(drift, fraction(-1n))).toBeGreaterThan(0);
    }
  });
});
