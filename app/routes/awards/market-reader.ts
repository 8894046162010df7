import { formText } from "~/form-text";
import { parseLocalDate, type LocalDate } from "~server/kernel/time";
import { euros, wholeHours, type ContractForm, type DeliveryForm } from "~server/tenders";
import { read } from "./award-action";
import type { SayAwards } from "./words";

/** What was read, or what is wrong with each field. */
type Read<T> = { readonly value: T | null; readonly errors: Readonly<Record<string, string>> };

/** A contract: fields `signedOn`, `startsOn`, `endsOn`, `amount`, `hours`, `words`. */
export function readContract(form: FormData, today: LocalDate, t: SayAwards): Read<ContractForm> {
  const errors: Record<string, string> = {};
  const signedOn = dayIn(form, "signedOn", errors, t);
  if (signedOn === "") errors.signedOn ??= t("wrong.day");
  if (signedOn > today) errors.signedOn ??= t("wrong.future");
  const [startsOn, endsOn] = [dayIn(form, "startsOn", errors, t), dayIn(form, "endsOn", errors, t)];
  if (startsOn && endsOn && endsOn < startsOn) errors.endsOn ??= t("wrong.ends_before");
  const amountCents = euros(formText(form, "amount"));
  if (amountCents === null) errors.amount = t("wrong.amount");
  const hoursPromised = wholeHours(formText(form, "hours"));
  if (hoursPromised === null) errors.hours = t("wrong.hours");
  const words = read(formText(form, "words"), 2000, t, true);
  if (words.wrong) errors.words = words.wrong;
  if (Object.keys(errors).length > 0 || amountCents === null || hoursPromised === null) return { value: null, errors };
  const days = { signedOn, startsOn: startsOn || null, endsOn: endsOn || null };
  return { value: { ...days, amountCents, hoursPromised, words: words.value }, errors };
}

/** A delivery: fields `deliveredOn`, `what`, `deliveryAmount`, `deliveryHours`. */
export function readDelivery(form: FormData, today: LocalDate, t: SayAwards): Read<Omit<DeliveryForm, "id">> {
  const errors: Record<string, string> = {};
  const deliveredOn = dayIn(form, "deliveredOn", errors, t);
  if (deliveredOn === "") errors.deliveredOn ??= t("wrong.day");
  if (deliveredOn > today) errors.deliveredOn ??= t("wrong.future");
  const what = read(formText(form, "what"), 1000, t);
  if (what.wrong) errors.what = what.wrong;
  const typed = formText(form, "deliveryAmount").trim();
  const amountCents = typed === "" ? null : euros(typed);
  if (typed !== "" && amountCents === null) errors.deliveryAmount = t("wrong.amount");
  const hours = wholeHours(formText(form, "deliveryHours"));
  if (hours === null) errors.deliveryHours = t("wrong.hours");
  if (Object.keys(errors).length > 0 || hours === null) return { value: null, errors };
  return { value: { deliveredOn, what: what.value, amountCents, hours }, errors };
}

/** "" where nothing, or no day, was typed. */
function dayIn(form: FormData, name: string, errors: Record<string, string>, t: SayAwards): LocalDate {
  const typed = formText(form, name).trim();
  const day = typed === "" ? null : parseLocalDate(typed);
  if (typed !== "" && !day) errors[name] = t("wrong.day");
  return day ?? "";
}
