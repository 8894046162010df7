import { useTranslations } from "use-intl";
import { useFieldWiring, type Option } from "./field";

/** The value of "another date…" in the list of days. */
export const otherDay = "other";

type DayFieldProps = {
  name: string;
  /** The days in words, soonest first: { value: "2026-11-26", label: "Jeudi 26 novembre" }. */
  days: readonly Option[];
  /** The day chosen, "2026-11-26"; one that is not in the list opens the date field on it. */
  defaultValue?: string;
  /** The first and last day that the native date field takes. */
  min?: string;
  max?: string;
  required?: boolean;
  className?: string;
};

/**
 * A day in words, with "Une autre date…" that opens a native date field. No script is needed: CSS shows the date
 * field when that line is chosen. The form then holds `name` = "other" and `nameOther` = the date: read it with
 * `chosenDay`.
 */
export function DayField({ name, days, defaultValue, min, max, required, className }: DayFieldProps) {
  const t = useTranslations("common");
  const wiring = useFieldWiring();
  const listed = !defaultValue || days.some(({ value }) => value === defaultValue);
  return (
    <div className={className ? `day ${className}` : "day"}>
      <select
        {...wiring}
        className="input"
        name={name}
        required={required}
        defaultValue={listed ? defaultValue : otherDay}
        key={defaultValue}
      >
        {days.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value={otherDay}>{t("day.other")}</option>
      </select>
      <input
        className="input day-other"
        type="date"
        name={`${name}Other`}
        aria-label={t("day.otherLabel")}
        aria-invalid={wiring["aria-invalid"]}
        aria-describedby={wiring["aria-describedby"]}
        defaultValue={listed ? undefined : defaultValue}
        min={min}
        max={max}
      />
    </div>
  );
}

/** The day chosen in a DayField, from its form or its address; "" when none is. */
export function chosenDay(form: { get(name: string): unknown }, name: string): string {
  const listed = form.get(name);
  const value = listed === otherDay ? form.get(`${name}Other`) : listed;
  return typeof value === "string" ? value : "";
}
