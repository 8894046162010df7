import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { entryOf, reverseEntry } from "~server/ledger";
import { Entry, shownEntry } from "./ledger-shape";

const reverse = endpoint("POST", "/ledger/entries/:entry/reversal", {
  summary: {
    fr: "Annuler un paiement, ou une écriture sans document, par une écriture inverse du jour",
    en: "Take back a payment, or an entry of no document, by one of today with its signs changed",
  },
  scope: "ledger",
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  response: Entry,
  success: 201,
  location: ({ id }) => `/api/v1/ledger/entries/${id}`,
  problems: { entry_reversed: 409, entry_of_document: 422 },
  handle: async ({ actor, params: { entry: entryId }, body: { reason }, idempotentId: id }) => {
    const outcome = await reverseEntry(actor, { id, entryId, reason });
    if (outcome.ok) return shownEntry(await entryOf(actor, outcome.value.id), actor);
    const { code } = outcome.problem;
    return problem(code === "entry_reversed" ? 409 : 422, code);
  },
});

export const loader = apiRoute(reverse);
export const action = loader;
