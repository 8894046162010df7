import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { check } from "~/http/api-request";
import { cursorOf, encodeCursor, Id, limit, listOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import {
  addResource,
  FEATURE_KEYS,
  KIND_KEYS,
  kindOf,
  readFilters,
  resourceForm,
  resourceOf,
  resourcesAfter,
} from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { defaultHours } from "../catalogue/form-view";
import { vocabularyOf } from "../catalogue/words";
import { shownHours, weekAsForm, WeekInput } from "./hours-input";
import { attributesOf, resourceAsForm, ResourceFields } from "./resource-input";
import { BookingRulesShape, ResourceShape, ResourceSummaryShape, shownAlone, shownInList } from "./resource-shape";

const list = endpoint("GET", "/resources", {
  summary: { fr: "Ce que les structures du pôle partagent, par nom", en: "What the pôle's structures share, by name" },
  scope: "catalogue:read",
  query: z.strictObject({
    q: z.string().max(200).optional(),
    kind: z.enum(KIND_KEYS).optional(),
    capacity: z.coerce.number().int().min(1).max(10_000).optional(),
    feature: z.array(z.enum(FEATURE_KEYS)).default([]),
    cursor: cursorOf(z.tuple([z.string().regex(/^[^\0]*$/), Id])).optional(),
    limit,
  }),
  response: listOf(ResourceSummaryShape),
  handle: async ({ actor, locale, query: { q, kind, capacity, feature, cursor, limit: most } }) => {
    const filters = { ...readFilters({ q, kind, features: feature }), capacity: capacity ?? null };
    const words = vocabularyOf(await translator(locale, "catalogue"));
    const after = cursor ? { name: cursor[0], id: cursor[1] } : null;
    const { items, next } = await resourcesAfter(actor, filters, words, { after, limit: most });
    return {
      items: items.map((resource) => shownInList(resource, actor.poleSlug)),
      nextCursor: next && encodeCursor([next.name, next.id]),
    };
  },
});

const add = endpoint("POST", "/resources", {
  summary: {
    fr: "Partager une ressource ; ce qui n'est pas dit est ce que sa sorte propose d'ordinaire",
    en: "Share a resource; what is left out is what its kind usually has",
  },
  scope: "catalogue:write",
  body: ResourceFields.partial()
    .required({ name: true })
    .extend({
      kind: z.enum(KIND_KEYS),
      openingHours: WeekInput.optional(),
      rules: BookingRulesShape.partial().strict().optional(),
      units: z.int().optional().meta({ description: "How many alike, where its kind is given one by one." }),
    }),
  response: ResourceShape,
  success: 201,
  location: ({ id }) => `/api/v1/resources/${id}`,
  problems: { already_exists: 409, unknown_reference: 422 },
  handle: async ({ actor, body: { kind, openingHours, rules, units, ...sent }, idempotentId: id, locale }) => {
    const structureId = sent.structureId ?? actor.structureId ?? undefined;
    allow(actor, "catalogue.edit", structureId);
    const known = await check(attributesOf(kind), sent, locale);
    if ("problem" in known) return known.problem;
    const { form, names } = resourceAsForm(kind, id, { ...sent, structureId });
    const week = weekAsForm(openingHours ?? shownHours(defaultHours(kind)), "openingHours", "hours");
    const whole = {
      ...form,
      hours: week.form,
      rules: { ...kindOf(kind).defaults.rules, ...rules },
      use: { ...form.use, units },
    };
    const read = await checkForm(
      resourceForm(kindOf(kind)),
      { form: whole, names: { ...names, ...week.names } },
      locale,
    );
    if ("problem" in read) return read.problem;
    const added = await addResource(actor, kind, read.value);
    return shownAlone(await resourceOf(actor, added), actor.poleSlug, actor.timeZone);
  },
});

export const loader = apiRoute(list, add);
export const action = loader;
