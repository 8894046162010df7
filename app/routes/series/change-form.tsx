import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, Select, TimeField } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { ChangeView } from "./change-view";

const FORM = "changer";

/** What is changed, of which dates. What that comes to is shown before anything changes. */
export function ChangeForm({ view }: { view: ChangeView }) {
  const t = useTranslations("series.change");
  const tw = useTranslations("bookings.when");
  const tn = useTranslations("bookings.new");
  const { typed, errors } = view;
  return (
    <Form method="get" action={view.action} id={FORM} className="narrow stack">
      <input type="hidden" name="date" value={typed.date} />
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ id: `${FORM}-${field}`, message }))} />
      {view.problem && (
        <Alert tone="wait" live>
          {view.problem}
        </Alert>
      )}
      <Card as="section" className="stack">
        <FieldSet label={t("scope")} hint={t("past")}>
          {view.day && (
            <>
              <Scope value="une" typed={typed.portee} label={t("one", { day: view.day })} />
              <Scope value="suite" typed={typed.portee} label={t("following")} />
            </>
          )}
          <Scope value="toutes" typed={typed.portee} label={t("all")} />
        </FieldSet>
      </Card>
      <Card as="section" className="stack" aria-labelledby="heures">
        <h2 id="heures">{t("hours")}</h2>
        <div className="when-row">
          <Field id={`${FORM}-de`} label={tw("from")} error={errors.de}>
            <TimeField name="de" times={view.starts} defaultValue={typed.de} />
          </Field>
          <Field id={`${FORM}-a`} label={tw("to")} error={errors.a}>
            <TimeField name="a" times={view.ends} defaultValue={typed.a} />
          </Field>
        </div>
        {view.weekdays.length > 0 && <Weekdays view={view} />}
        <Field id={`${FORM}-ressource`} label={t("resource")} hint={t("resourceHint")}>
          <Select name="ressource" options={view.resources} defaultValue={typed.ressource} />
        </Field>
        <Field
          id={`${FORM}-personnes`}
          label={tn("people")}
          optional
          note={tn("peopleNote", { count: view.capacity })}
          error={errors.personnes}
          className="confirm-people"
        >
          <Input name="personnes" inputMode="numeric" maxLength={5} autoComplete="off" defaultValue={typed.personnes} />
        </Field>
        <Field id={`${FORM}-objet`} label={tn("purpose")} optional error={errors.objet}>
          <Input name="objet" maxLength={200} defaultValue={typed.objet} />
        </Field>
        <Check name="partage" label={tn("share")} defaultChecked={typed.partage} />
        <p className="small soft">{t("price")}</p>
      </Card>
      <div className="actions">
        <SubmitButton icon="calendar-range">{t("see")}</SubmitButton>
        <ButtonLink to={view.to} variant="line">
          {t("keep")}
        </ButtonLink>
      </div>
    </Form>
  );
}

function Scope({ value, typed, label }: { value: string; typed: string; label: string }) {
  return <Check type="radio" name="portee" value={value} label={label} defaultChecked={typed === value} />;
}

function Weekdays({ view }: { view: ChangeView }) {
  const t = useTranslations("series.change");
  return (
    <div className="when-row">
      {view.weekdays.map(({ name, label, chosen }, rank) => (
        <Field
          key={name}
          id={`${FORM}-${name}`}
          label={label}
          hint={rank === 0 ? t("weekdayHint") : undefined}
          error={view.errors[name]}
        >
          <Select name={name} options={view.weekdayOptions} defaultValue={chosen} />
        </Field>
      ))}
    </div>
  );
}
