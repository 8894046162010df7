import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { editFunding, fundingOf, type FundingAsked } from "~server/costs";
import { CostFunding, fundingAsked, shownFunding } from "./costs-funding-shape";

const read = endpoint("GET", "/costs/fundings/:funding", {
  summary: { fr: "Un financement, et ce qui en est fait", en: "A funding, and what was made of it" },
  scope: "costs",
  response: CostFunding,
  handle: async ({ actor, params }) => shownFunding(await fundingOf(actor, params.funding)),
});

const edit = endpoint("PATCH", "/costs/fundings/:funding", {
  summary: {
    fr: "Changer un financement tant qu'il n'est que demandé : ce qui est envoyé, le reste demeure",
    en: "Change a funding while it is only asked for: what is sent, the rest stays",
  },
  scope: "costs",
  body: z.strictObject({
    ...z.object(fundingAsked).partial().shape,
    version: z.int().min(1).meta({ description: "As it was read: changed since then, it is refused." }),
  }),
  response: CostFunding,
  problems: { ends_before_start: 422, changed_meanwhile: 409, decided_meanwhile: 409 },
  handle: async ({ actor, params: { funding: id }, body: { version, ...changes } }) => {
    const { poolId, funder, label, publicMoney, ratePoints, ceilingCents, startsOn, endsOn, eligibleAccounts } =
      await fundingOf(actor, id);
    const before = { poolId, funder, label, publicMoney, ratePoints, ceilingCents, startsOn, endsOn, eligibleAccounts };
    const sent = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const asked: FundingAsked = { ...before, ...sent };
    if (asked.endsOn < asked.startsOn) return problem(422, "ends_before_start");
    const outcome = await editFunding(actor, id, { ...asked, version });
    const after = await fundingOf(actor, id);
    return outcome.ok ? shownFunding(after) : problem(409, outcome.problem.code, { version: after.version });
  },
});

export const loader = apiRoute(read, edit);
export const action = loader;
