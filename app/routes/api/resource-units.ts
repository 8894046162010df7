import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { unitRefusal } from "~/routes/catalogue/units-action";
import { addUnits, addUnitsForm } from "~server/catalogue";
import { compositionProblem } from "./catalogue-problem";
import { requireUnits, Unit, UNIT_PROBLEMS, unitsOf } from "./unit-shape";

const list = endpoint("GET", "/resources/:resource/units", {
  summary: {
    fr: "Les unités d'une ressource, une par une, pour qui peut la changer",
    en: "The units of a resource, one by one, for who may change it",
  },
  scope: "catalogue:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Unit),
  handle: async ({ actor, params: { resource }, query }) => pageOf(await unitsOf(actor, resource), query),
});

const add = endpoint("POST", "/resources/:resource/units", {
  summary: { fr: "Ajouter des unités pareilles", en: "Add units alike" },
  scope: "catalogue:write",
  body: z.strictObject({ count: z.int() }),
  response: listOf(Unit),
  success: 201,
  problems: UNIT_PROBLEMS,
  handle: async ({ actor, params: { resource }, body, idempotentId, locale }) => {
    await requireUnits(actor, resource);
    const read = await checkForm(addUnitsForm, { form: body, names: {} }, locale);
    if ("problem" in read) return read.problem;
    const outcome = await addUnits(actor, resource, read.value.count, idempotentId);
    if (outcome.ok) return { items: await unitsOf(actor, resource), nextCursor: null };
    const words = unitRefusal(outcome.problem, actor, await translator(locale, "composition"));
    return compositionProblem(outcome.problem, words, actor);
  },
});

export const loader = apiRoute(list, add);
export const action = loader;
