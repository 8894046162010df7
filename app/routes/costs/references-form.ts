import { parseAmount } from "~server/catalogue";
import type { DeclaredReference, OwnPool } from "~server/costs";
import type { Locale } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";

/** What is asked of each pool, as it was declared. */
export function referenceFields(pools: readonly OwnPool[], locale: Locale) {
  return pools.map(({ id, name, cents, months, reference }) => ({
    id,
    name,
    now: formatMoney(Math.round(cents / Math.max(1, months)), locale),
    price: reference ? typed(reference.centsAMonth) : "",
    source: reference?.source ?? "",
  }));
}

/** "120,50", as one types it. */
function typed(cents: number): string {
  const [euros, rest] = [Math.floor(cents / 100), String(cents % 100).padStart(2, "0")];
  return rest === "00" ? String(euros) : `${euros},${rest}`;
}

type Wrong = "wrong" | "noSource" | "longSource";

/** Reads `prix-<pool>` and `source-<pool>` of these pools; an empty price takes the declaration back. */
export function readReferences(
  form: FormData,
  poolIds: readonly string[],
):
  | { readonly ok: true; readonly declared: DeclaredReference[] }
  | { readonly ok: false; readonly errors: Record<string, Wrong>; readonly values: Record<string, string> } {
  const errors: Record<string, Wrong> = {};
  const values: Record<string, string> = {};
  const text = (name: string) => {
    const value = form.get(name);
    return (values[name] = typeof value === "string" ? value.trim() : "");
  };
  const declared = poolIds.map((poolId): DeclaredReference => {
    const [price, source] = [text(`prix-${poolId}`), text(`source-${poolId}`)];
    if (price === "") return { poolId, price: null };
    const centsAMonth = parseAmount(price);
    if (centsAMonth === null) errors[`prix-${poolId}`] = "wrong";
    if (source === "") errors[`source-${poolId}`] = "noSource";
    if (source.length > 300) errors[`source-${poolId}`] = "longSource";
    return { poolId, price: { centsAMonth: centsAMonth ?? 0, source } };
  });
  return Object.keys(errors).length === 0 ? { ok: true, declared } : { ok: false, errors, values };
}
