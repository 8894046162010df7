import { data } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import {
  enterReadings,
  readingsOf,
  readPasted,
  readQuantity,
  removeReading,
  USED,
  validateReading,
  type MonthReadings,
  type ReadingForm,
  type ReadingProblem,
  type Used,
} from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import type { Outcome } from "~server/kernel/outcome";
import { addDays, addMonths, parseLocalDate } from "~server/kernel/time";
import { errorWords, typedOf } from "../pools/problem-answer";
import { lineWords } from "./readings-view";

type Fields = Readonly<Record<string, string>>;

/** What the page of readings shows again. */
export interface ReadingsAnswer {
  readonly fields: Fields;
  readonly errors: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  readonly refusal: string | null;
}

/** Notes, validates or takes back readings, as the form's `intent` says. */
export async function answerReadings(form: FormData, actor: Actor) {
  const { fields } = typedOf(form);
  const back = paths.costReadings(actor.poleSlug, { poste: fields.poste, mesure: fields.mesure, mois: fields.mois });
  const again = (more: Partial<ReadingsAnswer>, status = 422) =>
    data<ReadingsAnswer>({ fields, errors: {}, lines: [], refusal: null, ...more }, { status });
  const keep = async (outcome: Outcome<unknown, ReadingProblem>) => {
    if (outcome.ok) throw await redirectWithFlash(back, { key: "saved" });
    const t = await translator(actor.locale, "costsPools");
    return again({ refusal: t("readingsPage.locked") }, 409);
  };
  if (fields.intent === "validate") return keep(await validateReading(actor, fields.releve ?? ""));
  if (fields.intent === "remove") return keep(await removeReading(actor, fields.releve ?? ""));

  const t = await translator(actor.locale, "costsPools");
  const measure = USED.find((one) => one === fields.mesure) ?? "kilometres";
  const poolId = fields.poste ?? "";
  const month = await readingsOf(actor, { poolId, month: parseLocalDate(`${fields.mois ?? ""}-01`) ?? undefined });
  const signed = fields.signees === "oui";
  if (fields.intent === "paste") {
    const { readings, problems } = readPasted(fields.lignes ?? "", measure, month.structures);
    if (problems.length > 0) return again({ lines: await lineWords(problems, actor) });
    if (readings.length === 0) return again({ refusal: t("readingsPage.nothing") });
    return keep(await enterReadings(actor, poolId, { readings, signed }));
  }
  const { readings, errors } = readTable(fields, measure, month);
  if (Object.keys(errors).length > 0) return again({ errors: await errorWords(errors, actor.locale) });
  if (readings.length === 0) return again({ refusal: t("readingsPage.nothing") });
  return keep(await enterReadings(actor, poolId, { readings, signed }));
}

/** One quantity for each structure: the month's, noted on its last day, or today's date in this month. */
function readTable(fields: Fields, measure: Used, { structures, month, today }: MonthReadings) {
  const last = addDays(addMonths(month, 1), -1);
  const usedOn = last > today && month <= today ? today : last;
  const about = (fields.precision ?? "").trim().slice(0, 200);
  const errors: Record<string, string> = {};
  const readings = structures.flatMap(({ id }): ReadingForm[] => {
    const typed = (fields[`quantite.${id}`] ?? "").trim();
    if (typed === "") return [];
    const quantity = readQuantity(typed, measure);
    if (quantity === null) errors[`quantite.${id}`] = "quantity";
    return quantity === null ? [] : [{ structureId: id, measure, quantity, usedOn, about }];
  });
  return { readings, errors };
}
