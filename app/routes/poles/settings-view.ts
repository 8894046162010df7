import { translator } from "~/i18n/translator";
import type { Actor } from "~server/kernel/actor";
import { bankHolidayOn, HOLIDAY_ZONES, type HolidayZone } from "~server/kernel/calendars/bank-holidays";
import { ACADEMIES, SCHOOL_HOLIDAYS_KNOWN_UNTIL, SCHOOL_ZONES } from "~server/kernel/calendars/school-holidays";
import { formatDay, formatList } from "~server/kernel/format";
import { addDays, localDateOf, type LocalDate } from "~server/kernel/time";
import { settingsOf } from "~server/poles";

/** The page of a pôle's settings, in words. */
export async function settingsView(actor: Actor, now: Date) {
  const { locale } = actor;
  const t = await translator(locale, "settings");
  const tc = await translator(locale, "catalogue");
  const tb = await translator(locale, "bookings");
  const { holidayZone, schoolZone, followers } = await settingsOf(actor);
  const next = nextHolidays(holidayZone, localDateOf(now, actor.timeZone)).map(
    ({ date, holiday }) => `${formatDay(date, locale)} (${tb(`holidays.bank.${holiday}`)})`,
  );
  const known = formatDay(SCHOOL_HOLIDAYS_KNOWN_UNTIL, locale, { weekday: false, year: true });
  return {
    title: t("title"),
    start: { holidayZone, schoolZone: schoolZone ?? "" },
    bank: {
      zones: HOLIDAY_ZONES.map((value) => ({ value, label: tc(`ruling.zones.${value}`) })),
      next: t("bankNext", { days: formatList(next, locale) }),
      followers: t("bankFollowers", { count: followers.bank }),
    },
    school: {
      zones: [
        { value: "", label: t("none") },
        ...SCHOOL_ZONES.map((zone) => ({
          value: zone,
          label: t("zone", { zone, academies: formatList(ACADEMIES[zone], locale) }),
        })),
      ],
      known: t("schoolKnown", { day: known }),
      followers: t("schoolFollowers", { count: followers.school }),
    },
  };
}

/** The next three public holidays. */
function nextHolidays(zone: HolidayZone, today: LocalDate) {
  const found = [];
  for (let date = today; found.length < 3; date = addDays(date, 1)) {
    const holiday = bankHolidayOn(date, zone);
    if (holiday) found.push({ date, holiday });
  }
  return found;
}
