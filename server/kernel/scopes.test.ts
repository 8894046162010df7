import { expect, test } from "vitest";
import { isScope, kept, SCOPES, within } from "./scopes";

test("a token held to nothing may all, one held to some those alone, one held to none what anybody may", () => {
  for (const scope of SCOPES) {
    expect(within(null, scope)).toBe(true);
    expect(within(undefined, scope)).toBe(true);
    expect(within([scope], scope)).toBe(true);
    expect(within([], scope)).toBe(false);
    expect(
      within(
        SCOPES.filter((other) => other !== scope),
        scope,
      ),
    ).toBe(false);
  }
  expect(within([], null)).toBe(true);
});

test("all the scopes chosen are no limit; some are kept once each, in their order", () => {
  expect(kept(SCOPES)).toBeNull();
  expect(kept(["use", "catalogue:read", "use"])).toEqual(["catalogue:read", "use"]);
  expect(kept([])).toEqual([]);
});

test("reading is not writing, and a name unknown is no scope", () => {
  expect(within(["bookings:read"], "bookings:write")).toBe(false);
  expect(within(["bookings:write"], "bookings:read")).toBe(false);
  expect(isScope("bookings")).toBe(false);
});
