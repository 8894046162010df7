import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { Id, Money, money } from "~/http/api-shapes";
import { MEASURES, poolOf, whatIf, whatIfChoices, type Changes, type SideBySide } from "~server/costs";
import { NotFound } from "~server/kernel/errors";
import { checkedKey, KeyDefinition } from "./costs-key-shape";
import { Month } from "./costs-shape";

const monthsApart = (from: string, until: string) =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5)) - Number(from.slice(5));

const Side = z.object({ id: Id, name: z.string(), now: Money, then: Money });

const simulate = endpoint("POST", "/costs/what-if", {
  summary: {
    fr: "Ce que des mois auraient donné autrement : une autre clé, un membre de plus ou de moins, un financement refusé",
    en: "What months would have given otherwise: another key, a member more or less, a funding refused",
  },
  scope: "costs",
  body: z
    .strictObject({
      firstMonth: Month,
      lastMonth: Month,
      key: z.strictObject({ poolId: Id, definition: KeyDefinition }).optional(),
      joins: z
        .strictObject({
          like: Id.meta({
            description: "It takes part where this one does, and weighs the same but for what follows.",
          }),
          measures: z.partialRecord(z.enum(MEASURES), z.int().min(0).max(1_000_000_000)).optional(),
          weight: z.int().min(0).max(999_999_999).optional().meta({ description: "Its fixed weight." }),
          from: z.iso.date().optional(),
        })
        .optional()
        .meta({ description: "A member more." }),
      leaves: z
        .strictObject({ id: Id, on: z.iso.date().optional().meta({ description: "Its last day." }) })
        .optional()
        .meta({ description: "A member less." }),
      refusedFundingId: Id.optional(),
    })
    .refine(({ firstMonth, lastMonth }) => firstMonth <= lastMonth, { path: ["lastMonth"] })
    // Each month is computed anew, in one request.
    .refine(({ firstMonth, lastMonth }) => monthsApart(firstMonth, lastMonth) < 24, {
      path: ["lastMonth"],
      message: "24 months at most",
    }),
  response: z.object({
    pools: z.array(Side),
    members: z.array(Side),
    newcomer: Money,
    pole: z.object({ now: Money, then: Money }),
    problems: z
      .array(z.object({ month: Month, pool: z.string(), code: z.string() }))
      .meta({ description: "Where it cannot be shared so, and stays as it is." }),
  }),
  problems: { not_found: 404, key_cannot_share: 422, unknown_reference: 422 },
  handle: async ({ actor, body: { firstMonth, lastMonth, key, joins, leaves, refusedFundingId: refused } }) => {
    const choices = await whatIfChoices(actor);
    const member = (id: string | undefined) => id === undefined || choices.members.some((one) => one.id === id);
    if (!member(joins?.like) || !member(leaves?.id)) throw new NotFound("structure");
    if (refused && !choices.fundings.some(({ id }) => id === refused)) throw new NotFound("funding");
    if (key) await poolOf(actor, key.poolId);
    const definition = key && (await checkedKey(actor, key.definition));
    if (isProblem(definition)) return definition;
    // What is optional and left out is not there, as the rules have it.
    const changes = JSON.parse(
      JSON.stringify({ key: key && { poolId: key.poolId, definition }, joins, leaves, refused }),
    ) as Changes;
    const found = await whatIf(actor, { from: `${firstMonth}-01`, until: `${lastMonth}-01` }, changes);
    const side = ({ id, name, nowCents, thenCents }: SideBySide) => ({
      ...{ id, name, now: money(nowCents), then: money(thenCents) },
    });
    return {
      ...{ pools: found.pools.map(side), members: found.members.map(side), newcomer: money(found.newcomerCents) },
      pole: { now: money(found.pole.nowCents), then: money(found.pole.thenCents) },
      problems: found.problems.map(({ startsOn, pool, code }) => ({ month: startsOn.slice(0, 7), pool, code })),
    };
  },
});

export const loader = apiRoute(simulate);
export const action = loader;
