import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { fileDispute, statementOf } from "~server/costs";
import {
  CostStatement,
  shownStatement,
  statementAsked,
  statementKey,
  statementProblem,
  STATEMENT_PROBLEMS,
} from "./costs-shape";

const file = endpoint("POST", "/costs/disputes", {
  summary: {
    fr: "Contester une part, ou une partie : sa somme attend à part, le reste est dû",
    en: "Dispute a share, or a part of it: its amount waits apart, the rest is due",
  },
  scope: "costs",
  body: z.strictObject({
    ...statementAsked,
    poolId: Id,
    cents: z.int().min(1),
    reason: z.string().trim().min(1).max(2000),
  }),
  response: CostStatement,
  success: 201,
  location: ({ month }) => `/api/v1/costs/statement?month=${month}`,
  problems: STATEMENT_PROBLEMS,
  handle: async ({ actor, body: { poolId, cents, reason, ...asked }, idempotentId: id }) => {
    const key = statementKey(actor, asked);
    const outcome = await fileDispute(actor, key, { id, poolId, cents, reason });
    return outcome.ok ? shownStatement(await statementOf(actor, key), actor) : statementProblem(outcome.problem);
  },
});

export const loader = apiRoute(file);
export const action = loader;
