import { expect, it } from "vitest";
import { colourOf, grainColour } from "./grain";

it("keeps every number within the six colours", () => {
  expect([0, 1, 6, 7, -1, 13].map(grainColour)).toEqual([6, 1, 6, 1, 5, 1]);
});

it("gives the same id the same colour", () => {
  expect(colourOf("0192-a")).toBe(colourOf("0192-a"));
  expect(colourOf("0192-a")).toBeGreaterThanOrEqual(1);
  expect(colourOf("0192-a")).toBeLessThanOrEqual(6);
});
