import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { needNow, replaceLots } from "~server/tenders";
import { LotsInput } from "./need-input";
import { Need, shownNeed } from "./need-shape";

const replace = endpoint("PUT", "/needs/:need/lots", {
  summary: {
    fr: "Remplacer les lots d'un brouillon, chacun avec ses critères",
    en: "Replace the lots of a draft, each with its criteria",
  },
  scope: "needs:write",
  body: LotsInput,
  response: Need,
  problems: { need_is_published: 409 },
  handle: async ({ actor, params: { need: id }, body: { lots }, locale }) => {
    const { need } = await needNow(actor, id);
    const known = new Set(need.lots.map((lot) => lot.id));
    const strange = lots.flatMap((lot, row) => (lot.id && !known.has(lot.id) ? [`lots.${row}.id`] : []));
    if (need.ours && strange.length > 0) {
      const message = (await translator(locale, "api"))("fields.not_of_need");
      return problem(422, "invalid_input", { errors: strange.map((field) => ({ field, message })) });
    }
    await replaceLots(actor, id, lots);
    return shownNeed(await needNow(actor, id), actor);
  },
});

export const loader = apiRoute(replace);
export const action = loader;
