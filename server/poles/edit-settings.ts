import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isHolidayZone, type HolidayZone } from "../kernel/calendars/bank-holidays";
import { isSchoolZone, type SchoolZone } from "../kernel/calendars/school-holidays";
import { allow } from "../kernel/permissions";

/** What holds for a whole pôle: which holidays close what closes on holidays. */
export interface PoleSettings {
  readonly holidayZone: HolidayZone;
  /** Null where schools follow no zone. */
  readonly schoolZone: SchoolZone | null;
}

/** The settings of the actor's pôle, and how many of its resources follow each kind of holidays. */
export function settingsOf(actor: Actor): Promise<PoleSettings & { followers: { bank: number; school: number } }> {
  return inTransaction(actor, async (tx) => {
    const pole = await tx
      .selectFrom("poles")
      .select(["holidayZone", "schoolZone"])
      .where("id", "=", actor.poleId)
      .executeTakeFirstOrThrow();
    const { bank, school } = await tx
      .selectFrom("resources")
      .select(({ fn }) => [
        fn.countAll<number>().filterWhere("closesBankHolidays", "=", true).as("bank"),
        fn.countAll<number>().filterWhere("closesSchoolHolidays", "=", true).as("school"),
      ])
      .where("archivedAt", "is", null)
      .executeTakeFirstOrThrow();
    return {
      holidayZone: isHolidayZone(pole.holidayZone) ? pole.holidayZone : "metropole",
      schoolZone: pole.schoolZone !== null && isSchoolZone(pole.schoolZone) ? pole.schoolZone : null,
      followers: { bank: Number(bank), school: Number(school) },
    };
  });
}

/** Changes the settings of the actor's pôle. Bookings already made stay. @throws Forbidden */
export async function editSettings(actor: Actor, settings: PoleSettings): Promise<void> {
  allow(actor, "pole.edit-settings");
  await inTransaction(actor, (tx) =>
    tx
      .updateTable("poles")
      .set({ ...settings })
      .where("id", "=", actor.poleId)
      .execute(),
  );
}
