import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, FieldSet, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import { Section } from "~/ui/surface";
import { ChoiceField, TextField, type PartProps } from "./form-parts";

/** How many it holds, its measures, how one gets in, what it has. */
export function EquipmentFields({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.form");
  const words = useErrorWords();
  const { field } = reader;
  const alone = view.attributes.filter(({ type }) => type !== "choices");
  const choices = view.attributes.flatMap(({ options, ...attribute }) =>
    options && attribute.type === "choices" ? [{ ...attribute, options }] : [],
  );
  return (
    <Section title={view.words.itself} className="card">
      <div className="stack">
        <div className="fields">
          {view.capacity && (
            <TextField
              field={field("capacity")}
              label={view.capacity.label}
              hint={view.capacity.hint}
              type="number"
              inputMode="numeric"
              min={1}
              max={10000}
              required
            />
          )}
          {alone.map(({ key, type, label, note, hint, options, max }) =>
            options ? (
              <ChoiceField
                key={key}
                field={field(`attributes.${key}`)}
                label={label}
                hint={hint}
                options={[{ value: "", label: t("notSaid") }, ...options]}
              />
            ) : (
              <TextField
                key={key}
                field={field(`attributes.${key}`)}
                label={label}
                note={note}
                hint={hint}
                inputMode={type === "text" ? undefined : "decimal"}
                maxLength={max}
                optional={type === "text"}
              />
            ),
          )}
        </div>
        {choices.map(({ key, label, options }) => (
          <FieldSet key={key} label={label} optional error={words(field(`attributes.${key}`).errors)}>
            <div className="checks">
              {options.map(({ value, label: option }) => (
                <Check
                  key={value}
                  name={`attributes.${key}`}
                  value={value}
                  label={option}
                  defaultChecked={field(`attributes.${key}`).values.includes(value)}
                />
              ))}
            </div>
          </FieldSet>
        ))}
        <FieldSet label={t("equipment")} hint={t("equipmentHint")} optional>
          <ul className="features">
            {view.stepFree && (
              <Feature
                reader={reader}
                name="accessible"
                value="on"
                note="accessible"
                icon="accessibility"
                label={view.stepFree.label}
                hint={view.stepFree.hint}
                placeholder={view.stepFree.note}
              />
            )}
            {view.features.map(({ key, label, icon }) => (
              <Feature key={key} reader={reader} name="features" value={key} note={key} icon={icon} label={label} />
            ))}
          </ul>
        </FieldSet>
      </div>
    </Section>
  );
}

type FeatureProps = Pick<PartProps, "reader"> & {
  name: string;
  value: string;
  note: string;
  icon: IconName;
  label: string;
  hint?: string;
  placeholder?: string;
};

/** A box to check; once checked, a word may be said about it. */
function Feature({ reader: { field }, name, value, note, icon, label, hint, placeholder }: FeatureProps) {
  const t = useTranslations("catalogue.form");
  const said = field(`notes.${note}`);
  return (
    <li className="feature">
      <Check
        name={name}
        value={value}
        label={
          <span className="feature-name">
            <Icon name={icon} size="sm" />
            {label}
          </span>
        }
        hint={hint}
        defaultChecked={field(name).values.includes(value)}
      />
      <Input
        id={said.id}
        name={said.name}
        defaultValue={said.value}
        maxLength={80}
        autoComplete="off"
        aria-label={t("note", { feature: label })}
        placeholder={placeholder ?? t("notePlaceholder")}
      />
    </li>
  );
}
