import type { Tx } from "../../../db/transaction";
import { bankHolidayOn, isHolidayZone } from "../../kernel/calendars/bank-holidays";
import { isSchoolZone, schoolHolidayOn } from "../../kernel/calendars/school-holidays";
import type { Holidays, Schedule } from "./dates";

const NONE: Holidays = { isBankHoliday: () => false, isSchoolHoliday: () => false };

/** The holidays of the pôle, where a series skips some of them; no statement otherwise. */
export async function readHolidays(
  tx: Tx,
  poleId: string,
  { skipsBankHolidays, skipsSchoolHolidays }: Pick<Schedule, "skipsBankHolidays" | "skipsSchoolHolidays">,
): Promise<Holidays> {
  if (!skipsBankHolidays && !skipsSchoolHolidays) return NONE;
  const { holidayZone, schoolZone } = await tx
    .selectFrom("poles")
    .select(["holidayZone", "schoolZone"])
    .where("id", "=", poleId)
    .executeTakeFirstOrThrow();
  return {
    isBankHoliday: (date) => isHolidayZone(holidayZone) && bankHolidayOn(date, holidayZone) !== null,
    isSchoolHoliday: (date) =>
      schoolZone !== null && isSchoolZone(schoolZone) && schoolHolidayOn(date, schoolZone) !== null,
  };
}
