import type { Period } from "../kernel/time";
import type { Addon } from "./basket-of";

/** When what goes with a thing is booked, unless told: a service for its shortest time at the start, others throughout. */
export function usualTime({ kind, minMinutes }: Pick<Addon, "kind" | "minMinutes">, { start, end }: Period): Period {
  const shortest = new Date(start.getTime() + minMinutes * 60_000);
  return { start, end: kind === "service" && shortest < end ? shortest : end };
}
