import { z } from "zod";
import { problem } from "~/http/api";
import { Month } from "./costs-shape";

/** What a step of a month answers: the month, and how far it is. */
export const MonthStep = z
  .object({ month: Month, state: z.enum(["review", "locked", "closing"]) })
  .meta({ id: "MonthStep" });

/** Why a month does not go on. */
export const MONTH_PROBLEMS = {
  not_found: 404,
  not_open: 409,
  not_in_review: 422,
  not_locked: 409,
  already_closed: 409,
  earlier_month_open: 409,
  review_ends_too_early: 422,
  something_missing: 422,
  closing_under_way: 409,
} as const;

/** With what is missing, by its codes. */
export function monthProblem({
  code,
  missing = [],
}: {
  code: keyof typeof MONTH_PROBLEMS;
  missing?: readonly { code: string }[];
}) {
  return problem(MONTH_PROBLEMS[code], code, { missing: missing.map((check) => check.code).join(", ") });
}
