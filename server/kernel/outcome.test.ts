import { expect, it } from "vitest";
import { done, refused, type Outcome } from "./outcome";

function divide(sum: number, parts: number): Outcome<number, "no_parts"> {
  return parts === 0 ? refused("no_parts") : done(sum / parts);
}

it("an outcome is either a value or a problem, and its type tells which", () => {
  const [half, nothing] = [divide(10, 2), divide(10, 0)];
  expect(half.ok && half.value).toBe(5);
  expect(!nothing.ok && nothing.problem).toBe("no_parts");
});
