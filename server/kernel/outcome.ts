/** What a verb answers: the thing done, or the expected reason why not. */
export type Outcome<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** It is done; `value` is what came of it. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** It was refused for an expected reason, which the page or the API will say. */
export function refused<P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}
