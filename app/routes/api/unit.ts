import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { translator } from "~/i18n/translator";
import { unitRefusal } from "~/routes/catalogue/units-action";
import { labelUnits, restoreUnit, retireUnit, unitLabelsForm } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { compositionProblem } from "./catalogue-problem";
import { requireUnits, Unit, UNIT_PROBLEMS, unitsOf } from "./unit-shape";

const change = endpoint("PATCH", "/resources/:resource/units/:unit", {
  summary: {
    fr: "Nommer une unité, la mettre hors service ou l'y remettre",
    en: "Name a unit, take it out of service or put it back",
  },
  scope: "catalogue:write",
  body: z.strictObject({ label: z.string().optional(), inService: z.boolean().optional() }),
  response: Unit,
  problems: UNIT_PROBLEMS,
  handle: async ({ actor, params: { resource, unit: id }, body: { label, inService }, locale }) => {
    await requireUnits(actor, resource);
    await unitOf(actor, resource, id);
    const form = { form: { label: { [id]: label ?? "" } }, names: { [`label.${id}`]: "label" } };
    const read = await checkForm(unitLabelsForm, form, locale);
    if ("problem" in read) return read.problem;
    if (inService !== undefined) {
      const outcome = await (inService ? restoreUnit : retireUnit)(actor, resource, id);
      if (!outcome.ok) {
        const words = unitRefusal(outcome.problem, actor, await translator(locale, "composition"));
        return compositionProblem(outcome.problem, words, actor);
      }
    }
    if (label !== undefined) await labelUnits(actor, resource, [{ id, label: read.value.label[id] ?? "" }]);
    return unitOf(actor, resource, id);
  },
});

/** @throws Forbidden, NotFound */
async function unitOf(actor: Actor, resource: string, id: string) {
  const unit = (await unitsOf(actor, resource)).find((each) => each.id === id);
  if (!unit) throw new NotFound("unit");
  return unit;
}

export const loader = apiRoute(change);
export const action = loader;
