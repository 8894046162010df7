import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { isExceptional } from "~server/kernel/errors";
import { codeOf, statusOf } from "./responses";

const PROBLEM = Symbol("problem");

/** A refusal as the API says it (RFC 9457); made by problem(). */
export interface Problem {
  readonly [PROBLEM]: true;
  readonly status: number;
  /** Stable: what a program reads. */
  readonly code: string;
  /** A sentence for a person; without it, the one of messages `api.problems`. */
  readonly detail?: string;
  /** More members of the answer: `suggestions`, `errors`… */
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a handler returns when it refuses: `return problem(409, "slot_taken", { detail, suggestions })`. */
export function problem(
  status: number,
  code: string,
  { detail, ...members }: { detail?: string; [member: string]: unknown } = {},
  headers: Record<string, string> = {},
): Problem {
  return { [PROBLEM]: true, status, code, ...(detail === undefined ? {} : { detail }), members, headers };
}

/** Whether a handler's answer is a refusal. */
export function isProblem(answer: unknown): answer is Problem {
  return typeof answer === "object" && answer !== null && PROBLEM in answer;
}

/** An exception as a problem; null for a real fault, which the caller logs and answers as `internal_error`. */
export function problemOf(error: unknown): Problem | null {
  if (isExceptional(error)) {
    // Which thing was not found, which permission is missing: told beside, so that the code stays one of a few.
    if (error.name === "NotFound") return problem(404, "not_found");
    if (error.name === "Forbidden") return problem(403, "forbidden", { action: error.code });
    return problem(error.status, error.code, { ...error.details });
  }
  const status = statusOf(error);
  return status === null ? null : problem(status, codeOf(error), {}, { "Retry-After": "5" });
}

/** The body of the answer. `type` names the problem as a URI, `instance` this request, also in its X-Request-Id. */
export async function problemBody(refusal: Problem, locale: Locale, requestId: string): Promise<string> {
  const t = await translator(locale, "api");
  // What the problem carries may be named in its sentence: "{days} jours au plus".
  const named = refusal.members as never;
  const text = (key: string) => (t.has(key as "title") ? t(key as "title", named) : undefined);
  return JSON.stringify({
    type: `urn:grappe:problem:${refusal.code}`,
    title: text(`problems.${refusal.code}.title`) ?? text(`statuses.${refusal.status}`) ?? t("title"),
    status: refusal.status,
    code: refusal.code,
    detail: refusal.detail ?? text(`problems.${refusal.code}.detail`) ?? text(`statuses.${refusal.status}`),
    instance: `urn:uuid:${requestId}`,
    ...refusal.members,
  });
}
