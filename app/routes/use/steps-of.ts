import { kindOf, type StartStep } from "~server/catalogue";
import type { UseSettings } from "~server/use";

/** What may be asked for its kind, and what is asked already. */
export function stepsOf({ kind, startStep }: Pick<UseSettings, "kind" | "startStep">): StartStep[] {
  return [...new Set([...kindOf(kind).startSteps, startStep])];
}
