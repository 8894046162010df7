import { parseLocalDate, type LocalDate } from "../../kernel/time";
import { STANDING, type Measure, type StructureId } from "../key";
import { unitOf } from "./key-form";
import type { MeasureForm } from "./measures";
import type { ReadForm, SentForm } from "./pool-form";

/** Figures after the decimal point that are kept: of 10 000ths, of nothing, of 100ths. */
const DECIMALS = { fte: 4, headcount: 0, surface: 2 } as const;

/**
 * Reads the table of measures: `depuis` (a day), `fte.<id>`, `headcount.<id>`, `surface.<id>`, as people write numbers.
 * What is empty is left out: it does not change.
 */
export function readMeasuresForm(
  form: SentForm,
  structures: readonly StructureId[],
): ReadForm<{ startsOn: LocalDate; values: MeasureForm[] }> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replace(/[\s\u00a0\u202f]/g, "") : "";
  };
  const errors: Record<string, string> = {};
  const startsOn = parseLocalDate(text("depuis"));
  if (!startsOn) errors["depuis"] = "date";
  const values: MeasureForm[] = [];
  for (const structureId of structures) {
    for (const measure of STANDING) {
      const name = `${measure}.${structureId}`;
      if (text(name) === "") continue;
      const value = readDecimal(text(name), DECIMALS[measure]);
      if (value === null) errors[name] = "number";
      else values.push({ structureId, measure, value });
    }
  }
  if (!startsOn || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, value: { startsOn, values } };
}

/** What somebody types of a measure (hours, for what is kept in minutes), as it is kept; null for anything else. */
export function readMeasure(measure: Measure, text: string): number | null {
  const hours = unitOf(measure);
  if (hours === 1)
    return readDecimal(
      text.replace(/[\s\u00a0\u202f]/g, ""),
      (DECIMALS as Partial<Record<Measure, number>>)[measure] ?? 0,
    );
  const hundredths = readDecimal(text.replace(/[\s\u00a0\u202f]/g, ""), 2);
  return hundredths === null ? null : Math.round((hundredths * hours) / 100);
}

/** "12", "2,5", "85.50" as a whole number of 10^−decimals; null for anything else, and for what is finer. */
function readDecimal(text: string, decimals: number): number | null {
  const match = /^(\d{1,7})(?:[.,](\d+))?$/.exec(text);
  const rest = (match?.[2] ?? "").replace(/0+$/, "");
  if (!match || rest.length > decimals) return null;
  return Number(match[1]) * 10 ** decimals + Number(rest.padEnd(decimals, "0") || "0");
}
