import { z } from "zod";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { problemWords } from "~/routes/use/problem-words";
import type { Actor, Locale } from "~server/kernel/actor";
import type { UseProblem } from "~server/use";

/** What is noted of a thing when it is taken, or given back. Photographs are added on its pages alone. */
export const StateBody = z.strictObject({
  odometer: z.int().min(0).max(10_000_000).nullish().meta({ description: "Kilometres, where they are asked." }),
  level: z.int().min(0).max(100).nullish().meta({ description: "Fuel or charge, in percent." }),
  note: z.string().trim().max(1000).optional(),
  certain: z.boolean().optional().meta({ description: "The reading was checked, however far it leaps." }),
});

/** Every refusal of a step, with its status. */
export const USE_PROBLEMS = {
  nothing_asked: 422,
  not_confirmed: 422,
  released: 409,
  too_early: 422,
  over: 422,
  not_taken: 422,
  odometer_missing: 422,
  odometer_backwards: 422,
  odometer_leap: 422,
  photo_refused: 422,
  too_many_photos: 422,
} as const satisfies Record<UseProblem["code"], number>;

/** A step that was not taken, in words. */
export async function useProblem(refusal: UseProblem, { timeZone }: Actor, locale: Locale): Promise<Problem> {
  const { message } = await problemWords(refusal, { locale, timeZone }, await translator(locale, "use"));
  return problem(USE_PROBLEMS[refusal.code], refusal.code, { detail: message });
}
