import { formText } from "~/form-text";
import type { FundingAsked } from "~server/costs";
import { isId } from "~server/kernel/ids";
import { typedDay, typedMoney } from "./asked";
import { FUNDING_FIELDS, type FundingTyped, type FundingWrong } from "./funding-names";

/** Reads a request for funding: what it says, or what is wrong with which field. */
export function readFunding(
  form: FormData,
): { ok: true; typed: FundingTyped; value: FundingAsked } | { ok: false; typed: FundingTyped; wrong: FundingWrong } {
  const typed = Object.fromEntries(
    FUNDING_FIELDS.map((field) => [field, formText(form, field).trim()]),
  ) as FundingTyped;
  const wrong: FundingWrong = {};
  if (!isId(typed.poolId)) wrong.poolId = "pool";
  if (typed.funder === "") wrong.funder = "required";
  else if (typed.funder.length > 120) wrong.funder = "too_long";
  if (typed.label === "") wrong.label = "required";
  else if (typed.label.length > 160) wrong.label = "too_long";
  const ratePoints = pointsTyped(typed.rate);
  if (ratePoints === null) wrong.rate = "rate";
  const ceilingCents = typedMoney(form, "ceiling");
  if (ceilingCents === null) wrong.ceiling = "amount";
  else if (ceilingCents === 0) wrong.ceiling = "positive";
  const [startsOn, endsOn] = [typedDay(form, "startsOn"), typedDay(form, "endsOn")];
  if (startsOn === null) wrong.startsOn = "day";
  if (endsOn === null) wrong.endsOn = "day";
  else if (startsOn !== null && endsOn < startsOn) wrong.endsOn = "reversed";
  const eligibleAccounts = [...new Set(typed.accounts.split(/[\s,;]+/).filter(Boolean))];
  if (eligibleAccounts.length > 30 || !eligibleAccounts.every((account) => /^6\d{0,7}$/.test(account))) {
    wrong.accounts = "accounts";
  }
  if (Object.keys(wrong).length > 0 || ratePoints === null || ceilingCents === null || !startsOn || !endsOn) {
    return { ok: false, typed, wrong };
  }
  const { poolId, funder, label } = typed;
  const publicMoney = typed.public !== "";
  return {
    ok: true,
    typed,
    value: { poolId, funder, label, publicMoney, ratePoints, ceilingCents, startsOn, endsOn, eligibleAccounts },
  };
}

/** "80", "33,33 %" as hundredths of a per cent, 1 to 10 000; null for anything else. */
function pointsTyped(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
  if (!match) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return points >= 1 && points <= 10_000 ? points : null;
}
