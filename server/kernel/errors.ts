/** What may travel with an error for the person or program that reads it; never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

// Symbol.for: the server's entry and the Remix bundle each load this file, so `instanceof` fails from one to the other.
const BRAND = Symbol.for("grappe.exceptional");

/** The common ground of the four errors below; `code` is stable: a translation key, and the API's problem code. */
export abstract class Exceptional extends Error {
  /** The HTTP status that says the same. */
  abstract readonly status: 403 | 404 | 409 | 422;
  readonly [BRAND] = true;

  constructor(
    readonly code: string,
    readonly details?: ErrorDetails,
  ) {
    super(code);
  }
}

/** It does not exist, or not for this person: which of the two is never said. */
export class NotFound extends Exceptional {
  override readonly name = "NotFound";
  readonly status = 404;

  constructor(code = "not_found", details?: ErrorDetails) {
    super(code, details);
  }
}

/** It exists, and this person may not do this to it. */
export class Forbidden extends Exceptional {
  override readonly name = "Forbidden";
  readonly status = 403;

  constructor(code = "forbidden", details?: ErrorDetails) {
    super(code, details);
  }
}

/** The state of things contradicts the request; trying again later may succeed. */
export class Conflict extends Exceptional {
  override readonly name = "Conflict";
  readonly status = 409;

  constructor(code = "conflict", details?: ErrorDetails) {
    super(code, details);
  }
}

/** The request itself is wrong; `fields` holds a message key for each wrong field. */
export class Invalid extends Exceptional {
  override readonly name = "Invalid";
  readonly status = 422;

  constructor(
    code = "invalid",
    readonly fields?: Readonly<Record<string, string>>,
    details?: ErrorDetails,
  ) {
    super(code, details);
  }
}

/** Whether `error` is one of the four, whichever copy of this file made it (`name` tells which). */
export function isExceptional(error: unknown): error is NotFound | Forbidden | Conflict | Invalid {
  return error instanceof Error && BRAND in error;
}
