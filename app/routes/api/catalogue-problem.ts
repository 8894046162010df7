import { problem, type Problem } from "~/http/problem";
import { isoWithOffset } from "~/http/api-shapes";
import type { Refused } from "~/routes/catalogue/in-the-way";
import type { PartsProblem, SessionProblem, UnitProblem } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";

type CompositionProblem = UnitProblem | SessionProblem | PartsProblem;

/** Why what a resource is made of stays as it is, in the words of its page, with the bookings that keep it so. */
export function compositionProblem(refusal: CompositionProblem, { title, text }: Refused, actor: Actor): Problem {
  const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
  const inTheWay = "bookings" in refusal ? refusal.bookings : null;
  return problem(409, refusal.code, {
    title,
    detail: text,
    ...(inTheWay && {
      bookings: inTheWay.map(({ id, start, end, structure }) => ({ id, start: at(start), end: at(end), structure })),
    }),
  });
}
