import { apiRoute, endpoint } from "~/http/api";
import { entryOf } from "~server/ledger";
import { Entry, shownEntry } from "./ledger-shape";

const read = endpoint("GET", "/ledger/entries/:entry", {
  summary: { fr: "Une écriture, avec ses lignes", en: "An entry, with its lines" },
  scope: "ledger",
  response: Entry,
  handle: async ({ actor, params }) => shownEntry(await entryOf(actor, params.entry), actor),
});

export const loader = apiRoute(read);
export const action = loader;
