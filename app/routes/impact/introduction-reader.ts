import { formText } from "~/form-text";
import { parseLocalDate, type LocalDate } from "~server/kernel/time";
import { textOf, type IntroductionForm } from "~server/tenders";

/** The fields of an introduction, by the names that pages give them. */
export const FIELDS = ["structure", "other", "metOn", "about", "need"] as const;
export type FieldName = (typeof FIELDS)[number];
export type Typed = Partial<Record<FieldName, string>>;
/** What is wrong beside which field: keys of the messages `impact.wrong`. */
type Wrong = Partial<
  Record<FieldName, "structure_required" | "other_required" | "day" | "about_required" | "about_long">
>;

export const typedOf = (form: FormData): Typed =>
  Object.fromEntries(FIELDS.map((name) => [name, formText(form, name)])) as Typed;

/** Reads what was typed; or says what is wrong with it. */
export function readIntroductionForm(typed: Typed): { value: IntroductionForm | null; wrong: Wrong } {
  const metOn: LocalDate | null = parseLocalDate(typed.metOn ?? "");
  const about = readAbout(typed);
  const wrong: Wrong = {
    ...(typed.structure ? {} : { structure: "structure_required" }),
    ...(typed.other ? {} : { other: "other_required" }),
    ...(metOn ? {} : { metOn: "day" }),
    ...about.wrong,
  };
  if (!typed.structure || !typed.other || !metOn || about.value === null) return { value: null, wrong };
  const needId = typed.need || null;
  return { value: { structureId: typed.structure, otherId: typed.other, metOn, about: about.value, needId }, wrong };
}

/** What it was about: the database takes 500 characters. */
export function readAbout({ about = "" }: Typed): { value: string | null; wrong: Wrong } {
  const read = textOf(about, 500);
  if (read.ok) return { value: read.value, wrong: {} };
  return { value: null, wrong: { about: read.problem === "required" ? "about_required" : "about_long" } };
}
