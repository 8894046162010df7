import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { classes, Icon } from "./icon";
import { GroupRow, RowHead, type PlanGroup } from "./plan-parts";
import { Strip, type StripSegment } from "./strip";

/** A thing of the planning of a week: one strip a day, which leads to that day. */
export type PlanWeekRow = {
  key: string;
  name: string;
  sub?: string;
  href: string;
  days: readonly { segments: readonly StripSegment[]; sentence: string; none?: boolean; href?: string }[];
};

type PlanWeekTableProps = {
  caption: string;
  days: readonly { key: string; weekday: string; day: string; label: string; today?: boolean; href: string }[];
  groups: readonly PlanGroup<PlanWeekRow>[];
};

/** The week of many things: a strip and its sentence for each day of each; a list under 768 px. */
export function PlanWeekTable({ caption, days, groups }: PlanWeekTableProps) {
  const t = useTranslations("common");
  return (
    <>
      <div className="sheet wide-only">
        <section className="scroll" tabIndex={0} aria-label={t("plan.scroll", { caption })}>
          <table className="plan plan--days">
            <caption className="sr">{caption}</caption>
            <colgroup>
              <col className="c-res" />
              <col span={days.length} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t("plan.resource")}</th>
                {days.map((day) => (
                  <th key={day.key} scope="col" className={classes(day.today && "today")}>
                    <Link to={day.href}>
                      {day.weekday} <b>{day.day}</b>
                      {day.today && <span className="sr">, {t("slot.today")}</span>}
                    </Link>
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map(({ key, label, icon, rows }) => (
              <tbody key={key}>
                <GroupRow label={label} icon={icon} columns={days.length + 1} />
                {rows.map((row) => (
                  <tr key={row.key}>
                    <RowHead row={row} />
                    {row.days.map((cell, index) => (
                      <td key={days[index]?.key ?? index}>
                        {cell.href ? (
                          <Link to={cell.href}>
                            <Strip {...cell} />
                          </Link>
                        ) : (
                          <div>
                            <Strip {...cell} />
                          </div>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </section>
      </div>
      <div className="narrow-only">
        {groups.map(({ key, label, icon, rows }) => (
          <section className="pl-kind" key={key}>
            <h2>
              <Icon name={icon} />
              {label}
            </h2>
            {rows.map((row) => (
              <details className="pl" key={row.key}>
                <summary>
                  <span className="pl-n">
                    <b>{row.name}</b>
                    {row.sub && <small>{row.sub}</small>}
                  </span>
                  <Icon name="chevron-down" />
                </summary>
                <ul className="pl-week">
                  {row.days.map((cell, index) => (
                    <li key={days[index]?.key ?? index}>
                      {cell.href ? <Link to={cell.href}>{days[index]?.label}</Link> : <b>{days[index]?.label}</b>}
                      <Strip {...cell} />
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
