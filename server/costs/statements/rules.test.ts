import { describe, expect, it } from "vitest";
import { disputeRefusal, reviewRefusal, sumsOf } from "./rules";

describe("when members may answer about a month", () => {
  const reviewUntil = new Date("2026-11-27T17:00Z");

  it("is while it is in review, until the instant given", () => {
    expect(reviewRefusal({ state: "review", reviewUntil }, new Date("2026-11-27T16:59:59Z"))).toBeNull();
    expect(reviewRefusal({ state: "review", reviewUntil }, reviewUntil)).toBe("review_is_over");
    expect(reviewRefusal({ state: "review", reviewUntil: null }, reviewUntil)).toBeNull();
  });

  it.each(["open", "locked", "closed"] as const)("is not while it is %s", (state) => {
    expect(reviewRefusal({ state, reviewUntil: null }, reviewUntil)).toBe("not_in_review");
  });
});

describe("what of a share may be disputed", () => {
  it("is all of it, and not a cent more", () => {
    expect(disputeRefusal(4688, 4688)).toBeNull();
    expect(disputeRefusal(4689, 4688)).toBe("amount_above_share");
  });

  it("is nothing where nothing is borne, or something is to receive", () => {
    expect(disputeRefusal(1, 0)).toBe("nothing_to_dispute");
    expect(disputeRefusal(1, -500)).toBe("nothing_to_dispute");
  });
});

describe("the sums of a statement", () => {
  it("tell the month's shares, corrections and shortfalls apart: 1 736,13 − 18,40 + 5,00", () => {
    const due = {
      ...{ sharesCents: 172_273, contestedCents: 0, releasedCents: 0, callsCents: 150_000 },
      ...{ advancesCents: 0, feesCents: 0, netCents: 22_273, unpaidCallsCents: 0 },
    };
    const sums = sumsOf(
      [
        { kind: "charges", cents: 100_000 },
        { kind: "charges", cents: 73_613 },
        { kind: "correction", cents: -1840 },
        { kind: "shortfall", cents: 500 },
      ],
      due,
    );
    expect(sums).toEqual({ ...due, chargesCents: 173_613, correctionsCents: -1840, shortfallsCents: 500 });
  });
});
