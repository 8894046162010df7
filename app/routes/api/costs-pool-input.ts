import { z } from "zod";
import { problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { LEGAL_MODES, POOL_KINDS, poolOf, type PoolForm, type PoolProblem } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { isExceptional } from "~server/kernel/errors";
import type { Outcome } from "~server/kernel/outcome";

/** What makes a pool, but its key. */
export const poolAsked = {
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(1000),
  kind: z.enum(POOL_KINDS),
  legalMode: z.enum(LEGAL_MODES),
  actsAs: z.enum(["principal", "agent"]),
  agreement: z.string().trim().max(200).meta({ description: "Its reference: a loan of staff cannot do without." }),
  agreedOn: z.iso.date().nullable(),
  everyone: z.boolean().meta({ description: "All members take part; `participants` then count for nothing." }),
  expenseAccount: z.string().regex(/^6\d{2,7}$/),
  publicMoneyPoints: z
    .int()
    .min(0)
    .max(10_000)
    .meta({ description: "Public money pays at most so much of its cost: hundredths of a per cent." }),
  participants: z
    .array(
      z
        .strictObject({ structureId: Id, startsOn: z.iso.date(), endsOn: z.iso.date().nullable().default(null) })
        .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ["endsOn"] }),
    )
    .max(2000)
    .refine((some) => new Set(some.map(({ structureId }) => structureId)).size === some.length)
    .meta({
      description: "Each structure once: its last stay. One that bore a share is not left out, it has a last day.",
    }),
  resourceIds: z.array(Id).max(500).meta({ description: "Whose bookings at cost are its use." }),
};

/** Refusals of a pool. */
export const POOL_PROBLEMS = {
  cost_pools_name: 409,
  staff_loan_agreed: 422,
  staff_loan_by_principal: 422,
  staff_loan_nature: 409,
  pool_has_open_charges: 409,
  participant_bore: 409,
  participates_once: 422,
  no_participants: 422,
  unknown_reference: 422,
} as const;

/** Keeps a pool, or says why not: `keep` is addPool() or editPool(). */
export async function keepPool<T>(
  actor: Actor,
  poolId: string,
  form: PoolForm,
  keep: (form: PoolForm) => Promise<Outcome<T, PoolProblem>>,
) {
  if (!form.everyone && form.participants.length === 0) return problem(422, "no_participants");
  try {
    const outcome = await keep({ ...form, resourceIds: [...new Set(form.resourceIds)] });
    if (outcome.ok) return null;
    const { code } = outcome.problem;
    if (code !== "changed_meanwhile") return problem(POOL_PROBLEMS[code], code);
    return problem(409, code, { version: (await poolOf(actor, poolId)).version });
  } catch (error) {
    if (isExceptional(error) && error.code === "not_of_pole") return problem(422, "unknown_reference");
    throw error;
  }
}
