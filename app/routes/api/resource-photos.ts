import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { FileInput, Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { addPhoto, arrangePhotos, photosForm, resourceOf, type PhotoProblem } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { PhotoShape, shownPhoto } from "./resource-shape";

const PHOTO_PROBLEMS = {
  photo_empty: 422,
  photo_too_heavy: 422,
  photo_format: 422,
  photo_heic: 422,
  photo_damaged: 422,
  photo_too_many_pixels: 422,
  photo_too_small: 422,
  photo_too_slow: 422,
  photo_busy: 503,
  photo_too_many: 409,
} as const satisfies Record<PhotoProblem | "photo_too_many", number>;

const list = endpoint("GET", "/resources/:resource/photos", {
  summary: { fr: "Les photographies d'une ressource, dans leur ordre", en: "The photographs of a resource, in order" },
  scope: "catalogue:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(PhotoShape),
  handle: async ({ actor, params: { resource }, query }) => pageOf(await photosOf(actor, resource), query),
});

const add = endpoint("POST", "/resources/:resource/photos", {
  summary: {
    fr: "Ajouter une photographie après les autres (JPEG, PNG, WebP ou AVIF, 12 Mo au plus)",
    en: "Add a photograph after the others (JPEG, PNG, WebP or AVIF, 12 MB at most)",
  },
  scope: "catalogue:write",
  upload: true,
  body: z.strictObject({
    file: FileInput,
    alt: z.string().optional().meta({ description: "What it shows, for those who do not see it." }),
  }),
  response: PhotoShape,
  success: 201,
  problems: PHOTO_PROBLEMS,
  handle: async ({ actor, params: { resource }, body: { file, alt = "" }, idempotentId: id, locale }) => {
    const { owner } = await resourceOf(actor, resource);
    allow(actor, "catalogue.edit", owner.id);
    const form = { form: { alt: { [id]: alt } }, names: { [`alt.${id}`]: "alt" } };
    const read = await checkForm(photosForm, form, locale);
    if ("problem" in read) return read.problem;
    const outcome = await addPhoto(actor, resource, { id, bytes: file.bytes, alt: read.value.alt[id] ?? "" });
    if (!outcome.ok) {
      const t = await translator(locale, "catalogue");
      const reason = t(`photos.problems.${outcome.problem}`);
      const detail = t("photos.refusal", { file: file.name.slice(0, 120) || t("photos.unnamed"), reason });
      return problem(PHOTO_PROBLEMS[outcome.problem], outcome.problem, { detail });
    }
    const photo = (await photosOf(actor, resource)).find((each) => each.id === id);
    if (!photo) throw new NotFound("photo");
    return photo;
  },
});

const arrange = endpoint("PUT", "/resources/:resource/photos", {
  summary: {
    fr: "Mettre toutes les photographies dans un ordre ; la première est le visage de la ressource",
    en: "Put all the photographs in an order; the first one is the face of the resource",
  },
  scope: "catalogue:write",
  body: z.strictObject({ photoIds: z.array(Id).max(100) }),
  response: listOf(PhotoShape),
  problems: { other_photos: 409 },
  handle: async ({ actor, params: { resource }, body: { photoIds } }) => {
    const outcome = await arrangePhotos(actor, resource, photoIds);
    if (!outcome.ok) return problem(409, outcome.problem.code, { photoIds: outcome.problem.ids });
    return { items: await photosOf(actor, resource), nextCursor: null };
  },
});

async function photosOf(actor: Actor, resource: string) {
  return (await resourceOf(actor, resource)).photos.map((photo) => shownPhoto(photo, actor.poleSlug));
}

export const loader = apiRoute(list, add, arrange);
export const action = loader;
