import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Grain } from "~/ui/grain";
import { MonthTable } from "~/ui/month-table";
import { PlanTable } from "~/ui/plan-table";
import { PlanWeekTable } from "~/ui/plan-week-table";
import { Section, Sheet } from "~/ui/surface";
import type { readPlanning } from "./read";

type Part = Awaited<ReturnType<typeof readPlanning>>["part"];
type PartOf<V extends Part["vue"]> = Extract<Part, { vue: V }>;

/** A day: each free stretch is a link. */
export function DayPart({ caption, heads, marks, groups }: PartOf<"jour">) {
  return <PlanTable caption={caption} heads={heads} marks={marks} groups={groups} />;
}

/** A week: a strip a day. */
export function WeekPart({ caption, days, groups }: PartOf<"semaine">) {
  return <PlanWeekTable caption={caption} days={days} groups={groups} />;
}

/** A month: how full each day is. */
export function MonthPart({ caption, heads, weeks, help }: PartOf<"mois"> & { help: string }) {
  return (
    <>
      <MonthTable caption={caption} weekdays={heads} weeks={weeks} />
      <p className="small soft plan-legend">{help}</p>
    </>
  );
}

/** A week of bookings, one after another. */
export function ListPart({ listed }: PartOf<"liste">) {
  const t = useTranslations("planning.list");
  return (
    <>
      {listed.map(({ date, label, bookings }) => (
        <Section key={date} title={label} id={`jour-${date}`}>
          {bookings.length === 0 ? (
            <p className="soft">{t("none")}</p>
          ) : (
            <Sheet as="ul">
              {bookings.map((booking) => (
                <li key={booking.key} className="plan-item">
                  <b className="nowrap">{booking.time}</b>
                  <span className="who">
                    <Grain initials={booking.initials} colour={booking.colour} me={booking.ours} size="sm" />
                    <span>
                      {booking.href ? <Link to={booking.href}>{booking.who}</Link> : booking.who}
                      {booking.title && <small className="soft">{booking.title}</small>}
                    </span>
                  </span>
                  <Link to={booking.roomHref}>{booking.room}</Link>
                </li>
              ))}
            </Sheet>
          )}
        </Section>
      ))}
    </>
  );
}
