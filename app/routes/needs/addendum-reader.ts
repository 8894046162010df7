import { formText } from "~/form-text";
import { instantAt, localDateOf, minutesOf, parseLocalDate } from "~server/kernel/time";
import { textOf, type AddendumForm, type Need } from "~server/tenders";
import type { Wrong } from "./edit-reader";

/** Reads a change of a need; a later closing is at the same hour as the one before. */
export function readAddendum(
  form: FormData,
  { closesAt }: Need,
  zone: string,
): { value: Omit<AddendumForm, "id"> | null; wrong: Wrong } {
  const wrong: Wrong = {};
  const words = textOf(formText(form, "words"), 5000);
  if (!words.ok) wrong.words = { code: words.problem, most: 5000 };
  const substance = formText(form, "substance");
  if (substance !== "oui" && substance !== "non") wrong.substance = { code: "choose" };
  const typed = formText(form, "later").trim();
  const day = typed === "" ? null : parseLocalDate(typed);
  if (typed !== "" && !day) wrong.later = { code: "day" };
  if (!words.ok || Object.keys(wrong).length > 0) return { value: null, wrong };
  const hour = closesAt ? minutesOf(closesAt, localDateOf(closesAt, zone), zone) : 0;
  const later = day ? instantAt(day, hour, zone) : null;
  return { value: { words: words.value, changesSubstance: substance === "oui", closesAt: later }, wrong };
}
