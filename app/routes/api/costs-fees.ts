import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { feesOf } from "~server/costs";
import { shownFees, YearFees } from "./costs-fees-shape";
import { YearAsked, yearOf } from "./costs-year";

const read = endpoint("GET", "/costs/fees", {
  summary: {
    fr: "Les cotisations d'une année : le barème, et ce que chacun doit (la sienne, pour un membre)",
    en: "The fees of a year: the scale, and what each owes (its own, for a member)",
  },
  scope: "costs",
  query: z.strictObject({ year: YearAsked }),
  response: YearFees,
  handle: async ({ actor, query }) => shownFees(await feesOf(actor, yearOf(query.year, actor)), actor),
});

export const loader = apiRoute(read);
export const action = loader;
