import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { CHARGE_COLUMNS, chargeChoices } from "~server/costs";
import { allow } from "~server/kernel/permissions";

/** A file to write over, with two lines to replace, of the pôle's own first pool. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const { pools } = await chargeChoices(actor);
  const pool = pools[0]?.name ?? "Bâtiment";
  const lines = [
    ["05/11/2026", pool, "SCI de la Filature", "2026-118", "Loyer de novembre", "1 250,00", "", "", "6132", "", "", ""],
    ["12/11/2026", pool, "Enercoop", "F-4471", "Électricité", "182,40", "01/10/2026", "31/10/2026", "6061", "", "", ""],
  ];
  const headings = Object.values(CHARGE_COLUMNS).map(([heading]) => heading);
  const all = allPages(
    () => Promise.resolve({ items: lines, next: null }),
    (line) => line,
  );
  return csvFile("modele-charges", headings, all);
});
