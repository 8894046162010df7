import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldError, FieldSet, Input, Select, TextArea } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { PoolFormView } from "./form-view";
import type { Refused, Typed } from "./problem-answer";

type Props = { view: PoolFormView; answer: Refused | undefined; back: string };
type PartProps = { view: PoolFormView; values: Typed; errors: Refused["errors"] };

/** All that makes a pool, but its key. */
export function PoolForm({ view, answer, back }: Props) {
  const t = useTranslations("costsPools");
  const values = answer?.typed ?? view.values;
  const errors = answer?.errors ?? {};
  const parts = { view, values, errors };
  return (
    <Form method="post" id="pool" className="stack measure">
      {answer?.refusal && (
        <Alert tone="no" live>
          {answer.refusal}
        </Alert>
      )}
      <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ id: `pool-${name}`, message }))} />
      <input type="hidden" name="version" value={view.version} />
      <What {...parts} />
      <Law {...parts} />
      <WhoTakesPart {...parts} />
      <Resources {...parts} />
      <div className="actions">
        <SubmitButton>{t("save")}</SubmitButton>
        <ButtonLink variant="text" to={back}>
          {t("keep")}
        </ButtonLink>
      </div>
    </Form>
  );
}

function What({ view, values: { fields }, errors }: PartProps) {
  const t = useTranslations("costsPools.form");
  return (
    <Card as="section" className="stack" aria-labelledby="pool-what">
      <h2 id="pool-what">{t("what")}</h2>
      <Field label={t("name")} id="pool-nom" error={errors.nom}>
        <Input name="nom" defaultValue={fields.nom} maxLength={80} required />
      </Field>
      <div className="cost-fields">
        <Field label={t("kind")} id="pool-nature" error={errors.nature}>
          <Select name="nature" options={view.kinds} defaultValue={fields.nature} />
        </Field>
        <Field label={t("account")} id="pool-compte" hint={t("accountHint")} error={errors.compte}>
          <Input name="compte" defaultValue={fields.compte} inputMode="numeric" required />
        </Field>
      </div>
      <Field
        label={t("description")}
        id="pool-description"
        hint={t("descriptionHint")}
        error={errors.description}
        optional
      >
        <TextArea name="description" defaultValue={fields.description} rows={3} maxLength={1000} />
      </Field>
    </Card>
  );
}

function Law({ view, values: { fields }, errors }: PartProps) {
  const t = useTranslations("costsPools");
  return (
    <Card as="section" className="stack" aria-labelledby="pool-law">
      <h2 id="pool-law">{t("form.law")}</h2>
      <FieldSet label={t("form.mode")} error={errors.mode} hint={t("confirmMode")}>
        {view.modes.map(({ value, label, hint }) => (
          <Check
            key={value}
            type="radio"
            name="mode"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={fields.mode === value}
          />
        ))}
      </FieldSet>
      <div className="cost-fields">
        <Field
          label={t("form.agreement")}
          id="pool-accord"
          hint={t("form.agreementHint")}
          error={errors.accord}
          optional
        >
          <Input name="accord" defaultValue={fields.accord} maxLength={200} />
        </Field>
        <Field label={t("form.agreedOn")} id="pool-accordLe" error={errors.accordLe} optional>
          <Input type="date" name="accordLe" defaultValue={fields.accordLe} />
        </Field>
      </div>
      <Field
        label={t("form.publicMoney")}
        id="pool-argentPublic"
        hint={t("form.publicMoneyHint")}
        error={errors.argentPublic}
      >
        <Input name="argentPublic" defaultValue={fields.argentPublic} inputMode="decimal" />
      </Field>
      <FieldSet label={t("form.role")} error={errors.role}>
        {view.roles.map(({ value, label, hint }) => (
          <Check
            key={value}
            type="radio"
            name="role"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={fields.role === value}
          />
        ))}
      </FieldSet>
    </Card>
  );
}

function WhoTakesPart({ view, values: { fields, lists }, errors }: PartProps) {
  const t = useTranslations("costsPools.form");
  const dates = (name: string, label: string, words: string) => (
    <label className="pool-date">
      <span aria-hidden="true">{label}</span>
      <input
        className="input"
        type="date"
        name={name}
        id={`pool-${name}`}
        aria-label={words}
        aria-invalid={errors[name] ? true : undefined}
        defaultValue={fields[name]}
      />
      {errors[name] && <FieldError>{errors[name]}</FieldError>}
    </label>
  );
  return (
    <Card as="section" className="stack pool-part" aria-labelledby="pool-who">
      <h2 id="pool-who">{t("who")}</h2>
      <FieldSet label={<span className="sr">{t("who")}</span>} error={errors.qui}>
        <Check
          type="radio"
          name="qui"
          value="tous"
          label={t("all")}
          hint={t("allHint")}
          defaultChecked={fields.qui === "tous"}
        />
        <Check
          type="radio"
          name="qui"
          value="certains"
          label={t("some")}
          hint={t("someHint")}
          defaultChecked={fields.qui === "certains"}
        />
      </FieldSet>
      <fieldset className="field pool-some" id="pool-participe">
        <legend>{t("structures")}</legend>
        {errors.participe && <FieldError>{errors.participe}</FieldError>}
        <ul className="pool-who">
          {view.structures.map(({ id, name }) => (
            <li key={id}>
              <Check name="participe" value={id} label={name} defaultChecked={lists.participe?.includes(id)} />
              {dates(`debut.${id}`, t("from"), t("fromOf", { name }))}
              {dates(`fin.${id}`, t("until"), t("untilOf", { name }))}
            </li>
          ))}
        </ul>
      </fieldset>
    </Card>
  );
}

function Resources({ view, values: { lists } }: PartProps) {
  const t = useTranslations("costsPools.form");
  return (
    <Card as="section" className="stack" aria-labelledby="pool-resources">
      <h2 id="pool-resources">{t("resources")}</h2>
      <FieldSet label={<span className="sr">{t("resources")}</span>} hint={t("resourcesHint")}>
        {view.resources.length === 0 && <p className="soft">{t("noResources")}</p>}
        <div className="pool-resources">
          {view.resources.map(({ id, name }) => (
            <Check key={id} name="ressource" value={id} label={name} defaultChecked={lists.ressource?.includes(id)} />
          ))}
        </div>
      </FieldSet>
    </Card>
  );
}
