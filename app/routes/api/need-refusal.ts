import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Ended, Id } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { REFUSAL_REASONS, refuseNeed, takeRefusalBack } from "~server/tenders";

const Refusal = z.object({ id: Id, reason: z.enum(REFUSAL_REASONS) }).meta({ id: "NeedRefusal" });

const refuse = endpoint("PUT", "/needs/:need/refusal", {
  summary: {
    fr: "Dire que ce besoin n'est pas pour votre structure : il quitte sa liste",
    en: "Say that this need is not for your structure: it leaves its list",
  },
  scope: "answers:write",
  body: z.strictObject({ reason: z.enum(REFUSAL_REASONS) }),
  response: Refusal,
  problems: { own_need: 409 },
  handle: async ({ actor, params: { need: id }, body: { reason }, locale }) => {
    const outcome = await refuseNeed(actor, { id, reason });
    if (outcome.ok) return { id, reason };
    const t = await translator(locale, "answers");
    return problem(409, outcome.problem.code, { detail: t("problem.buyer_answers") });
  },
});

const takeBack = endpoint("DELETE", "/needs/:need/refusal", {
  summary: { fr: "Le remettre dans la liste", en: "Put it back in the list" },
  scope: "answers:write",
  response: Ended,
  handle: async ({ actor, params: { need: id } }) => {
    await takeRefusalBack(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(refuse, takeBack);
export const action = loader;
