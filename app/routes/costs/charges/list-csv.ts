import type { LoaderFunctionArgs } from "@remix-run/node";
import { allPages, csvFile } from "~/http/csv";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { chargesOf, type ListedCharge } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { readAsked } from "./list-view";

const COLUMNS = [
  ...([
    "number",
    "state",
    "documentOn",
    "servedFrom",
    "servedUntil",
    "month",
    "pool",
    "supplier",
    "reference",
  ] as const),
  ...(["label", "account", "amount", "payer", "proofs", "withoutProof"] as const),
];
/** How many are read at a time. */
const STEP = 500;

/** The list as a file, whole, with its filters. Amounts are euros. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "costs", { guests: false });
  allow(actor, "costs.manage");
  const t = await translator(actor.locale, "costsCharges");
  const { filters } = readAsked(new URL(args.request.url).searchParams);
  const read = async (after: number | null) => {
    const offset = after ?? 0;
    const { items, total } = await chargesOf(actor, filters, { offset, limit: STEP });
    return { items, next: offset + STEP < total ? offset + STEP : null };
  };
  const line = (charge: ListedCharge) => [
    charge.number,
    t(`stateOne.${charge.state}`),
    charge.documentOn,
    charge.servedFrom,
    charge.servedUntil,
    charge.postedIn?.slice(0, 7) ?? null,
    charge.poolName,
    charge.supplier,
    charge.reference,
    charge.label,
    charge.account,
    { cents: charge.amountCents },
    charge.payerName ?? t("thePole"),
    charge.proofs,
    charge.withoutProof,
  ];
  return csvFile(
    t("csvName"),
    COLUMNS.map((column) => t(`column.${column}`)),
    allPages(read, line),
  );
});
