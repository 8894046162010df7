import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, Select, TimeField } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { ChangeView } from "./change-view";

const FORM = "changer";

/** What is changed, of which dates; and, where some cannot be, what to do about each. */
export function ChangeForm({ view }: { view: ChangeView }) {
  const t = useTranslations("series.change");
  const tw = useTranslations("bookings.when");
  const tn = useTranslations("bookings.new");
  const { typed, errors, conflicts } = view;
  return (
    <Form method="post" id={FORM} className="narrow stack">
      <input type="hidden" name="date" value={typed.date} />
      {view.kept.map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ id: `${FORM}-${field}`, message }))} />
      {view.problem && (
        <Alert tone="wait" live>
          {view.problem}
        </Alert>
      )}
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
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
        <SubmitButton pendingLabel={t("confirming")}>{t("confirm")}</SubmitButton>
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

function Conflicts({ conflicts }: { conflicts: ChangeView["conflicts"] }) {
  const t = useTranslations("series.change");
  const tp = useTranslations("series.preview");
  const options = [
    { value: "leave", label: t("leave") },
    { value: "cancel", label: t("cancelDate") },
  ];
  return (
    <Card as="section" className="stack" aria-labelledby="conflits">
      <h2 id="conflits">{t("conflicts")}</h2>
      <ul className="series-conflicts">
        {conflicts.map(({ name, day, sentence, chosen }) => (
          <li key={name}>
            <p>
              <b>{day}</b> <span className="block small">{sentence}</span>
            </p>
            <Select name={name} options={options} defaultValue={chosen} aria-label={tp("choose", { day })} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
