import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { Id } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { partsRefusal } from "~/routes/catalogue/parts-action";
import { addPartForm, setParts } from "~server/catalogue";
import { compositionProblem } from "./catalogue-problem";
import { Composition, compositionShown } from "./composition-shape";

const replace = endpoint("PUT", "/resources/:resource/parts", {
  summary: {
    fr: "Dire de quoi une ressource est faite : une salle de ses moitiés, un lot de son matériel",
    en: "Say what a resource is made of: a hall of its halves, a kit of its things",
  },
  scope: "catalogue:write",
  body: z.strictObject({
    parts: z
      .array(
        z.strictObject({
          resourceId: Id,
          takes: z.int().nullish().meta({ description: "How many of its units; null: all of them." }),
        }),
      )
      .max(100),
  }),
  response: Composition,
  problems: {
    part_of_a_part: 409,
    takes_too_many: 409,
    too_many_parts: 409,
    is_a_part: 409,
    has_several_units: 409,
    has_bookings: 409,
  },
  handle: async ({ actor, params: { resource: id }, body, locale }) => {
    const form = body.parts.map(({ resourceId, takes }) => ({ sourceId: resourceId, takes: takes ?? undefined }));
    const names = Object.fromEntries(form.map((_, n) => [`parts.${n}.sourceId`, `parts.${n}.resourceId`]));
    const read = await checkForm(z.object({ parts: z.array(addPartForm) }), { form: { parts: form }, names }, locale);
    if ("problem" in read) return read.problem;
    const wanted = read.value.parts.map(({ sourceId, takes }) => ({ sourceId, takes: takes ?? null }));
    const outcome = await setParts(actor, id, wanted);
    if (outcome.ok) return compositionShown(actor, id);
    const words = partsRefusal(outcome.problem, actor, await translator(locale, "composition"));
    return compositionProblem(outcome.problem, words, actor);
  },
});

export const loader = apiRoute(replace);
export const action = loader;
