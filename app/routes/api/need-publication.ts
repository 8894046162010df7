import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { money, NetMoney } from "~/http/api-shapes";
import { allow } from "~server/kernel/permissions";
import { needNow, publishNeed, readinessOf } from "~server/tenders";
import { missingWords, postingProblem, POSTING_PROBLEMS } from "./need-problem";
import { Need, shownNeed } from "./need-shape";

const Readiness = z
  .object({
    ready: z.boolean(),
    missing: z.array(z.object({ code: z.string(), lot: z.int().nullable(), message: z.string() })),
    guard: z
      .enum(["free", "rotate", "sourcing", "estimate_missing", "over_threshold"])
      .meta({ description: "What the law says of a public buyer." }),
    threshold: NetMoney.nullable(),
  })
  .meta({ id: "NeedReadiness" });

const read = endpoint("GET", "/needs/:need/publication", {
  summary: { fr: "Ce qui manque avant de publier", en: "What is missing before it goes out" },
  scope: "needs:read",
  response: Readiness,
  handle: async ({ actor, params: { need: id }, locale }) => {
    const { need } = await needNow(actor, id);
    allow(actor, "needs.write", need.buyer.id);
    const { missing, guard, thresholdCents } = await readinessOf(actor, id);
    return {
      ready: missing.length === 0 && guard !== "over_threshold" && guard !== "estimate_missing",
      missing: await missingWords(missing, locale),
      guard,
      threshold: thresholdCents === null ? null : money(thresholdCents),
    };
  },
});

const publish = endpoint("POST", "/needs/:need/publication", {
  summary: { fr: "Publier un besoin", en: "Put a need out" },
  scope: "needs:write",
  response: Need,
  problems: POSTING_PROBLEMS,
  handle: async ({ actor, params: { need: id }, locale }) => {
    const outcome = await publishNeed(actor, id);
    if (outcome.ok) return shownNeed(await needNow(actor, id), actor);
    return postingProblem(outcome.problem, locale, (await readinessOf(actor, id)).thresholdCents);
  },
});

export const loader = apiRoute(read, publish);
export const action = loader;
