import type { Outcome } from "../kernel/outcome";

/** What was done; the demonstration is wrong where it was refused. */
export function done<T>(outcome: Outcome<T, unknown>): T {
  if (!outcome.ok) throw new Error(`The demonstration was refused: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}
