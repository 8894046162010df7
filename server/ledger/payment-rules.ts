import type { Cents } from "../kernel/money";
import type { NewPosting } from "./post-entry";

/** Money that came in or went out by the bank, and what it is on: a member's account, a supplier's, a funder's. */
export type Payment = { received: boolean; cents: Cents } & (
  | { on: "members" | "disputed" | "member_advances"; structureId: string }
  | { on: "suppliers" | "subsidies_receivable" | "suspense"; structureId?: null }
);

/** The two lines of a payment: the bank's, and the other side. What is received is a debit of the bank. */
export function postingsOf(payment: Payment): NewPosting[] {
  const cents = payment.received ? payment.cents : -payment.cents;
  return [
    { role: "bank", cents },
    { role: payment.on, structureId: payment.structureId ?? null, cents: -cents },
  ];
}
