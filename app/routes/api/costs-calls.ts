import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Instant, isoWithOffset, limit, listCursor, listOf, Money, money, pageOf } from "~/http/api-shapes";
import { callsMade, ownCalls, sendCalls } from "~server/costs";
import { can } from "~server/kernel/permissions";
import { Month } from "./costs-shape";
import { YearAsked, yearOf } from "./costs-year";

const ProvisionCall = z
  .object({
    id: Id,
    pool: z.string().meta({ description: "Its name." }),
    rank: z.int().meta({ description: "Of the year's calls, from 1." }),
    count: z.union([z.literal(4), z.literal(12)]),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    dueOn: z.iso.date(),
    calledAt: Instant,
    total: Money,
    asked: Money.nullable().meta({ description: "Of one's own structure; null for who manages: see its total." }),
    structures: z.int().nullable().meta({ description: "Asked to pay; for who manages." }),
    adjusted: z.boolean().meta({ description: "Given back against the real cost, by a closing." }),
  })
  .meta({ id: "ProvisionCall" });

const list = endpoint("GET", "/costs/calls", {
  summary: {
    fr: "Les appels de provisions d'une année : tous, ou ceux faits à sa structure",
    en: "The provisional calls of a year: all, or those made to one's structure",
  },
  scope: "costs",
  query: z.strictObject({ year: YearAsked, cursor: listCursor, limit }),
  response: listOf(ProvisionCall),
  handle: async ({ actor, query: { year: asked, ...page } }) => {
    const year = yearOf(asked, actor);
    const common = ({ id, poolName, rank, count, months, dueOn, calledAt, totalCents }: Common) => ({
      ...{ id, pool: poolName, rank, count, dueOn, firstDay: months.from, lastDay: months.until },
      ...{ calledAt: isoWithOffset(calledAt, actor.timeZone), total: money(totalCents) },
    });
    const items: z.input<typeof ProvisionCall>[] = can(actor, "costs.manage")
      ? (await callsMade(actor, year)).map((call) => ({
          ...{ ...common(call), asked: null, structures: call.structures, adjusted: call.adjusted },
        }))
      : (await ownCalls(actor, year)).map((call) => ({
          ...{ ...common(call), asked: money(call.cents), structures: null, adjusted: call.adjustedIn !== null },
        }));
    return pageOf(items, page);
  },
});

type Common = Pick<
  Awaited<ReturnType<typeof callsMade>>[number],
  "id" | "poolName" | "rank" | "count" | "months" | "dueOn" | "calledAt" | "totalCents"
>;

const send = endpoint("POST", "/costs/calls", {
  summary: {
    fr: "Envoyer les appels d'un mois : chaque membre reçoit le sien, avec son écriture",
    en: "Send the calls of a month: each member gets its own, with its entry",
  },
  scope: "costs",
  body: z.strictObject({
    month: Month,
    dueOn: z.iso.date(),
    seen: z
      .string()
      .max(64)
      .optional()
      .meta({ description: "The fingerprint of the preview; changed since, it is refused." }),
  }),
  response: z.object({
    calls: z.array(z.object({ id: Id, poolId: Id })),
    total: Money,
    structures: z.int(),
  }),
  success: 201,
  problems: { nothing_due: 422, calls_moved: 409, due_too_early: 422 },
  handle: async ({ actor, body: { month, dueOn, seen = null } }) => {
    const outcome = await sendCalls(actor, { month: `${month}-01`, dueOn, seen });
    if (outcome.ok) {
      const { calls, totalCents, structures } = outcome.value;
      return { calls: calls.map((call) => ({ ...call })), total: money(totalCents), structures };
    }
    const { code } = outcome.problem;
    return code === "changed_meanwhile" ? problem(409, "calls_moved") : problem(422, code);
  },
});

export const loader = apiRoute(list, send);
export const action = loader;
