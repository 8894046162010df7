import type { Customer } from "./price";

/** Who says yes to a request for a resource. */
export interface ApprovalRules {
  readonly mode: "automatic" | "owner" | "manager";
  /** How long they have to answer, in minutes. */
  readonly minutes: number;
  /** Customers who need no approval all the same. */
  readonly freeFor: readonly Customer[];
  /** Structures that need none either. */
  readonly trusted: readonly string[];
}

/** Whoever asks, as far as approval goes. */
interface Asking {
  readonly structureId: string;
  readonly customer: Customer;
  /** Whether they could give the answer themselves. */
  readonly decides: boolean;
}

const MINUTE = 60_000;

/**
 * Until when a request must be answered: in the time that the resource gives, at the latest when it would start; null
 * when nobody needs to say yes.
 */
export function answerDue(rules: ApprovalRules, asking: Asking, start: Date, now: Date): Date | null {
  if (rules.mode === "automatic" || asking.decides) return null;
  if (rules.freeFor.includes(asking.customer) || rules.trusted.includes(asking.structureId)) return null;
  return new Date(Math.min(now.getTime() + rules.minutes * MINUTE, start.getTime()));
}
