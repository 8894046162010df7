import type { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatList, formatNumber } from "~server/kernel/format";
import { IMPORT_LIMITS, type FileProblem } from "~server/imports";

/** The words of imports in one language, for loaders. */
export type ImportWords = Awaited<ReturnType<typeof translator<"imports">>>;

/** Why a file was not read, in a sentence that says what to do. */
export function fileSentence(t: ImportWords, problem: FileProblem, locale: Locale): string {
  const { lines, columns, cell } = IMPORT_LIMITS;
  const limits = {
    lines: formatNumber(lines, locale),
    columns,
    cell: formatNumber(cell, locale),
    megabytes: IMPORT_LIMITS.bytes / 1_000_000,
  };
  if (problem.code === "headings_missing") {
    const { headings, found } = problem;
    return t("file.headings_missing", {
      count: headings.length,
      headings: formatList(
        headings.map((heading) => quoted(heading, locale)),
        locale,
      ),
      found: found.length > 0 ? found.join(", ") : t("file.nothing_found"),
    });
  }
  return t(`file.${problem.code}`, { ...limits, line: "line" in problem ? problem.line : 0 });
}

function quoted(text: string, locale: Locale): string {
  return locale === "fr" ? `«\u00a0${text}\u00a0»` : `“${text}”`;
}
