import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { cancelSeries, seriesOf } from "~server/bookings";
import { sentence } from "./booking-shape";
import { Recurrence, Series, shownSeries } from "./series-shape";

const cancel = endpoint("POST", "/series/:series/cancellation", {
  summary: {
    fr: "Annuler les dates à venir d'une série, toutes ou à partir de l'une d'elles",
    en: "Cancel the dates to come of a series, all or from one of them on",
  },
  scope: "bookings:write",
  body: z.strictObject({
    from: Recurrence.optional(),
    reason: z.string().trim().max(400).optional(),
    // Of dates past their notice: what the answer fee_due said would stay due in all; or leaves those as they are.
    agreedFeeCents: z.int().min(0).optional(),
    keepLate: z.boolean().optional(),
  }),
  response: Series,
  problems: { nothing_to_come: 422, too_late_to_cancel: 422, already_started: 422, fee_due: 409 },
  handle: async ({ actor, params, body, locale }) => {
    const outcome = await cancelSeries(actor, { id: params.series, ...body });
    if (outcome.ok) return shownSeries(await seriesOf(actor, params.series), actor);
    const { problem: refusal } = outcome;
    const t = await translator(locale, "series");
    const detail =
      refusal.code === "nothing_to_come" ? t("problems.nothing_to_come") : await sentence(refusal, actor, locale);
    if (refusal.code === "fee_due") return problem(409, refusal.code, { detail, feeCents: refusal.feeCents });
    return problem(422, refusal.code, { detail });
  },
});

export const loader = apiRoute(cancel);
export const action = loader;
