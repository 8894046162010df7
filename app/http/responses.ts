import { data, type AppLoadContext } from "@remix-run/node";
import { isExceptional } from "~server/kernel/errors";

/** What an error page knows: a code to explain and the request's id to quote, never a stack. */
export type ErrorBody = { code: string; reference?: string };

/** Wraps a loader or an action: what the server refuses by exception becomes a response, here and only here. */
export function handled<A extends { context: AppLoadContext }, T>(
  work: (args: A) => Promise<T>,
): (args: A) => Promise<T> {
  return async (args) => {
    try {
      return await work(args);
    } catch (error) {
      const status = statusOf(error);
      if (status === null) throw error;
      throw data<ErrorBody>({ code: codeOf(error), reference: args.context.requestId }, { status });
    }
  };
}

/** The HTTP status of an expected exception; null for a real fault. */
export function statusOf(error: unknown): number | null {
  if (isExceptional(error)) return error.status;
  if (isSenseless(error)) return 422;
  return isDatabaseAway(error) ? 503 : null;
}

/** The code that the four classes carry; "offline" when the database is away. */
export function codeOf(error: unknown): string {
  if (isDatabaseAway(error)) return "offline";
  if (isSenseless(error)) return "invalid";
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

/** What PostgreSQL says of a value that no text, number or day of its own can be: the request is wrong, not us. */
const SENSELESS = new Set("22021 22003 22007 22008 22009 22P02 22P05".split(" "));

function isSenseless(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && SENSELESS.has(error.code);
}

/** postgres.js's own codes, the system's, and PostgreSQL's for "shutting down", "starting" and "too many clients". */
const AWAY = new Set([
  ..."CONNECT_TIMEOUT CONNECTION_CLOSED CONNECTION_ENDED CONNECTION_DESTROYED".split(" "),
  ..."ECONNREFUSED ECONNRESET ENOTFOUND EPIPE ETIMEDOUT".split(" "),
  ..."57P01 57P02 57P03 53300 08006 08001".split(" "),
]);

function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return error instanceof Error && "code" in error && typeof error.code === "string" && AWAY.has(error.code);
}
