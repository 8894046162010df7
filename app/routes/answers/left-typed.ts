/** What is left to share of a lot, in cents and hours; below nought, too much was shared. */
export interface Left {
  readonly cents: number;
  readonly hours: number;
}

/** What is left to share of a lot, from what is typed at this moment; what is no number yet counts for nothing. */
export function leftTyped(
  lot: Left & { readonly shares: readonly { readonly name: string }[] },
  typed: FormData,
): Left {
  let { cents, hours } = lot;
  for (const { name } of lot.shares) {
    cents -= Math.round(numberOf(typed.get(`montant-${name}`)) * 100);
    hours -= Math.round(numberOf(typed.get(`heures-${name}`)));
  }
  return { cents, hours };
}

function numberOf(typed: FormDataEntryValue | null): number {
  const text = typeof typed === "string" ? typed.replace(/[\s€h]/g, "").replace(",", ".") : "";
  return /^\d{1,9}(\.\d*)?$/.test(text) ? Number(text) : 0;
}
