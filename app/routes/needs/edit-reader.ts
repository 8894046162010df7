import { formText } from "~/form-text";
import { instantAt, parseLocalDate, parseTime } from "~server/kernel/time";
import {
  CRITERION_KINDS,
  isTrade,
  NEED_KINDS,
  OPENNESS,
  RESERVATIONS,
  textOf,
  type CriterionDraft,
  type LotDraft,
  type NeedFields,
} from "~server/tenders";

/** What is wrong, by the name of the field: keys of `needsForm.wrong`. */
export type Wrong = Record<string, { readonly code: WrongCode; readonly most?: number }>;
type WrongCode =
  "required" | "too_long" | "day" | "order" | "amount" | "number" | "choose" | "weight" | "two_prices" | "minimum";

/** Reads the fields of one form, noting what is wrong. */
export function reader(form: FormData) {
  const wrong: Wrong = {};
  const text = (name: string, max: number, optional = true): string => {
    const read = textOf(formText(form, name), max, { optional });
    if (read.ok) return read.value;
    wrong[name] = { code: read.problem, most: max };
    return "";
  };
  const day = (name: string): string | null => {
    const typed = formText(form, name).trim();
    const date = typed === "" ? null : parseLocalDate(typed);
    if (typed !== "" && date === null) wrong[name] = { code: "day" };
    return date;
  };
  const whole = (name: string, from: number, to: number): number | null => {
    const typed = formText(form, name).trim();
    if (typed === "") return null;
    const number = /^\d{1,7}$/.test(typed) ? Number(typed) : NaN;
    if (number >= from && number <= to) return number;
    wrong[name] = { code: "number", most: to };
    return null;
  };
  const checked = (name: string) => formText(form, name) === "oui";
  const among = <T extends string>(name: string, choices: readonly T[]): T | null =>
    choices.find((choice) => choice === formText(form, name)) ?? null;
  return { wrong, text, day, whole, checked, among };
}

/** What and for when and where. */
export function readWhat(form: FormData): { fields: NeedFields; wrong: Wrong } {
  const { wrong, text, day, among } = reader(form);
  const trade = formText(form, "trade");
  const [wantedFrom, wantedUntil] = [day("wantedFrom"), day("wantedUntil")];
  if (wantedFrom && wantedUntil && wantedUntil < wantedFrom) wrong.wantedUntil = { code: "order" };
  const fields = {
    kind: among("kind", NEED_KINDS) ?? "call",
    title: text("title", 160, false),
    summary: text("summary", 400),
    description: text("description", 20000),
    place: text("place", 120),
    contact: text("contact", 200),
    trades: isTrade(trade) ? [trade] : [],
    wantedFrom,
    wantedUntil,
  };
  return { fields, wrong };
}

/** Who may see it, and until when. */
export function readWho(form: FormData, zone: string): { fields: NeedFields; wrong: Wrong } {
  const { wrong, day, whole, checked, among } = reader(form);
  const openTo = among("openTo", OPENNESS);
  if (!openTo) wrong.openTo = { code: "choose" };
  const [closesOn, questionsOn, time] = [day("closesOn"), day("questionsOn"), parseTime(formText(form, "closesAt"))];
  if (!closesOn && !wrong.closesOn) wrong.closesOn = { code: "day" };
  if (!questionsOn && !wrong.questionsOn) wrong.questionsOn = { code: "day" };
  if (time === null) wrong.closesAt = { code: "choose" };
  if (closesOn && questionsOn && questionsOn > closesOn) wrong.questionsOn = { code: "order" };
  const fields = {
    ...(openTo ? { openTo } : {}),
    ...(closesOn && time !== null ? { closesAt: instantAt(closesOn, time, zone) } : {}),
    ...(questionsOn && time !== null ? { questionsUntil: instantAt(questionsOn, time, zone) } : {}),
    groupsAllowed: checked("groups"),
    qualityFirst: checked("qualityFirst"),
    maxLots: whole("maxLots", 1, 50),
  };
  return { fields, wrong };
}

/** The lots, each with its fields. */
export function readLots(
  form: FormData,
  need: { readonly lots: readonly { readonly id: string }[] },
): { lots: LotDraft[]; wrong: Wrong } {
  const { wrong, text, whole, checked, among } = reader(form);
  const lots = need.lots
    .filter(({ id }) => form.has(`title-${id}`))
    .map(({ id }): LotDraft => {
      const estimateCents = eurosOf(formText(form, `estimate-${id}`));
      if (estimateCents === undefined) wrong[`estimate-${id}`] = { code: "amount" };
      return {
        id,
        title: text(`title-${id}`, 160),
        description: text(`description-${id}`, 10000),
        estimateCents: estimateCents ?? null,
        estimateShown: checked(`shown-${id}`),
        reservedTo: among(`reserved-${id}`, RESERVATIONS),
        minimumHours: whole(`hours-${id}`, 0, 1_000_000) ?? 0,
      };
    });
  return { lots, wrong };
}

/** Criteria, whose fields are named after `group` and their row; a row without points is left out. */
export function readCriteria(
  form: FormData,
  group = "",
): { criteria: CriterionDraft[]; rows: readonly number[]; wrong: Wrong } {
  const { wrong, text, whole, among } = reader(form);
  const criteria: CriterionDraft[] = [];
  const rows: number[] = [];
  for (let row = 0; row < 30 && form.has(`weight-${group}${row}`); row += 1) {
    if (formText(form, `weight-${group}${row}`).trim() === "") continue;
    const weight = whole(`weight-${group}${row}`, 1, 100);
    if (weight === null) wrong[`weight-${group}${row}`] = { code: "weight" };
    const kind = among(`kind-${group}${row}`, CRITERION_KINDS) ?? "quality";
    const scale = whole(`scale-${group}${row}`, 1, 100) ?? 5;
    const typed = formText(form, `minimum-${group}${row}`).trim().replace(",", ".");
    const minimum = kind === "price" || typed === "" ? null : Number(/^\d{1,3}(\.\d{1,2})?$/.test(typed) ? typed : NaN);
    if (minimum !== null && !(minimum <= scale)) wrong[`minimum-${group}${row}`] = { code: "minimum" };
    if (kind === "price" && criteria.some((known) => known.kind === "price"))
      wrong[`kind-${group}${row}`] = { code: "two_prices" };
    const words = { label: text(`label-${group}${row}`, 160), guideline: text(`guideline-${group}${row}`, 2000) };
    criteria.push({ kind, ...words, weight: weight ?? 1, scale, minimum });
    rows.push(row);
  }
  return { criteria, rows, wrong };
}

/** "7 800", "7 800,50 €" in cents; null for nothing, undefined for what is no amount. A hundred million at most. */
function eurosOf(typed: string): number | null | undefined {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  if (plain === "") return null;
  return /^\d{1,8}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}
