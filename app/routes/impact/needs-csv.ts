import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { csvDay, csvInstant } from "~/routes/exports/cells";
import { localDateOf } from "~server/kernel/time";
import { needsOfYear, tradeLabel, type CountedNeed } from "~server/tenders";
import { readYear } from "./asked";

const COLUMNS = [
  ...(["published", "title", "kind", "buyer", "trades", "place", "closes", "closesTime", "stage", "lots"] as const),
  ...(["answers", "refusals", "satisfied", "endReason"] as const),
];

/** The needs that a year counts, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, timeZone } = actor;
  const year = readYear(new URL(args.request.url).searchParams, new Date(), timeZone);
  const [t, found] = await Promise.all([translator(locale, "impact"), translator(locale, "needsFound")]);
  const needs = await needsOfYear(actor, year);
  const line = (need: CountedNeed) => [
    csvDay(localDateOf(need.publishedAt, timeZone)),
    need.title,
    found(`kind.${need.kind}`),
    need.buyer,
    need.trades.map((code) => `${code} ${tradeLabel(code, locale)}`).join(", "),
    need.place,
    ...csvInstant(need.closesAt, timeZone),
    found(`stage.${need.stage}`),
    need.lots,
    need.answers,
    need.refusals.reduce((sum, { count }) => sum + count, 0),
    need.satisfied && t(`satisfaction.${need.satisfied}`),
    need.endReason,
  ];
  const pages = allPages(() => Promise.resolve({ items: needs, next: null }), line);
  return csvFile(
    `${t("csv.needs")}-${year}`,
    COLUMNS.map((key) => t(`csv.head.${key}`)),
    pages,
  );
});
