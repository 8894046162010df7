import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { Ended } from "~/http/api-shapes";
import { editPhotos, photosForm, removePhoto, resourceOf } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { PhotoShape, shownPhoto } from "./resource-shape";

const describe = endpoint("PATCH", "/resources/:resource/photos/:photo", {
  summary: { fr: "Dire ce que montre une photographie", en: "Say what a photograph shows" },
  scope: "catalogue:write",
  body: z.strictObject({ alt: z.string() }),
  response: PhotoShape,
  handle: async ({ actor, params: { resource, photo: id }, body: { alt }, locale }) => {
    const form = { form: { alt: { [id]: alt } }, names: { [`alt.${id}`]: "alt" } };
    const read = await checkForm(photosForm, form, locale);
    if ("problem" in read) return read.problem;
    await editPhotos(actor, resource, [{ id, alt: read.value.alt[id] ?? "" }]);
    const photo = (await resourceOf(actor, resource)).photos.find((each) => each.id === id);
    if (!photo) throw new NotFound("photo");
    return shownPhoto(photo, actor.poleSlug);
  },
});

const remove = endpoint("DELETE", "/resources/:resource/photos/:photo", {
  summary: { fr: "Retirer une photographie, pour de bon", en: "Remove a photograph, for good" },
  scope: "catalogue:write",
  response: Ended,
  handle: async ({ actor, params: { resource, photo: id } }) => {
    await removePhoto(actor, resource, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(describe, remove);
export const action = loader;
