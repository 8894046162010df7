import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { recordContract } from "~server/tenders";
import { awardProblem, AWARD_PROBLEMS, Market, shownMarket } from "./award-shape";

const record = endpoint("PUT", "/needs/:need/awards/:award/contract", {
  summary: {
    fr: "Noter le contrat signé, ou le corriger avant la première livraison",
    en: "Record the contract that was signed, or correct it before the first delivery",
  },
  scope: "awarding",
  body: z
    .strictObject({
      signedOn: z.iso.date(),
      startsOn: z.iso.date().nullable().default(null),
      endsOn: z.iso.date().nullable().default(null),
      amountCents: z.int().min(0).max(99_999_999_999),
      hoursPromised: z.int().min(0).max(999_999).default(0),
      words: z.string().trim().max(2000).default(""),
    })
    .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || endsOn >= startsOn, { path: ["endsOn"], error: "order" }),
  response: Market,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need: needId, award: awardId }, body, locale }) => {
    const outcome = await recordContract(actor, { needId, awardId }, body);
    return outcome.ok ? shownMarket(actor, { needId, awardId }) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(record);
export const action = loader;
