import { inTransaction, type Tx } from "../../db/transaction";
import { encodePhoto, type PhotoProblem } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { MAX_EVIDENCE } from "./rules";

/** Wide enough to see a scratch; in pixels. */
const EVIDENCE_WIDTH = 1280;

/** A photograph as it is kept: one size, nothing of the original. */
export interface Evidence {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** The first file that could not be kept, counted from 1, and why. */
export type EvidenceProblem =
  | { readonly code: "photo_refused"; readonly file: number; readonly why: PhotoProblem }
  | { readonly code: "too_many_photos"; readonly most: number };

/** A photograph of a state or of a damage, as pages list it. */
export interface EvidenceSeen {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Makes photographs of whatever was sent: all of them, or none and why. Seconds of work: before any transaction. */
export async function encodeEvidence(files: readonly Uint8Array[]): Promise<Outcome<Evidence[], EvidenceProblem>> {
  if (files.length > MAX_EVIDENCE) return refused({ code: "too_many_photos", most: MAX_EVIDENCE });
  const kept: Evidence[] = [];
  for (const [index, bytes] of files.entries()) {
    const encoded = await encodePhoto(bytes);
    if (!encoded.ok) return refused({ code: "photo_refused", file: index + 1, why: encoded.problem });
    const { width, height, files: sizes } = encoded.value;
    const size = sizes.findLast((each) => each.width <= EVIDENCE_WIDTH) ?? sizes[0];
    if (size) kept.push({ width: size.width, height: Math.round((height * size.width) / width), bytes: size.bytes });
  }
  return done(kept);
}

/** Keeps photographs beside what they show. */
export async function writeEvidence(
  tx: Tx,
  poleId: string,
  of: { readonly recordId: string } | { readonly incidentId: string },
  photos: readonly Evidence[],
): Promise<void> {
  if (photos.length === 0) return;
  await tx
    .insertInto("evidencePhotos")
    .values(photos.map((photo) => ({ id: newId(), poleId, ...of, ...photo })))
    .execute();
}

/** Whether `actor` sees in what state a thing was taken and given back: who booked, who shares it, the pôle's managers. */
export function seesUse(actor: Actor, of: { readonly structureId: string | null; readonly ownerId: string }): boolean {
  return (
    can(actor, "bookings.see-purpose", of.structureId) ||
    (actor.structureId !== null && actor.structureId === of.ownerId)
  );
}

/** The WebP file of a photograph, for those it concerns. @throws NotFound, for everybody else too */
export async function evidencePhoto(actor: Actor, id: string): Promise<Buffer> {
  if (!isId(id)) throw new NotFound("photo");
  return inTransaction(actor, async (tx) => {
    const found = await tx
      .selectFrom("evidencePhotos as e")
      .leftJoin("useRecords as u", "u.id", "e.recordId")
      .leftJoin("incidents as i", "i.id", "e.incidentId")
      .leftJoin("bookings as b", (join) =>
        join.on((on) => on("b.id", "=", (e) => e.fn.coalesce("u.bookingId", "i.bookingId"))),
      )
      .innerJoin("resources as r", (join) =>
        join.on((on) => on("r.id", "=", (e) => e.fn.coalesce("u.resourceId", "i.resourceId"))),
      )
      .select(["e.bytes", "b.structureId", "r.structureId as ownerId", "i.reportedBy"])
      .where("e.id", "=", id)
      .executeTakeFirst();
    const mine = found?.reportedBy !== null && found?.reportedBy === actor.personId;
    if (!found || !(mine || seesUse(actor, found))) throw new NotFound("photo");
    return found.bytes;
  });
}
