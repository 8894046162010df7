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

/** What is left before a closing, in whole days, hours and minutes; null once it is past. */
export function timeLeft(closesAt: Date, now: Date): { days: number; hours: number; minutes: number } | null {
  const left = closesAt.getTime() - now.getTime();
  if (left <= 0) return null;
  const minutes = Math.floor(left / 60_000);
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}
