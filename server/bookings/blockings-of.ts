import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import type { BlockingKind } from "./blocking";

/** A time in which some units of a resource cannot be booked. */
export interface Blocking extends Period {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly kind: BlockingKind;
  readonly reason: string;
  readonly unitIds: readonly string[];
  readonly exceptStructures: readonly string[];
  readonly sourceUid: string | null;
  /** Empty when the person is no longer of the pôle. */
  readonly createdBy: string;
}

/** Which blockings, and where a page of them goes on. */
interface Which {
  readonly resourceId?: string | undefined;
  readonly from: Date;
  readonly to?: Date | undefined;
  /** The last that was shown. */
  readonly after?: Pick<Blocking, "start" | "id"> | undefined;
  /** 500 unless told. */
  readonly limit?: number;
}

/** The blockings of a resource (of the pôle, without one) that reach into a period, by their start. */
export async function blockingsOf(
  actor: Actor,
  { resourceId, from, to, after, limit = 500 }: Which,
): Promise<Blocking[]> {
  allow(actor, "bookings.view");
  return inTransaction(actor, async (tx) => {
    let query = tx
      .selectFrom("blockings as b")
      .innerJoin("resources as r", "r.id", "b.resourceId")
      .leftJoin("people as p", "p.id", "b.createdBy")
      .select((eb) => [
        "b.id",
        "b.resourceId",
        "r.name as resourceName",
        "b.kind",
        "b.reason",
        "b.startsAt",
        "b.endsAt",
        "b.exceptStructures",
        "b.sourceUid",
        "p.name as createdBy",
        eb
          .selectFrom("blockedUnits as u")
          .select((unit) => unit.fn.agg<string[]>("array_agg", ["u.unitId"]).as("ids"))
          .whereRef("u.blockingId", "=", "b.id")
          .as("unitIds"),
      ])
      .where("b.removedAt", "is", null)
      .where("b.endsAt", ">", from);
    if (resourceId) query = query.where("b.resourceId", "=", resourceId);
    if (to) query = query.where("b.startsAt", "<", to);
    if (after) {
      const { start, id } = after;
      query = query.where((eb) => eb(eb.refTuple("b.startsAt", "b.id"), ">", eb.tuple(start, id)));
    }
    const rows = await query.orderBy("b.startsAt").orderBy("b.id").limit(limit).execute();
    return rows.map(({ startsAt, endsAt, kind, unitIds, createdBy, ...row }) => ({
      ...row,
      kind: kind as BlockingKind,
      start: startsAt,
      end: endsAt,
      unitIds: unitIds ?? [],
      createdBy: createdBy ?? "",
    }));
  });
}
