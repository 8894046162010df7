import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { classes } from "./icon";

/** A day of a month. */
export type MonthDay = {
  /** "2026-11-26", "26", "jeudi 26 novembre" */
  key: string;
  day: string;
  label: string;
  /** What is taken that day, in percent of what is open; absent when nothing is open. */
  taken?: number;
  /** The same in words: "5 réservations", "Fermé". */
  note: string;
  href?: string;
  today?: boolean;
  /** Of the month before or after. */
  outside?: boolean;
};

type MonthTableProps = {
  caption: string;
  /** "lun." … "dim.", with their whole names for screen readers. */
  weekdays: readonly { short: string; long: string }[];
  weeks: readonly (readonly MonthDay[])[];
};

/** A month: how full each day is, in words and as a bar; each day leads to its planning. */
export function MonthTable({ caption, weekdays, weeks }: MonthTableProps) {
  const t = useTranslations("common.slot");
  return (
    <table className="month">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {weekdays.map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]?.key}>
            {days.map((day) => (
              <td key={day.key} className={classes(day.today && "today", day.outside && "outside")}>
                <DayBox day={day} today={t("today")} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayBox({ day, today }: { day: MonthDay; today: string }) {
  const inside = (
    <>
      <b aria-hidden="true">{day.day}</b>
      <span className="sr">
        {day.label}
        {day.today && `, ${today}`},{" "}
      </span>
      {day.taken !== undefined && (
        <span className="load" aria-hidden="true">
          <i style={{ width: `${Math.round(day.taken)}%` }} />
        </span>
      )}
      <span className="note">{day.note}</span>
    </>
  );
  return day.href ? <Link to={day.href}>{inside}</Link> : <div>{inside}</div>;
}
