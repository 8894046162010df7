import type { NeedState } from "./need";

/** Where a need stands for people: as it is kept, or closed and waiting to be opened. */
export type Stage = NeedState | "closed";

/** Where a need stands at `now`: published until the millisecond before its closing, closed from that on. */
export function stageOf({ state, closesAt }: { state: NeedState; closesAt: Date | null }, now: Date): Stage {
  return state === "published" && closesAt !== null && now >= closesAt ? "closed" : state;
}

/** Whether questions may still be asked at `now`. */
export function takesQuestions(
  need: { state: NeedState; closesAt: Date | null; questionsUntil: Date | null },
  now: Date,
): boolean {
  return stageOf(need, now) === "published" && now < (need.questionsUntil ?? need.closesAt ?? now);
}
