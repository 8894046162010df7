import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { editRules, resourceOf, rulesForm, rulesOfResource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { Rules, rulesAsForm, shownRules } from "./rules-shape";

const read = endpoint("GET", "/resources/:resource/rules", {
  summary: {
    fr: "Toutes les règles d'une ressource, pour qui peut les changer",
    en: "Every rule of a resource, for who may change them",
  },
  scope: "catalogue:read",
  response: Rules,
  handle: ({ actor, params: { resource: id } }) => rulesFor(actor, id),
});

const replace = endpoint("PUT", "/resources/:resource/rules", {
  summary: {
    fr: "Remplacer toutes les règles d'une ressource ; ce qui est réservé le reste",
    en: "Replace every rule of a resource; what is booked stays",
  },
  scope: "catalogue:write",
  body: Rules,
  response: Rules,
  problems: { changed_meanwhile: 409, unknown_reference: 422 },
  handle: async ({ actor, params: { resource: id }, body, locale }) => {
    const { owner } = await resourceOf(actor, id);
    allow(actor, "catalogue.edit", owner.id);
    const read = await checkForm(rulesForm, rulesAsForm(body), locale);
    if ("problem" in read) return read.problem;
    const outcome = await editRules(actor, id, read.value);
    if (!outcome.ok) return problem(409, outcome.problem.code, { version: outcome.problem.version });
    return rulesFor(actor, id);
  },
});

/** @throws Forbidden, NotFound */
async function rulesFor(actor: Actor, id: string) {
  const { owner, version } = await resourceOf(actor, id);
  allow(actor, "catalogue.edit", owner.id);
  const { rules } = await rulesOfResource(actor, id);
  return shownRules(rules, version);
}

export const loader = apiRoute(read, replace);
export const action = loader;
