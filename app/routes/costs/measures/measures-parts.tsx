import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, FieldError, Input } from "~/ui/field";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { MeasuresView } from "./measures-view";

type Answer = {
  fields: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  nothing: boolean;
};

function Head({ view }: { view: MeasuresView }) {
  const t = useTranslations("costsPools.measuresPage");
  return (
    <thead>
      <tr>
        <th scope="col">{t("structure")}</th>
        {view.measures.map(({ measure, label }) => (
          <th scope="col" className="num" key={measure}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** What is known today, for who only reads it. */
export function MeasuresTable({ view }: { view: MeasuresView }) {
  const t = useTranslations("costsPools.measuresPage");
  return (
    <Card>
      <Table caption={t("today")} hideCaption scroll>
        <Head view={view} />
        <tbody>
          {view.structures.map(({ id, name, now }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {now.map(({ measure, text }) => (
                <td className={text === null ? "num zero" : "num"} key={measure}>
                  {text ?? t("unknown")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** All structures in one table: what is left as it is does not change. */
export function MeasuresForm({ view, answer }: { view: MeasuresView; answer: Answer | undefined }) {
  const t = useTranslations("costsPools.measuresPage");
  const errors = answer?.errors ?? {};
  return (
    <Form method="post" id="mesures" className="card stack">
      <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ id: `mesures-${name}`, message }))} />
      {answer?.nothing && (
        <Alert tone="you" live>
          {t("nothing")}
        </Alert>
      )}
      <p className="soft">{t("fillLead")}</p>
      <Field label={t("from")} id="mesures-depuis" error={errors.depuis} className="narrow">
        <Input type="date" name="depuis" defaultValue={answer?.fields.depuis ?? view.month} required />
      </Field>
      <Table caption={t("fill")} hideCaption scroll stack className="measures-fill">
        <Head view={view} />
        <tbody>
          {view.structures.map(({ id, name, now }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {now.map(({ measure, label, text }, rank) => {
                const field = `${measure}.${id}`;
                return (
                  <td className="num" key={measure} data-label={view.measures[rank]?.label}>
                    <input
                      type="text"
                      className="input"
                      name={field}
                      id={`mesures-${field}`}
                      aria-label={label}
                      aria-invalid={errors[field] ? true : undefined}
                      inputMode="decimal"
                      defaultValue={answer?.fields[field] ?? text ?? ""}
                    />
                    {errors[field] && <FieldError>{errors[field]}</FieldError>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="actions">
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </Form>
  );
}

/** Each value with its dates and who noted it. */
export function MeasuresHistory({ view }: { view: MeasuresView }) {
  const t = useTranslations("costsPools.measuresPage");
  const measured = view.structures.filter(({ history }) => history.length > 0);
  return (
    <Section title={t("history")} id="historique">
      {measured.length === 0 && <p className="soft">{t("noHistory")}</p>}
      <div className="stack">
        {measured.map(({ id, name, history }) => (
          <details className="more card" key={id}>
            <summary>
              <Icon name="chevron-down" size="sm" />
              {name}
            </summary>
            <Table caption={t("historyOf", { name })} hideCaption scroll stack>
              <thead>
                <tr>
                  <th scope="col">{t("what")}</th>
                  <th scope="col" className="num">
                    {t("value")}
                  </th>
                  <th scope="col">{t("dates")}</th>
                  <th scope="col">{t("who")}</th>
                </tr>
              </thead>
              <tbody>
                {history.map((line) => (
                  <tr key={line.key}>
                    <th scope="row">{line.measure}</th>
                    <td className="num key">{line.value}</td>
                    <td data-label={t("dates")}>{line.dates}</td>
                    <td data-label={t("who")}>{line.who}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </details>
        ))}
      </div>
    </Section>
  );
}
