import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { readManifest } from "~server/costs";
import { Month } from "./costs-shape";

const read = endpoint("GET", "/costs/manifest", {
  summary: {
    fr: "Avec quoi un mois a été clos : de quoi savoir, plus tard, que rien n'en a changé",
    en: "What a month was closed with: enough to know, later, that nothing of it changed",
  },
  scope: "costs",
  query: z.strictObject({ month: Month }),
  response: z.object({
    month: Month,
    state: z.enum(["open", "review", "locked", "closed"]),
    manifest: z
      .looseObject({})
      .nullable()
      .meta({ description: "Counts, sums and fingerprints; null until it is closed." }),
    sha256: z.string().nullable().meta({ description: "Of the manifest." }),
  }),
  problems: { not_found: 404 },
  handle: async ({ actor, query: { month } }) => {
    const { state, manifest, sha256 } = await readManifest(actor, month);
    return { month, state, manifest: manifest && { ...manifest }, sha256 };
  },
});

export const loader = apiRoute(read);
export const action = loader;
