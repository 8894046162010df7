import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { agreeStatement, statementOf } from "~server/costs";
import {
  CostStatement,
  shownStatement,
  statementAsked,
  statementKey,
  statementProblem,
  STATEMENT_PROBLEMS,
} from "./costs-shape";

const agree = endpoint("POST", "/costs/agreement", {
  summary: { fr: "Dire qu'un décompte est juste", en: "Find a statement right" },
  scope: "costs",
  body: z.strictObject({
    ...statementAsked,
    seenCents: z.int().meta({ description: "The net amount that was read." }),
  }),
  response: CostStatement,
  problems: STATEMENT_PROBLEMS,
  handle: async ({ actor, body }) => {
    const key = statementKey(actor, body);
    const outcome = await agreeStatement(actor, key, body.seenCents);
    return outcome.ok ? shownStatement(await statementOf(actor, key), actor) : statementProblem(outcome.problem);
  },
});

export const loader = apiRoute(agree);
export const action = loader;
