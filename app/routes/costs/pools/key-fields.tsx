import { useTranslations } from "use-intl";
import { Check, Field, FieldError, FieldSet, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { KeyFormView } from "./key-form-view";

type Props = {
  view: KeyFormView;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** Bands that the form offers before the last one. */
const BANDS = [1, 2, 3];
/** These say all by their name. */
const PLAIN = ["equal", "fte", "headcount", "surface", "weights"];

/** The fields of the kind of key that was chosen. */
export function KeyRule({ view, values, errors }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const { genre } = view;
  if (genre === null || PLAIN.includes(genre)) return null;
  const props = { view, values, errors };
  return (
    <Card as="section" className="stack" aria-labelledby="cle-regle">
      <h2 id="cle-regle">{t("rule")}</h2>
      {genre === "use" && (
        <Field label={t("measure")} id="cle-mesure" error={errors.mesure}>
          <Select name="mesure" options={view.uses} defaultValue={values.mesure} />
        </Field>
      )}
      {genre === "product" && <Base {...props} prefix="a" label={t("criterion")} product />}
      {genre === "two-part" && <TwoPart {...props} />}
      {genre === "tiers" && <Tiers {...props} />}
    </Card>
  );
}

/** A criterion, perhaps multiplied by another. */
function Base({
  view,
  values,
  errors,
  prefix,
  label,
  product,
}: Props & { prefix: string; label: string; product?: boolean }) {
  const t = useTranslations("costsPools.keyForm");
  const [first, second] = [`${prefix}.cle`, `${prefix}.fois`];
  const none = { value: "", label: product ? t("pick") : t("timesNone") };
  return (
    <div className="cost-fields">
      <Field label={label} id={`cle-${first}`} error={errors[first]}>
        <Select
          name={first}
          options={[{ value: "", label: t("pick") }, ...(product ? view.factors : view.simple)]}
          defaultValue={values[first]}
        />
      </Field>
      <Field label={t("times")} id={`cle-${second}`} error={errors[second]} optional={!product}>
        <Select name={second} options={[none, ...view.factors]} defaultValue={values[second]} />
      </Field>
    </div>
  );
}

function TwoPart({ view, values, errors }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const props = { view, values, errors };
  return (
    <>
      <Field label={t("fixedPart")} id="cle-partFixe" error={errors.partFixe} className="narrow">
        <Input name="partFixe" inputMode="decimal" defaultValue={values.partFixe} required />
      </Field>
      <Base {...props} prefix="fixe" label={t("fixed")} />
      <Base {...props} prefix="usage" label={t("use")} />
      <FieldSet label={t("idle")} error={errors.vide}>
        {(["fixed", "pole"] as const).map((value) => (
          <Check
            key={value}
            type="radio"
            name="vide"
            value={value}
            label={t(value === "fixed" ? "idleFixed" : "idlePole")}
            defaultChecked={(values.vide ?? "fixed") === value}
          />
        ))}
      </FieldSet>
      <Field label={t("capacity")} id="cle-capacite" hint={t("capacityHint")} error={errors.capacite} optional>
        <Input name="capacite" inputMode="numeric" defaultValue={values.capacite} />
      </Field>
    </>
  );
}

function Tiers({ view, values, errors }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const props = { view, values, errors };
  return (
    <>
      {BANDS.map((rank) => (
        <fieldset className="field" key={rank}>
          <legend>{t(rank === 1 ? "band" : "bandOptional", { rank })}</legend>
          <Field label={t("upTo")} id={`cle-jusqua.${rank}`} error={errors[`jusqua.${rank}`]}>
            <Input name={`jusqua.${rank}`} inputMode="decimal" defaultValue={values[`jusqua.${rank}`]} />
          </Field>
          <Base {...props} prefix={`tranche.${rank}`} label={t("by")} />
        </fieldset>
      ))}
      <fieldset className="field">
        <legend>{t("rest")}</legend>
        <Base {...props} prefix="reste" label={t("by")} />
      </fieldset>
    </>
  );
}

/** A whole number for each: wherever fixed parts may be chosen. */
export function KeyWeights({ view, values, errors }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const own = view.genre === "weights";
  if (!own && !["product", "two-part", "tiers"].includes(view.genre ?? "")) return null;
  const fields = (
    <>
      <p className="soft">
        {t("weightsHint")} {!own && t("weightsOnly")}
      </p>
      {errors.poids && <FieldError id="cle-poids">{errors.poids}</FieldError>}
      <div className="key-weights">
        {view.members.map(({ id, name }) => (
          <Field key={id} label={name} id={`cle-poids.${id}`} error={errors[`poids.${id}`]}>
            <Input name={`poids.${id}`} inputMode="numeric" defaultValue={values[`poids.${id}`]} />
          </Field>
        ))}
      </div>
    </>
  );
  if (own) {
    return (
      <Card as="section" className="stack" aria-labelledby="cle-poids-titre">
        <h2 id="cle-poids-titre">{t("weights")}</h2>
        {fields}
      </Card>
    );
  }
  const open = Object.entries(values).some(([name, value]) => name.startsWith("poids.") && value !== "");
  return (
    <details className="more card" open={open || Boolean(errors.poids)}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("weights")}
      </summary>
      <div>{fields}</div>
    </details>
  );
}

/** What nobody may pass, above or below. */
export function KeyLimits({ view, values, errors }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const filled = (which: RegExp) =>
    Object.entries(values).some(([name, value]) => which.test(name) && value !== "") ||
    Object.keys(errors).some((name) => which.test(name));
  const [open, own] = [filled(/^(plafond|plancher)/), filled(/^(plafond|plancher)\./)];
  const field = (name: string, label: string) => (
    <Field label={label} id={`cle-${name}`} error={errors[name]} optional>
      <Input name={name} inputMode="decimal" defaultValue={values[name]} />
    </Field>
  );
  return (
    <details className="more card" open={open}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("limits")}
      </summary>
      <div className="stack">
        <p className="soft">{t("limitsHint")}</p>
        <div className="cost-fields">
          {field("plafond", t("everyCap"))}
          {field("plancher", t("everyFloor"))}
        </div>
        <details className="more" open={own} hidden={view.members.length === 0}>
          <summary>
            <Icon name="chevron-down" size="sm" />
            {t("ownLimits")}
          </summary>
          <div className="stack">
            {view.members.map(({ id, name }) => (
              <div className="cost-fields" key={id}>
                {field(`plafond.${id}`, t("capOf", { name }))}
                {field(`plancher.${id}`, t("floorOf", { name }))}
              </div>
            ))}
          </div>
        </details>
      </div>
    </details>
  );
}
