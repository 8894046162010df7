import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awaited, judgingStep, leftOf, readScore, spreadOf, toScoreOf, type Judge } from "./score-rules";

describe("a score that is typed", () => {
  it("is a number of the scale, with a comma or a point, to the hundredth", () => {
    expect(readScore("7,5", 10)).toEqual({ ok: true, value: 7.5 });
    expect(readScore(" 7.25 ", 10)).toEqual({ ok: true, value: 7.25 });
    expect(readScore("0", 10)).toEqual({ ok: true, value: 0 });
    expect(readScore("10", 10)).toEqual({ ok: true, value: 10 });
    expect(readScore("", 10)).toEqual({ ok: true, value: null });
  });

  it("is refused above the scale, under nought, and where it is no number or too fine", () => {
    for (const typed of ["10,01", "-1", "11"])
      expect(readScore(typed, 10)).toEqual({ ok: false, problem: "score_in_scale" });
    for (const typed of ["bien", "7,555", "1e1", "7,", "½"])
      expect(readScore(typed, 10)).toEqual({ ok: false, problem: "score_is_a_number" });
  });

  it("reads again what it printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const value = hundredths / 100;
        expect(readScore(String(value).replace(".", ","), 100)).toEqual({ ok: true, value });
      }),
    );
  });
});

describe("the scores of a panel on one criterion", () => {
  it("are talked about where they are a third of the scale apart", () => {
    expect(spreadOf([6, 7, 9], 10)).toEqual({ low: 6, high: 9, middle: 7.25, apart: false });
    expect(spreadOf([3, 9], 10)).toEqual({ low: 3, high: 9, middle: 6, apart: true });
    expect(spreadOf([2, 3], 3)).toMatchObject({ apart: true });
    expect(spreadOf([], 10)).toBeNull();
  });

  it("have a middle that none of them is beyond, and that is theirs where they agree", () => {
    const values = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(values, (hundredths) => {
        const given = hundredths.map((value) => value / 100);
        const { low, high, middle, apart } = spreadOf(given, 20)!;
        expect(middle).toBeGreaterThanOrEqual(low);
        expect(middle).toBeLessThanOrEqual(high);
        if (low === high) expect({ middle, apart }).toEqual({ middle: low, apart: false });
      }),
    );
  });
});

const LOTS = [
  {
    id: "lot 1",
    criteria: [
      { id: "price", kind: "price" },
      { id: "method", kind: "quality" },
    ],
  },
  { id: "lot 2", criteria: [{ id: "care", kind: "social" }] },
];
const offers = (id: string, ...lotIds: string[]) => ({ id, content: { lots: lotIds.map((lotId) => ({ lotId })) } });

describe("what there is to score", () => {
  it("is each criterion but the price, of the lots that an answer offers for", () => {
    expect(toScoreOf({ lots: LOTS }, [offers("a", "lot 1"), offers("b", "lot 1", "lot 2")])).toEqual([
      { answerId: "a", criterionId: "method" },
      { answerId: "b", criterionId: "method" },
      { answerId: "b", criterionId: "care" },
    ]);
  });

  it("is left to each who has not given it, and to the panel until it has agreed", () => {
    const toScore = toScoreOf({ lots: LOTS }, [offers("b", "lot 1", "lot 2")]);
    const score = (criterionId: string, personId: string | null) => ({
      ...{ answerId: "b", criterionId, personId, value: 5, words: "" },
    });
    const scores = [score("method", "ines"), score("care", "ines"), score("care", "paul"), score("method", null)];
    expect(["ines", "paul", "lise", null].map((who) => leftOf(toScore, scores, who))).toEqual([0, 1, 2, 1]);
  });
});

const day = new Date("2026-12-01T10:00:00Z");
const judge = (more: Partial<Judge> = {}): Judge => ({ declared: null, removedAt: null, finishedAt: null, ...more });
const FINISHED = judge({ declared: "none", finishedAt: day });

describe("what comes next", () => {
  const need = { consensusAt: null, qualityFirst: false, evaluated: false };
  const have = { members: [FINISHED], answers: 2, toScore: 4, consensusLeft: 4 };

  it("waits for each who sits, but not for who has a conflict or was put aside", () => {
    const members = [FINISHED, judge({ declared: "conflict" }), judge({ declared: "none", removedAt: day })];
    expect(awaited(members)).toEqual([]);
    expect(judgingStep(need, { ...have, members })).toBe("open_consensus");
    expect(judgingStep(need, { ...have, members: [...members, judge()] })).toBe("score");
    expect(judgingStep(need, { ...have, members: [judge({ declared: "conflict" })] })).toBe("choose_panel");
  });

  it("goes from the panel to the ranking, and by the prices where quality comes first", () => {
    const open = { ...need, consensusAt: day };
    expect(judgingStep(open, have)).toBe("agree");
    expect(judgingStep(open, { ...have, consensusLeft: 0 })).toBe("end");
    expect(judgingStep({ ...open, qualityFirst: true }, { ...have, consensusLeft: 0 })).toBe("open_prices");
    expect(judgingStep({ ...open, evaluated: true }, { ...have, consensusLeft: 0 })).toBe("ranked");
  });

  it("asks nobody for scores where only prices count, and nothing where nobody answered", () => {
    expect(judgingStep(need, { members: [], answers: 2, toScore: 0, consensusLeft: 0 })).toBe("end");
    expect(judgingStep(need, { members: [], answers: 0, toScore: 0, consensusLeft: 0 })).toBe("nothing_to_judge");
  });
});
