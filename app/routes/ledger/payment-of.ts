import type { z } from "zod";
import type { paymentForm, recordPayment } from "~server/ledger";
import type { LedgerWords } from "./words";

/** The payment that a form describes; its label in words where none was typed. */
export function paymentOf(
  { id, direction, on, amount: cents, day, reference, label }: z.output<typeof paymentForm>,
  member: { id: string; name: string } | null,
  t: LedgerWords,
): Parameters<typeof recordPayment>[1] {
  const received = direction === "received";
  const kept = { id, received, cents, day, reference };
  const words = (name: string) => label || t(received ? "payment.labelReceived" : "payment.labelMade", { name });
  if (on === "suppliers" || on === "subsidies_receivable" || on === "suspense")
    return { ...kept, on, label: words(t(`payment.someone.${on}`)) };
  return { ...kept, on, structureId: member?.id ?? "", label: words(member?.name ?? "") };
}
