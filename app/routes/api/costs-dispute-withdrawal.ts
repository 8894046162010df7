import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { statementOf, withdrawDispute } from "~server/costs";
import {
  CostStatement,
  shownStatement,
  statementAsked,
  statementKey,
  statementProblem,
  STATEMENT_PROBLEMS,
} from "./costs-shape";

const withdraw = endpoint("POST", "/costs/disputes/:dispute/withdrawal", {
  summary: { fr: "Retirer une contestation", en: "Take a dispute back" },
  scope: "costs",
  body: z.strictObject(statementAsked),
  response: CostStatement,
  problems: STATEMENT_PROBLEMS,
  handle: async ({ actor, params: { dispute }, body }) => {
    const key = statementKey(actor, body);
    const outcome = await withdrawDispute(actor, key, dispute);
    return outcome.ok ? shownStatement(await statementOf(actor, key), actor) : statementProblem(outcome.problem);
  },
});

export const loader = apiRoute(withdraw);
export const action = loader;
