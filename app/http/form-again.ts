import type { Submission, SubmissionResult } from "@conform-to/react";
import { data, type HeadersFunction } from "@remix-run/node";

/** What a page needs to show a form again. */
export interface FormAgain {
  readonly result: SubmissionResult;
  /** Minutes to wait, when there were too many attempts. */
  readonly minutes: number | null;
}

/** Never written back into a page, wherever they are in a form. */
const SECRET_FIELDS = ["password", "current"];

/**
 * The form again, with what was typed (but for secrets) and what is wrong with it. `problems` adds to what the schema
 * found: a message key of `errors` for each field's name, "" being the form as a whole.
 */
export function formAgain(submission: Submission<unknown>, problems: Record<string, string> = {}) {
  return data(again(submission, problems, null), { status: 422 });
}

/** The form again after too many attempts, with when to come back. */
export function formLater(submission: Submission<unknown>, { until }: { until: Date }) {
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000));
  const body = again(submission, { "": "too_many_attempts" }, Math.ceil(seconds / 60));
  return data(body, { status: 429, headers: { "Retry-After": String(seconds) } });
}

/** For the routes that use formLater: hands its Retry-After on (`export const headers = laterHeaders`). */
export const laterHeaders: HeadersFunction = ({ actionHeaders }) => {
  const seconds = actionHeaders.get("Retry-After");
  return new Headers(seconds ? { "Retry-After": seconds } : undefined);
};

function again(submission: Submission<unknown>, problems: Record<string, string>, minutes: number | null): FormAgain {
  const { "": formProblem, ...fieldProblems } = problems;
  const result = submission.reply({
    hideFields: SECRET_FIELDS,
    ...(formProblem ? { formErrors: [formProblem] } : {}),
    fieldErrors: Object.fromEntries(Object.entries(fieldProblems).map(([name, key]) => [name, [key]])),
  });
  return { result, minutes };
}
