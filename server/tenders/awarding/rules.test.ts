import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NeedKind, NeedState } from "../need";
import type { Award, Candidate } from "./award";
import {
  isEligible,
  objectionTo,
  outcomeOf,
  progressOf,
  sameAwards,
  stateAfterDecision,
  stateBeforeDecision,
  takesProposals,
} from "./rules";

const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  ...{ answerId: "a", number: 1, name: "Les Jardins du Gué", colour: 2, members: [], priceCents: 100_000, hours: 10 },
  ...{ low: null, irregular: null, criteria: [], words: {}, total: 9000, rank: 1, tie: null },
  ...more,
});
const award: Award = {
  ...{ id: "w", lotId: "l", answerId: "a", state: "proposed", reasons: "La mieux notée.", rank: 1, whyNotFirst: "" },
  ...{ priceCents: 100_000, hours: 10, proposedBy: "Inès", proposedAt: new Date(0), decidedBy: null, decidedAt: null },
};
const settled = { award, unsuccessfulReason: null };
const left = { award: null, unsuccessfulReason: "Trop cher." };
const open = { award: null, unsuccessfulReason: null };

describe("who may be proposed", () => {
  const call = { kind: "call", state: "evaluated", maxLots: null } as const;
  const said = { lotsWon: 0, whyNotFirst: "" };

  it("waits for the evaluation of a call, and for the opening of quotes; an expression of interest retains nobody", () => {
    const states: NeedState[] = ["published", "opened", "evaluated", "proposed", "awarded", "cancelled"];
    const when = (kind: NeedKind) => states.filter((state) => takesProposals({ kind, state }));
    expect(when("call")).toEqual(["evaluated", "proposed"]);
    expect(when("quotes")).toEqual(["opened", "evaluated", "proposed"]);
    expect(when("interest")).toEqual([]);
    expect(objectionTo({ ...call, state: "opened" }, candidate(), said)).toBe("award_in_time");
  });

  it("is admissible, has an open price, and is ranked where there are criteria", () => {
    expect(objectionTo(call, undefined, said)).toBe("award_of_an_answer");
    expect(objectionTo(call, candidate({ irregular: "Hors délai." }), said)).toBe("award_of_an_answer");
    expect(objectionTo(call, candidate({ priceCents: null }), said)).toBe("award_of_an_answer");
    expect(objectionTo(call, candidate({ rank: null }), said)).toBe("not_ranked");
    expect(objectionTo({ ...call, kind: "quotes", state: "opened" }, candidate({ rank: null }), said)).toBeNull();
  });

  it("is explained where it is not the first ranked", () => {
    expect(objectionTo(call, candidate({ rank: 2 }), said)).toBe("explained_choice");
    expect(objectionTo(call, candidate({ rank: 2 }), { ...said, whyNotFirst: "  " })).toBe("explained_choice");
    expect(
      objectionTo(call, candidate({ rank: 2 }), { ...said, whyNotFirst: "La première s’est retirée." }),
    ).toBeNull();
    expect(objectionTo(call, candidate(), said)).toBeNull();
  });

  it("has no more lots than one may have", () => {
    const two = { ...call, maxLots: 2 };
    expect(objectionTo(two, candidate(), { ...said, lotsWon: 1 })).toBeNull();
    expect(objectionTo(two, candidate(), { ...said, lotsWon: 2 })).toBe("max_lots_won");
  });

  it("is never somebody who may not be retained, whatever else is said", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<NeedKind>("call", "quotes"),
        fc.record({
          irregular: fc.option(fc.constant("Hors sujet.")),
          priceCents: fc.option(fc.nat()),
          rank: fc.option(fc.integer({ min: 1, max: 9 })),
        }),
        fc.string(),
        (kind, about, whyNotFirst) => {
          const one = candidate(about);
          const need = { kind, state: "evaluated", maxLots: null } as const;
          if (objectionTo(need, one, { lotsWon: 0, whyNotFirst }) === null) expect(isEligible(kind, one)).toBe(true);
        },
      ),
    );
  });
});

describe("the lots of a need", () => {
  it("are open as long as one of them is neither proposed nor left", () => {
    expect(outcomeOf([settled, open])).toBe("open");
    expect(outcomeOf([settled, left])).toBe("awarded");
    expect(outcomeOf([left, left])).toBe("unsuccessful");
  });

  it("make it proposed once all are settled with somebody, and as it was before when one is taken back", () => {
    expect(stateBeforeDecision("call", [settled, left])).toBe("proposed");
    expect(stateBeforeDecision("call", [settled, open])).toBe("evaluated");
    expect(stateBeforeDecision("quotes", [open])).toBe("opened");
    expect(stateBeforeDecision("quotes", [left])).toBe("opened");
  });

  it("are decided on as they were seen, whatever the order", () => {
    expect(sameAwards(["a", "b"], [{ id: "b" }, { id: "a" }])).toBe(true);
    expect(sameAwards(["a"], [{ id: "b" }])).toBe(false);
    expect(sameAwards([], [{ id: "b" }])).toBe(false);
    expect(sameAwards(["a", "b"], [{ id: "a" }])).toBe(false);
  });
});

describe("what follows a decision", () => {
  it("is contracted once each award has its contract, done once each of them has ended", () => {
    const running = { endedOn: null };
    const ended = { endedOn: "2026-12-01" };
    expect(stateAfterDecision([null, ended])).toBe("awarded");
    expect(stateAfterDecision([running, ended])).toBe("contracted");
    expect(stateAfterDecision([ended, ended])).toBe("done");
  });

  it("counts what was accepted, and nothing that waits or was refused", () => {
    const at = new Date(0);
    const progress = progressOf({ amountCents: 100_000, hoursPromised: 40 }, [
      { amountCents: 60_000, hours: 30, acceptedAt: at, refusedReason: null },
      { amountCents: null, hours: 5, acceptedAt: at, refusedReason: null },
      { amountCents: 30_000, hours: 99, acceptedAt: null, refusedReason: "Pas fait." },
      { amountCents: 40_000, hours: 99, acceptedAt: null, refusedReason: null },
    ]);
    expect(progress).toEqual({ amountCents: 60_000, amountLeft: 40_000, hours: 35, hoursLeft: 5, waiting: 1 });
  });

  it("never has less left than nothing, and what is done and what is left make what was promised or more", () => {
    const delivery = fc.record({
      amountCents: fc.option(fc.nat(1_000_000)),
      hours: fc.nat(1000),
      acceptedAt: fc.constantFrom(new Date(0), null),
      refusedReason: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(2000), fc.array(delivery), (amountCents, hoursPromised, deliveries) => {
        const progress = progressOf({ amountCents, hoursPromised }, deliveries);
        expect(progress.amountLeft).toBeGreaterThanOrEqual(0);
        expect(progress.amountCents + progress.amountLeft).toBe(Math.max(amountCents, progress.amountCents));
        expect(progress.hours + progress.hoursLeft).toBe(Math.max(hoursPromised, progress.hours));
      }),
    );
  });
});
