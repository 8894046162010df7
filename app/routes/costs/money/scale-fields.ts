import { formText } from "~/form-text";
import { readMoney, type ScaleSet } from "~server/costs";
import { isId } from "~server/kernel/ids";
import { typedDay } from "./asked";
import { BANDS, type ScaleTyped, type ScaleWrong } from "./scale-names";

/** Reads a scale: bands left empty do not count. */
export function readScale(
  form: FormData,
): { ok: true; typed: ScaleTyped; value: ScaleSet } | { ok: false; typed: ScaleTyped; wrong: ScaleWrong } {
  const asked = formText(form, "basis");
  const basis = asked === "budget" || asked === "staff" ? asked : "flat";
  const rows = Array.from({ length: BANDS }, (_, rank) => ({
    upTo: formText(form, `upTo-${rank}`).trim(),
    amount: formText(form, `amount-${rank}`).trim(),
  }));
  const typed = {
    ...{
      basis,
      bands: rows,
      poolId: formText(form, "poolId"),
      decided: formText(form, "decided").trim().slice(0, 200),
    },
    dueOn: formText(form, "dueOn"),
  };
  const wrong: Record<string, ScaleWrong[string]> = {};
  const bands = rows.flatMap(({ upTo, amount }, rank) => {
    if (upTo === "" && amount === "") return [];
    const cents = readMoney(amount);
    const end = upTo === "" ? null : limitTyped(upTo, basis);
    if (cents === null || cents < 0) wrong[`amount-${rank}`] = "amount";
    if (Number.isNaN(end)) wrong[`upTo-${rank}`] = "upTo";
    return [{ upTo: end, cents: cents ?? 0 }];
  });
  const dueOn = typedDay(form, "dueOn");
  if (dueOn === null) wrong.dueOn = "day";
  if (Object.keys(wrong).length > 0 || dueOn === null) return { ok: false, typed, wrong };
  const poolId = isId(typed.poolId) ? typed.poolId : null;
  return { ok: true, typed, value: { basis, bands, poolId, decided: typed.decided, dueOn } };
}

/** Cents of budget, or full-time equivalents × 10 000; NaN for anything else. */
function limitTyped(text: string, basis: string): number {
  if (basis === "staff") {
    const match = /^(\d{1,5})(?:[.,](\d{1,4}))?$/.exec(text);
    return match ? Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0")) : NaN;
  }
  const cents = readMoney(text);
  return cents === null || cents < 0 ? NaN : cents;
}
