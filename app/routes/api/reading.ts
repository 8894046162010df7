import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { Id } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { kilometreWords } from "~/routes/use/words";
import { correctionForm, correctReading } from "~server/use";

const Corrected = z.object({ id: Id, odometer: z.int() }).meta({ id: "Reading" });

const correct = endpoint("PATCH", "/readings/:reading", {
  summary: { fr: "Corriger un compteur mal lu", en: "Correct an odometer that was misread" },
  scope: "use",
  body: z.strictObject({ odometer: z.int() }),
  response: Corrected,
  problems: { odometer_crossed: 422 },
  handle: async ({ actor, params: { reading: id }, body, locale }) => {
    const form = { form: { lecture: id, compteur: String(body.odometer) }, names: { compteur: "odometer" } };
    const read = await checkForm(correctionForm, form, locale);
    if ("problem" in read) return read.problem;
    const outcome = await correctReading(actor, { recordId: id, odometer: body.odometer });
    if (outcome.ok) return { id, odometer: body.odometer };
    const t = await translator(locale, "use");
    const other = kilometreWords(outcome.problem.other, { ...actor, locale });
    return problem(422, outcome.problem.code, { detail: t("log.crossed", { other }) });
  },
});

export const loader = apiRoute(correct);
export const action = loader;
