import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { check } from "~/http/api-request";
import { editForm, editResource, kindOf, resourceOf } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { attributesOf, fieldsOf, resourceAsForm, ResourceFields } from "./resource-input";
import { ResourceShape, shownAlone } from "./resource-shape";

const read = endpoint("GET", "/resources/:resource", {
  summary: { fr: "Une ressource, ses règles et ses prix", en: "A resource, its rules and prices" },
  scope: "catalogue:read",
  response: ResourceShape,
  handle: async ({ actor, params }) =>
    shownAlone(await resourceOf(actor, params.resource), actor.poleSlug, actor.timeZone),
});

const change = endpoint("PATCH", "/resources/:resource", {
  summary: {
    fr: "Changer la description d'une ressource : ce qui est envoyé change, le reste demeure",
    en: "Change how a resource is described: what is sent changes, the rest stays",
  },
  scope: "catalogue:write",
  body: ResourceFields.partial().extend({
    version: z.int().positive().optional().meta({ description: "What was read: anything newer is then not lost." }),
  }),
  response: ResourceShape,
  problems: { changed_meanwhile: 409, unknown_reference: 422 },
  handle: async ({ actor, params: { resource: id }, body: { version, ...sent }, locale }) => {
    const resource = await resourceOf(actor, id);
    allow(actor, "catalogue.edit", resource.owner.id);
    const { kind } = resource;
    const known = await check(attributesOf(kind), sent, locale);
    if ("problem" in known) return known.problem;
    // A new place takes the place of the old one.
    const fields = { ...fieldsOf(resource), ...sent };
    const form = resourceAsForm(kind, id, fields, version ?? resource.version);
    const read = await checkForm(editForm(kindOf(kind)), form, locale);
    if ("problem" in read) return read.problem;
    const outcome = await editResource(actor, id, read.value);
    if (!outcome.ok) return problem(409, outcome.problem.code, { version: outcome.problem.version });
    return shownAlone(await resourceOf(actor, id), actor.poleSlug, actor.timeZone);
  },
});

export const loader = apiRoute(read, change);
export const action = loader;
