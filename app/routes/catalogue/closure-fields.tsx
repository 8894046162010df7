import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, Field, Input } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { FormReader } from "./form-reader";
import type { RulesView } from "./rules-view";

/** Lines to fill in beyond those there are. */
const SPARE = 2;

/** Days on which it is closed: the pôle's holidays, and its own. */
export function ClosureFields({ view, reader }: { view: RulesView; reader: FormReader }) {
  const t = useTranslations("catalogue.ruling");
  const ticked = (name: string) => reader.field(name).value === "on";
  return (
    <Section title={t("closures")} className="card">
      <Check
        name="closesBankHolidays"
        label={t("bankHolidays")}
        hint={view.bankHint}
        defaultChecked={ticked("closesBankHolidays")}
      />
      <Check
        name="closesSchoolHolidays"
        label={t("schoolHolidays")}
        hint={view.schoolHint}
        defaultChecked={ticked("closesSchoolHolidays")}
      />
      <p className="hint">{t("closuresHint")}</p>
      {Array.from({ length: view.closures + SPARE }, (_, index) => (
        <Closure key={index} index={index} reader={reader} known={index < view.closures} />
      ))}
    </Section>
  );
}

function Closure({ index, reader, known }: { index: number; reader: FormReader; known: boolean }) {
  const t = useTranslations("catalogue.ruling");
  const words = useErrorWords();
  const field = (name: string) => reader.field(`closures[${index}].${name}`);
  const [first, last, label] = [field("first"), field("last"), field("label")];
  return (
    <fieldset className="closure plain-legend">
      <legend>{t("closureLine", { number: index + 1 })}</legend>
      <Field label={t("first")} id={first.id} error={words(first.errors)}>
        <Input type="date" name={first.name} defaultValue={first.value} />
      </Field>
      <Field label={t("last")} id={last.id} error={words(last.errors)} optional>
        <Input type="date" name={last.name} defaultValue={last.value} />
      </Field>
      <Field label={t("label")} id={label.id} error={words(label.errors)} optional>
        <Input name={label.name} defaultValue={label.value} maxLength={200} autoComplete="off" />
      </Field>
      {known && <Check name={`closures[${index}].remove`} label={t("remove")} />}
    </fieldset>
  );
}
