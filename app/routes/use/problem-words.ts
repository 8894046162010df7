import { translator } from "~/i18n/translator";
import type { UseProblem } from "~server/use";
import { kilometreWords, momentWords, type Reader, type SayUse } from "./words";

/** The field of the form that a problem is about; "" for the whole. */
export type StateField = "compteur" | "niveau" | "remarque" | "photos" | "";

/** A refusal in one sentence, beside what it is about. */
export async function problemWords(
  problem: UseProblem,
  reader: Reader,
  t: SayUse,
): Promise<{ field: StateField; message: string }> {
  switch (problem.code) {
    case "odometer_missing":
      return { field: "compteur", message: t("problems.odometer_missing") };
    case "odometer_backwards":
      return {
        field: "compteur",
        message: t("problems.odometer_backwards", { last: kilometreWords(problem.last, reader) }),
      };
    case "odometer_leap": {
      const kilometres = kilometreWords(problem.kilometres, reader);
      return { field: "compteur", message: t("problems.odometer_leap", { kilometres }) };
    }
    case "photo_refused": {
      const tc = await translator(reader.locale, "catalogue");
      const reason = tc(`photos.problems.${problem.why}`);
      return { field: "photos", message: t("problems.photo_refused", { file: problem.file, reason }) };
    }
    case "too_many_photos":
      return { field: "photos", message: t("problems.too_many_photos", { most: problem.most }) };
    case "too_early":
      return { field: "", message: t("problems.too_early", { time: momentWords(problem.from, reader).time }) };
    default:
      return { field: "", message: t(`problems.${problem.code}`) };
  }
}
