import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, Field, Input } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { FormReader } from "./form-reader";
import { WeekFields } from "./hours-fields";
import type { RulesView } from "./rules-view";

type PartProps = { view: RulesView; reader: FormReader };

/** The seasons there are, each folded, and one more to fill in. */
export function SeasonFields({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  return (
    <Section title={t("seasons")} className="card">
      <p className="hint">{t("seasonsHint")}</p>
      <div className="folds">
        {[...view.seasons, ""].map((name, index) => {
          const prefix = `seasons[${index}]`;
          const wrong = reader.wrong.some(([field]) => field.startsWith(prefix));
          return (
            <details key={prefix} className="fold" open={wrong || undefined}>
              <summary>{name ? t("season", { name }) : t("addSeason")}</summary>
              <Season prefix={prefix} view={view} reader={reader} known={name !== ""} />
            </details>
          );
        })}
      </div>
    </Section>
  );
}

function Season({ prefix, view, reader, known }: PartProps & { prefix: string; known: boolean }) {
  const t = useTranslations("catalogue.ruling");
  const words = useErrorWords();
  const name = reader.field(`${prefix}.name`);
  return (
    <div className="fold-body">
      <Field label={t("seasonName")} id={name.id} hint={t("seasonNameHint")} error={words(name.errors)}>
        <Input name={name.name} defaultValue={name.value} maxLength={80} autoComplete="off" />
      </Field>
      <div className="fields">
        <DayOfYear name={`${prefix}.from`} label={t("from")} view={view} reader={reader} />
        <DayOfYear name={`${prefix}.to`} label={t("to")} view={view} reader={reader} />
      </div>
      <WeekFields name={`${prefix}.hours`} days={view.days} reader={reader} />
      {known && <Check name={`${prefix}.remove`} label={t("remove")} />}
    </div>
  );
}

function DayOfYear({ name, label, view, reader }: PartProps & { name: string; label: string }) {
  const t = useTranslations("catalogue.ruling");
  const words = useErrorWords();
  const [day, month] = [reader.field(`${name}.day`), reader.field(`${name}.month`)];
  return (
    <Field label={label} id={day.id} error={words(day.errors ?? month.errors)}>
      <span className="day-of-year">
        <Input name={day.name} defaultValue={day.value} inputMode="numeric" maxLength={2} autoComplete="off" />
        <select
          name={month.name}
          defaultValue={month.value}
          className="input"
          aria-label={t("monthOf", { what: label })}
        >
          {view.months.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}
