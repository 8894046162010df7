import { expect, test } from "vitest";
import { forget, hold, release, whenReleased } from "./holding";

test("what would redraw a page waits while something is held, and is done once when it is let go", () => {
  let drawn = 0;
  const draw = () => (drawn += 1);
  whenReleased(draw);
  expect(drawn).toBe(1);
  hold();
  whenReleased(draw);
  whenReleased(draw);
  expect(drawn).toBe(1);
  release();
  expect(drawn).toBe(2);
  release();
  expect(drawn).toBe(2);
});

test("a page that is left meanwhile is not drawn", () => {
  let drawn = 0;
  const draw = () => (drawn += 1);
  hold();
  whenReleased(draw);
  forget(draw);
  release();
  expect(drawn).toBe(0);
});
