import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import { addPhoto, editPhotos, movePhoto, photosForm, removePhoto, type PhotoProblem } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";

/** A file that was sent and not kept. */
export type Refusal = { readonly file: string; readonly problem: PhotoProblem | "photo_too_many" };

/** What the page of photographs gets back when something is left to say. */
export interface PhotosAnswer {
  readonly added: number;
  readonly refused: readonly Refusal[];
  /** Nothing was chosen to send. */
  readonly nothing: boolean;
  /** The descriptions as typed, with what is wrong with them. */
  readonly texts: SubmissionResult | null;
}

/** Adds the files that were sent, one after the other so that they keep their order. */
export async function uploadPhotos(actor: Actor, resource: string, form: FormData) {
  const sent = form.getAll("files").filter((file) => file instanceof File && (file.size > 0 || file.name !== ""));
  const refused: Refusal[] = [];
  for (const file of sent) {
    if (!(file instanceof File)) continue;
    const outcome = await addPhoto(actor, resource, { bytes: new Uint8Array(await file.arrayBuffer()) });
    if (!outcome.ok) refused.push({ file: file.name.slice(0, 120), problem: outcome.problem });
  }
  if (sent.length > 0 && refused.length === 0) {
    throw await redirectWithFlash(paths.resourcePhotos(actor.poleSlug, resource), { key: "saved" });
  }
  return answer({ added: sent.length - refused.length, refused, nothing: sent.length === 0, texts: null });
}

/** Keeps the descriptions that were typed, then does what the button says: move a photograph, ask, remove, or no more. */
export async function arrangePhotos(actor: Actor, resource: string, form: FormData) {
  const submission = parseWithZod(form, { schema: photosForm });
  if (submission.status !== "success") {
    return answer({ added: 0, refused: [], nothing: false, texts: submission.reply() });
  }
  const texts = Object.entries(submission.value.alt).map(([id, alt]) => ({ id, alt }));
  await editPhotos(actor, resource, texts);
  const here = (asked?: { retirer: string }) => paths.resourcePhotos(actor.poleSlug, resource, asked);
  const [move, ask, remove] = ["move", "ask", "remove"].map((name) => form.get(name));
  if (typeof move === "string") {
    const [id = "", way] = move.split(" ");
    if (way !== "earlier" && way !== "later") throw new Invalid();
    await movePhoto(actor, resource, id, way === "earlier" ? -1 : 1);
    throw redirect(`${here()}#photo-${id}`);
  }
  if (typeof ask === "string") throw redirect(`${here({ retirer: ask })}#photo-${ask}`);
  if (typeof remove === "string") {
    await removePhoto(actor, resource, remove);
    throw await redirectWithFlash(here(), { key: "photoRemoved" });
  }
  throw await redirectWithFlash(here(), { key: "saved" });
}

function answer(body: PhotosAnswer) {
  return data(body, { status: 422 });
}
