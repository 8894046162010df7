import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { filtersOf } from "~/routes/catalogue/filter-address";
import { kindWord, vocabularyOf } from "~/routes/catalogue/words";
import { groupHours, resourcesAfter, type Position, type ResourceSummary } from "~server/catalogue";
import { formatTimeRange, weekdayName } from "~server/kernel/format";

const COLUMNS = [
  "kind",
  "resource",
  "structure",
  "place",
  "address",
  "town",
  "capacity",
  "units",
  "hours",
  "features",
  "hourPrice",
] as const;

/** What the catalogue shows, with the same filters, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale } = actor;
  const [t, catalogue] = await Promise.all([translator(locale, "exports"), translator(locale, "catalogue")]);
  const filters = filtersOf(new URL(args.request.url).searchParams);
  const vocabulary = vocabularyOf(catalogue);
  const read = (after: Position | null) => resourcesAfter(actor, filters, vocabulary, { after, limit: 200 });
  const day = (weekday: number) => weekdayName(weekday, locale, true);
  const hours = (resource: ResourceSummary) =>
    groupHours(resource.hours)
      .map(({ days, intervals }) => {
        const when = days.map(({ from, to }) => (from === to ? day(from) : `${day(from)} – ${day(to)}`)).join(", ");
        return `${when} ${intervals.map(({ opens, closes }) => formatTimeRange(opens, closes, locale)).join(", ")}`;
      })
      .join("\u202f; ");
  const line = (resource: ResourceSummary) => [
    kindWord(catalogue, resource.kind, "one"),
    resource.name,
    resource.owner.name,
    resource.place?.name ?? "",
    resource.place?.address ?? "",
    resource.place?.town ?? "",
    resource.capacity,
    resource.units,
    hours(resource),
    resource.features.map((key) => catalogue(`features.${key}`)).join(", "),
    hourPriceOf(resource),
  ];
  return csvFile(
    t("files.catalogue"),
    COLUMNS.map((key) => t(`columns.${key}`)),
    allPages(read, line),
  );
});

/** Euros for the structure acted for; empty where nothing is charged by the hour. */
function hourPriceOf({ rate }: ResourceSummary): number | null {
  return rate?.hourCents == null ? null : rate.hourCents / 100;
}
