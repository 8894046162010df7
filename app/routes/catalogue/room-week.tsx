import { useNavigate, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Legend } from "~/ui/slot";
import { Section } from "~/ui/surface";
import { WeekTable } from "~/ui/week-table";
import { timeText } from "~server/kernel/time";
import { CalendarOver } from "../bookings/calendar/calendar-over";
import { FollowLink } from "../calendars/follow-link";
import { useIsGuest } from "~/viewer";
import { LiveChanges } from "../calendars/live-changes";
import { WeekTurn } from "../bookings/week-turn";
import type { WeekView } from "../bookings/week-view";

/** When it is free: a week, each free hour a link that chooses it. */
export function RoomWeek({ title: heading, week }: { title: string; week: WeekView }) {
  const t = useTranslations("bookings.room");
  const guest = useIsGuest();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const { title, caption, days, hours, marks, legend, previous, next } = week;
  return (
    <Section id="semaine" title={heading} aside={<WeekTurn title={title} previous={previous} next={next} />}>
      {week.barred && (
        <div className="week-barred">
          <Alert tone="wait" icon="lock-keyhole" title={week.barred} level={3} />
        </div>
      )}
      <CalendarOver
        data={week.calendar}
        locale={week.locale}
        words={{
          label: caption,
          help: week.barred ? "" : t("calendarHelp"),
          asCalendar: t("asCalendar"),
          asTable: t("asTable"),
        }}
        onOpen={(href) => navigate(href)}
        onChoose={({ date, start, end }) => {
          const personnes = address.get("personnes") ?? undefined;
          const choice = { jour: date, de: timeText(start), a: timeText(end), personnes };
          navigate(paths.resource(week.pole, week.resource, choice), { preventScrollReset: true });
        }}
      >
        <WeekTable caption={caption} days={days} hours={hours} marks={marks} />
      </CalendarOver>
      <Legend kinds={legend} />
      {!guest && <FollowLink pole={week.pole} ressource={week.resource} />}
      {!guest && <LiveChanges pole={week.pole} shown={days} />}
    </Section>
  );
}
