import { paths } from "~/paths";
import type { AwaitedLine } from "~/routes/needs/awaited-view";
import type { StatementToRead } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import { monthOf, ofMonth, sayStatement } from "./words";

/** Statements to read, among what waits for somebody on the first page. */
export async function statementsAwaited(statements: readonly StatementToRead[], actor: Actor): Promise<AwaitedLine[]> {
  if (statements.length === 0) return [];
  const t = await sayStatement(actor.locale);
  return statements.map(({ startsOn, structureId, until }) => ({
    to: paths.costStatement(actor.poleSlug, monthOf(startsOn), structureId),
    icon: "receipt-euro",
    title: t("awaited.title", { of: ofMonth(startsOn, t, { year: false }, actor.locale) }),
    about: t("awaited.about"),
    until: until && t("awaited.until", { at: formatInstant(until, actor.timeZone, actor.locale) }),
  }));
}
