/** An exact rational, in lowest terms, with d > 0. What a share is before it is rounded, once, to the cent. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };

/** n/d in lowest terms. @throws RangeError when d is 0 */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError("A fraction over zero");
  if (d === 1n) return { n, d };
  const divisor = gcd(n, d);
  return d < 0n ? { n: -n / divisor, d: -d / divisor } : { n: n / divisor, d: d / divisor };
}

export function add(a: Fraction, b: Fraction): Fraction {
  // A whole number leaves the other in lowest terms: most are, and nothing needs dividing then.
  if (b.d === 1n) return { n: a.n + b.n * a.d, d: a.d };
  if (a.d === 1n) return { n: b.n + a.n * b.d, d: b.d };
  return a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, negate(b));
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when `b` is 0 */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n);
}

export function negate(a: Fraction): Fraction {
  return { n: -a.n, d: a.d };
}

/** Negative when a < b, 0 when they are equal, positive when a > b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function sum(all: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const one of all) total = add(total, one);
  return total;
}

/** The greatest whole number that is not above. */
export function floorOf({ n, d }: Fraction): bigint {
  const toZero = n / d;
  return n < 0n && n % d !== 0n ? toZero - 1n : toZero;
}

/** The smallest whole number that is not below. */
export function ceilingOf(a: Fraction): bigint {
  return -floorOf(negate(a));
}

/** "p/q" in lowest terms, or an integer: as the database and the vectors keep it. */
export function fractionText({ n, d }: Fraction): string {
  return d === 1n ? String(n) : `${n}/${d}`;
}

/** Reads what fractionText wrote. @throws RangeError for anything else */
export function readFraction(text: string): Fraction {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (!match?.[1]) throw new RangeError(`Not a fraction: ${text}`);
  return fraction(BigInt(match[1]), BigInt(match[2] ?? "1"));
}

/** The greatest common divisor, positive; of 0 and 0, 1. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x === 0n ? 1n : x;
}

/** The least common multiple of positive numbers. */
export function lcm(all: Iterable<bigint>): bigint {
  let multiple = 1n;
  for (const one of all) multiple = (multiple / gcd(multiple, one)) * one;
  return multiple;
}
