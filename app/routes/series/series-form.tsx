import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { Card } from "~/ui/surface";
import { WhenFields } from "../bookings/when-fields";
import type { SeriesFormView } from "./form-view";

const FORM = "serie";

/** The first time, how it comes back, until when. What only some repetitions need shows beside them. */
export function SeriesForm({ view, action }: { view: SeriesFormView; action: string }) {
  const t = useTranslations("series.form");
  const { fields, errors, resource, problem } = view;
  const summary = [
    ...fields.errors.map(({ field, message }) => ({ id: `${FORM}-${field}`, message })),
    ...Object.entries(errors).map(([field, message]) => ({ id: `${FORM}-${field}`, message })),
  ];
  return (
    <Form method="get" action={action} id={FORM} className="series-form stack" noValidate>
      <input type="hidden" name="ressource" value={resource.id} />
      <ErrorSummary errors={summary} />
      {problem && (
        <Alert tone="wait" live>
          {problem}
        </Alert>
      )}
      <Card as="section" className="stack" aria-labelledby="premiere">
        <h2 id="premiere">{t("when")}</h2>
        <WhenFields id={FORM} view={fields} className="when-row" />
      </Card>
      <Repeat view={view} />
      <Until view={view} />
      <Card as="section" className="stack" aria-labelledby="plus">
        <h2 id="plus">{t("more")}</h2>
        <More view={view} />
      </Card>
      <div className="actions">
        <SubmitButton size="lg" icon="calendar-range">
          {t("see")}
        </SubmitButton>
        <Link className="tap" to={view.once}>
          {t("back")}
        </Link>
      </div>
    </Form>
  );
}

function Repeat({ view }: { view: SeriesFormView }) {
  const t = useTranslations("series.form");
  const { typed, errors } = view;
  return (
    <Card as="section" className="stack series-repeat">
      <FieldSet label={t("often")} className="series-often">
        {view.frequencies.map(({ value, label }) => (
          <Check
            key={value}
            type="radio"
            name="frequence"
            value={value}
            label={label}
            defaultChecked={typed.frequence === value}
          />
        ))}
      </FieldSet>
      <Field
        id={`${FORM}-intervalle`}
        label={t("interval")}
        hint={t("intervalHint")}
        error={errors.intervalle}
        className="series-interval"
      >
        <Input name="intervalle" inputMode="numeric" maxLength={2} autoComplete="off" defaultValue={typed.intervalle} />
      </Field>
      <FieldSet label={t("weekdays")} hint={t("weekdaysHint")} className="series-weekdays">
        <div className="series-days">
          {view.weekdays.map(({ value, label }) => (
            <Check key={value} name="jours" value={value} label={label} defaultChecked={typed.jours.includes(value)} />
          ))}
        </div>
      </FieldSet>
      <FieldSet label={t("monthOn")} className="series-month">
        {view.monthDays.map(({ value, label }) => (
          <Check
            key={value}
            type="radio"
            name="mois"
            value={value}
            label={label}
            defaultChecked={typed.mois === value}
          />
        ))}
      </FieldSet>
    </Card>
  );
}

function Until({ view }: { view: SeriesFormView }) {
  const t = useTranslations("series.form");
  const { typed, errors } = view;
  return (
    <Card as="section" className="stack series-until">
      <FieldSet label={t("end")} className="series-often">
        {view.ends.map(({ value, label }) => (
          <Check key={value} type="radio" name="fin" value={value} label={label} defaultChecked={typed.fin === value} />
        ))}
      </FieldSet>
      <Field id={`${FORM}-nombre`} label={t("count")} error={errors.nombre} className="series-count">
        <Input name="nombre" inputMode="numeric" maxLength={7} autoComplete="off" defaultValue={typed.nombre} />
      </Field>
      <Field id={`${FORM}-dernier`} label={t("until")} error={errors.dernier} className="series-last">
        <Input name="dernier" type="date" defaultValue={typed.dernier} />
      </Field>
      <FieldSet label={t("skip")} hint={t("skipHint")}>
        <Check name="feries" label={t("bank")} defaultChecked={typed.feries} />
        <Check name="vacances" label={t("school")} defaultChecked={typed.vacances} />
      </FieldSet>
    </Card>
  );
}

function More({ view }: { view: SeriesFormView }) {
  const t = useTranslations("bookings.new");
  const { typed, errors, fields, resource } = view;
  const wrongPeople = fields.errors.find(({ field }) => field === "personnes");
  return (
    <>
      <Field
        id={`${FORM}-personnes`}
        label={t("people")}
        optional
        note={t("peopleNote", { count: resource.capacity })}
        error={wrongPeople?.beside}
        className="confirm-people"
      >
        <Input
          name="personnes"
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          defaultValue={fields.typed.personnes}
        />
      </Field>
      <Field id={`${FORM}-objet`} label={t("purpose")} optional hint={t("purposeHint")} error={errors.objet}>
        <Input name="objet" maxLength={200} defaultValue={typed.objet} />
      </Field>
      <Check name="partage" label={t("share")} defaultChecked={typed.partage} />
    </>
  );
}
