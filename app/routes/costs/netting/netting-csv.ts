import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/http/csv";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { nettingOf } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { monthOf } from "../statement/words";
import { sayNetting } from "./netting-view";

/** The one amount of each member as a file: for the manager. Euros; to receive is negative. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "costs", { guests: false });
  allow(actor, "costs.manage");
  const { month, lines } = await nettingOf(actor, args.params.period ?? "");
  const t = await sayNetting(actor.locale);
  const rows = lines.map((line) => [
    line.name,
    { cents: line.sharesCents },
    { cents: -line.contestedCents },
    { cents: line.releasedCents },
    { cents: -line.callsCents },
    { cents: line.feesCents },
    { cents: -line.advancesCents },
    { cents: line.netCents },
  ]);
  const columns = (["shares", "contested", "released", "calls", "fees", "advances"] as const).map((column) =>
    t(`column.${column}`),
  );
  return csvFile(`${t("file")}-${monthOf(month.startsOn)}`, [t("member"), ...columns, t("csvNet")], pagesOf(rows));
});

async function* pagesOf<T>(rows: T[]): AsyncGenerator<T[]> {
  yield await Promise.resolve(rows);
}
