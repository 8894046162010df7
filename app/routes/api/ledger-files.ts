import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { paths } from "~/paths";
import { chartOf, journalMonths } from "~server/ledger";

const list = endpoint("GET", "/ledger/files", {
  summary: {
    fr: "Le journal en fichiers : tableur, hledger, FEC de chaque exercice",
    en: "The journal as files: for a spreadsheet, for hledger, the FEC of each year",
  },
  scope: "ledger",
  response: z.object({
    items: z.array(
      z.object({
        kind: z.enum(["csv", "hledger", "fec"]),
        year: z.int(),
        path: z.string().meta({ description: "Where the file is, with the same token." }),
      }),
    ),
    siren: z.string().nullable().meta({ description: "Null: the pôle has given none, and no FEC can be named." }),
  }),
  handle: async ({ actor }) => {
    const [months, { siren }] = [await journalMonths(actor), await chartOf(actor)];
    const pole = actor.poleSlug;
    const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
    return {
      siren,
      items: years.flatMap((year) => [
        { kind: "csv" as const, year, path: paths.journalCsv(pole, { exercice: year }) },
        { kind: "hledger" as const, year, path: paths.journalHledger(pole, { exercice: year }) },
        ...(siren ? [{ kind: "fec" as const, year, path: paths.fec(pole, year) }] : []),
      ]),
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
