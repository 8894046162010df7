import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, FieldError } from "~/ui/field";
import { classes } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { FormReader } from "./form-reader";
import type { FormView } from "./form-view";

const TIMES = ["opens", "closes", "reopens", "recloses"] as const;

type HoursProps = { view: Pick<FormView, "days" | "timeZone">; reader: FormReader };

/** When it is open: see WeekFields. */
export function HoursFields({ view, reader }: HoursProps) {
  const t = useTranslations("catalogue.form");
  return (
    <Section title={t("openings")} className="card">
      <p className="hint">{t("openingsHint", { zone: view.timeZone })}</p>
      <WeekFields name="hours" days={view.days} reader={reader} />
    </Section>
  );
}

type WeekProps = { name: string; days: readonly string[]; reader: FormReader };

/** A week's opening hours: a line a day, with a break if there is one; what is not open is hidden by its box alone. */
export function WeekFields({ name, days, reader }: WeekProps) {
  const t = useTranslations("catalogue.form");
  return (
    <div className="hours">
      <Check
        name={`${name}.sameWeekdays`}
        label={t("sameWeekdays")}
        hint={t("sameWeekdaysHint")}
        defaultChecked={reader.field(`${name}.sameWeekdays`).value === "on"}
      />
      {days.map((day, index) => (
        <Day key={day} day={day} index={index} week={name} reader={reader} />
      ))}
    </div>
  );
}

type DayProps = { day: string; index: number; week: string; reader: FormReader };

function Day({ day, index, week, reader: { field } }: DayProps) {
  const t = useTranslations("catalogue.form");
  const words = useErrorWords();
  const name = `${week}.days[${index}]`;
  const times = TIMES.map((what) => ({ what, ...field(`${name}.${what}`) }));
  const wrong = times.find(({ errors }) => errors);
  const errorId = `${field(name).id}-error`;
  const input = (at: number) => {
    const time = times[at];
    return (
      time && (
        <input
          type="time"
          className="input"
          id={time.id}
          name={time.name}
          defaultValue={time.value}
          aria-label={t("hourOf", { day, what: t(time.what) })}
          aria-invalid={time.errors ? true : undefined}
          aria-describedby={time.errors ? errorId : undefined}
        />
      )
    );
  };
  return (
    <div className={classes("hours-day", index > 0 && index < 5 && "hours-weekday", wrong && "field--wrong")}>
      <Check
        name={`${name}.open`}
        label={
          index === 0 ? (
            <>
              <span className="hours-alone">{day}</span>
              <span className="hours-as-week">{t("weekdays")}</span>
            </>
          ) : (
            day
          )
        }
        defaultChecked={field(`${name}.open`).value === "on"}
      />
      <p className="hours-closed soft">{t("closedDay")}</p>
      <div className="hours-times">
        <span className="hours-pair">
          {input(0)}
          <span aria-hidden="true">–</span>
          {input(1)}
        </span>
        <span className="small soft">{t("and")}</span>
        <span className="hours-pair">
          {input(2)}
          <span aria-hidden="true">–</span>
          {input(3)}
        </span>
      </div>
      {wrong && <FieldError id={errorId}>{words(wrong.errors)}</FieldError>}
    </div>
  );
}
