/** An amount in whole euro cents; never a fraction. */
export type Cents = number;

/** @throws RangeError unless `cents` is a whole number that a double holds exactly */
export function assertCents(cents: number): asserts cents is Cents {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an exact amount in cents: ${cents}`);
}

/**
 * The price of `minutes` at an hourly rate, rounded to the nearest cent, half a cent away from zero, so that the
 * credit of a charge is the charge's exact opposite. Whole numbers only, hence exact.
 * @throws RangeError when the rate, the minutes or their product is not a safe integer
 */
export function multiplyRate(centsPerHour: Cents, minutes: number): Cents {
  assertCents(centsPerHour);
  assertCents(minutes);
  const sixtieths = centsPerHour * minutes;
  assertCents(sixtieths);
  const size = Math.abs(sixtieths);
  const rest = size % 60;
  const rounded = (size - rest) / 60 + (rest >= 30 ? 1 : 0);
  return sixtieths < 0 ? -rounded : rounded;
}
