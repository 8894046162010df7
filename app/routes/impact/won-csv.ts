import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { csvDay } from "~/routes/exports/cells";
import { localDateOf } from "~server/kernel/time";
import { wonInYear, type Won } from "~server/tenders";
import { readYear } from "./asked";

const COLUMNS = [
  ...(["decided", "title", "lotNumber", "lotTitle", "buyer", "winner", "group", "amount", "hours"] as const),
  ...(["signed", "contractAmount", "contractHours", "ended", "hoursDone"] as const),
];

/** The lots won in a year, with what became of each, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const year = readYear(new URL(args.request.url).searchParams, new Date(), actor.timeZone);
  const t = await translator(actor.locale, "impact");
  const won = await wonInYear(actor, year);
  const line = ({ title, lot, buyer, winners, decidedAt, cents, hours, contract, hoursDone }: Won) => [
    csvDay(localDateOf(decidedAt, actor.timeZone)),
    title,
    lot.number,
    lot.title,
    buyer,
    winners[0] ?? t("notTold"),
    winners.slice(1).join(", "),
    cents === null ? null : cents / 100,
    hours,
    contract && csvDay(contract.signedOn),
    contract && contract.cents / 100,
    contract && contract.hours,
    contract?.endedOn ? csvDay(contract.endedOn) : null,
    hoursDone,
  ];
  const pages = allPages(() => Promise.resolve({ items: won, next: null }), line);
  return csvFile(
    `${t("csv.won")}-${year}`,
    COLUMNS.map((key) => t(`csv.head.${key}`)),
    pages,
  );
});
