import type { z } from "zod";
import type { AdvanceForm, ChargeForm, ChargeIn } from "~server/costs";

/** What the form of a charge says. */
export function chargeInput(form: z.output<typeof ChargeForm>): ChargeIn & { version: number | undefined } {
  const { pool, amount, ...rest } = form;
  return { ...rest, id: form.id, version: form.version, poolId: pool, amountCents: amount };
}

/** What the form of an advance says: the rest follows from the pool and the day. */
export function advanceInput(form: z.output<typeof AdvanceForm>): ChargeIn & { version: number | undefined } {
  const { pool, amount, ...rest } = form;
  return { ...rest, id: form.id, version: form.version, poolId: pool, amountCents: amount };
}
