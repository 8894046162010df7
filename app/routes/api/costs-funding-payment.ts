import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { payFunding } from "~server/costs";
import { CostFunding, decidedFunding, FUNDING_PROBLEMS } from "./costs-funding-shape";

const pay = endpoint("POST", "/costs/fundings/:funding/payment", {
  summary: {
    fr: "Ce que le financeur a payé : ce qui manque à ce qui fut déduit est réparti par la prochaine clôture",
    en: "What the funder paid: what lacks to what was deducted is shared by the next closing",
  },
  scope: "costs",
  body: z.strictObject({
    on: z.iso.date(),
    amountCents: z.int().min(0).max(100_000_000_000).meta({ description: "0: it was taken back." }),
    last: z.boolean().default(true).meta({ description: "false: an instalment, another one is awaited." }),
  }),
  response: CostFunding,
  problems: FUNDING_PROBLEMS,
  handle: async ({ actor, params: { funding: id }, body: { on, last, amountCents: cents }, idempotentId }) =>
    decidedFunding(actor, id, await payFunding(actor, id, { id: idempotentId, on, cents, last })),
});

export const loader = apiRoute(pay);
export const action = loader;
