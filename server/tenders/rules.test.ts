import { describe, expect, it } from "vitest";
import { stageOf, takesQuestions } from "./rules";

const closesAt = new Date("2026-12-11T11:00:00.000Z");
const at = (text: string) => new Date(`2026-12-11T${text}Z`);

describe("where a need stands", () => {
  it("takes answers at 11:59:59.999 and none at noon sharp", () => {
    expect(stageOf({ state: "published", closesAt }, at("10:59:59.999"))).toBe("published");
    expect(stageOf({ state: "published", closesAt }, at("11:00:00.000"))).toBe("closed");
  });

  it("is what it was made once it is opened, whatever the time", () => {
    expect(stageOf({ state: "opened", closesAt }, at("09:00:00.000"))).toBe("opened");
    expect(stageOf({ state: "draft", closesAt: null }, at("12:00:00.000"))).toBe("draft");
  });

  it("takes questions until their own date, and no longer than answers", () => {
    const need = { state: "published" as const, closesAt, questionsUntil: at("09:00:00.000") };
    expect(takesQuestions(need, at("08:59:59.999"))).toBe(true);
    expect(takesQuestions(need, at("09:00:00.000"))).toBe(false);
    expect(takesQuestions({ ...need, questionsUntil: null }, at("10:00:00.000"))).toBe(true);
    expect(takesQuestions({ ...need, questionsUntil: null }, at("11:00:00.000"))).toBe(false);
  });
});
