import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { editRates, kindOf, ratesForm, resourceOf, type Resource } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { ratesAsForm, RatesInput } from "./rates-input";
import { RateShape, shownRate } from "./resource-shape";

const Rates = z.object({ version: z.int(), rates: z.array(RateShape) }).meta({ id: "Rates" });

const read = endpoint("GET", "/resources/:resource/rates", {
  summary: { fr: "Ce que coûte une ressource, et à qui", en: "What a resource costs, and to whom" },
  scope: "catalogue:read",
  response: Rates,
  handle: async ({ actor, params: { resource: id } }) => shown(await resourceOf(actor, id)),
});

const replace = endpoint("PUT", "/resources/:resource/rates", {
  summary: {
    fr: "Remplacer tous les prix d'une ressource ; ce qui est réservé garde le sien",
    en: "Replace all the prices of a resource; what is booked keeps its own",
  },
  scope: "catalogue:write",
  body: RatesInput,
  response: Rates,
  problems: { changed_meanwhile: 409 },
  handle: async ({ actor, params: { resource: id }, body, locale }) => {
    const { kind, owner } = await resourceOf(actor, id);
    allow(actor, "catalogue.edit", owner.id);
    const read = await checkForm(ratesForm(kindOf(kind)), ratesAsForm(body), locale);
    if ("problem" in read) return read.problem;
    const outcome = await editRates(actor, id, read.value);
    if (!outcome.ok) return problem(409, outcome.problem.code, { version: outcome.problem.version });
    return shown(await resourceOf(actor, id));
  },
});

function shown({ version, rates }: Resource): z.input<typeof Rates> {
  return { version, rates: rates.map(shownRate) };
}

export const loader = apiRoute(read, replace);
export const action = loader;
