import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select, TextArea } from "~/ui/field";
import { Card, Section, Sheet } from "~/ui/surface";
import type { FieldName, Typed } from "./introduction-reader";

type Choice = { value: string; label: string };
type Errors = Partial<Record<FieldName, string>>;

interface Listed {
  readonly id: string;
  readonly who: string;
  readonly when: string;
  readonly about: string;
  readonly need: { readonly title: string; readonly to: string } | null;
  readonly to: string;
}

/** Those of a year, the last first. */
export function IntroductionList({ list, year }: { list: readonly Listed[]; year: string }) {
  const t = useTranslations("impact.introductions");
  return (
    <Section title={t("list", { year })} id="annee">
      {list.length === 0 ? (
        <Empty picture="bunch" level={3} title={t("empty", { year })}>
          {t("emptyText")}
        </Empty>
      ) : (
        <Sheet as="ul" className="own-needs">
          {list.map(({ id, who, when, about, need, to }) => (
            <li key={id}>
              <div>
                <h3>{who}</h3>
                <p>{about}</p>
                <p className="small soft">
                  {when}
                  {need && (
                    <>
                      {". "}
                      {t("ledTo")} <Link to={need.to}>{need.title}</Link>
                    </>
                  )}
                </p>
              </div>
              <ButtonLink variant="text" size="sm" icon="pencil" to={to} aria-label={`${t("edit")} : ${who}`}>
                {t("edit")}
              </ButtonLink>
            </li>
          ))}
        </Sheet>
      )}
    </Section>
  );
}

type FormProps = {
  choices: { structures: readonly Choice[]; needs: readonly Choice[] };
  typed: Typed;
  errors: Errors;
  id: string;
};

/** Writes down another one. */
export function IntroductionForm({ choices, typed, errors, id }: FormProps) {
  const t = useTranslations("impact.introductions");
  const structures = [{ value: "", label: t("choose") }, ...choices.structures];
  return (
    <Card as="section" aria-labelledby="noter">
      <h2 id="noter">{t("add")}</h2>
      <Form method="post" className="stack">
        <ErrorSummary errors={Object.entries(errors).map(([at, message]) => ({ id: at, message }))} />
        <input type="hidden" name="id" value={id} />
        <Field id="structure" label={t("structure")} error={errors.structure}>
          <Select name="structure" options={structures} defaultValue={typed.structure} required />
        </Field>
        <Field id="other" label={t("other")} error={errors.other}>
          <Select name="other" options={structures} defaultValue={typed.other} required />
        </Field>
        <Field id="metOn" label={t("metOn")} error={errors.metOn}>
          <Input type="date" name="metOn" defaultValue={typed.metOn} required />
        </Field>
        <AboutAndNeed needs={choices.needs} typed={typed} errors={errors} />
        <SubmitButton icon="handshake">{t("submit")}</SubmitButton>
      </Form>
    </Card>
  );
}

/** What may still be said later: what it was about, and the need that came of it. */
export function AboutAndNeed({ needs, typed, errors }: { needs: readonly Choice[]; typed: Typed; errors: Errors }) {
  const t = useTranslations("impact.introductions");
  return (
    <>
      <Field id="about" label={t("about")} hint={t("aboutHint")} error={errors.about}>
        <TextArea name="about" rows={2} maxLength={500} defaultValue={typed.about} required />
      </Field>
      <Field id="need" label={t("need")} error={errors.need} optional>
        <Select name="need" options={[{ value: "", label: t("noNeed") }, ...needs]} defaultValue={typed.need} />
      </Field>
    </>
  );
}
