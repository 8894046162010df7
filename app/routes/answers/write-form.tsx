import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { WriteView } from "./write-view";

type Wrong = readonly { name: string; words: string }[];

/** Everything that is typed, on one page that is saved at once: it can be left and come back to. */
export function WriteForm({ page, wrong }: { page: WriteView; wrong: Wrong }) {
  const t = useTranslations("answers.write");
  const error = (name: string) => wrong.find((each) => each.name === name)?.words;
  const readOnly = !page.writable;
  return (
    <Form method="post" className="narrow" id="redaction" noValidate>
      <input type="hidden" name="lu" value={page.mark} />
      <ErrorSummary errors={wrong.map(({ name, words }) => ({ id: name, message: words }))} />
      <Section title={t("lots")} id="lots">
        {page.lots.map((lot) => (
          <LotFields key={lot.id} lot={lot} priced={page.priced} readOnly={readOnly} error={error} />
        ))}
      </Section>
      <Section title={t("who")}>
        <div className="stack">
          <Field id="contact" label={t("contact")} error={error("contact")}>
            <Input name="contact" defaultValue={page.contact} autoComplete="name" readOnly={readOnly} />
          </Field>
          <div className="ans-pair">
            <Field id="courriel" label={t("email")} error={error("courriel")}>
              <Input type="email" name="courriel" defaultValue={page.email} autoComplete="email" readOnly={readOnly} />
            </Field>
            <Field id="telephone" label={t("telephone")} optional error={error("telephone")}>
              <Input type="tel" name="telephone" defaultValue={page.telephone} autoComplete="tel" readOnly={readOnly} />
            </Field>
          </div>
          <Field
            id="presentation"
            label={t("presentation")}
            optional
            hint={t("presentationHint")}
            error={error("presentation")}
          >
            <TextArea name="presentation" rows={5} defaultValue={page.presentation} readOnly={readOnly} />
          </Field>
        </div>
      </Section>
      {page.writable && (
        <p className="section">
          <SubmitButton size="lg" icon="check">
            {t("save")}
          </SubmitButton>
        </p>
      )}
    </Form>
  );
}

type LotProps = {
  lot: WriteView["lots"][number];
  priced: boolean;
  readOnly: boolean;
  error: (name: string) => string | undefined;
};

function LotFields({ lot, priced, readOnly, error }: LotProps) {
  const t = useTranslations("answers.write");
  const named = (part: string) => `${part}-${lot.id}`;
  return (
    <Card as="section" className="ans-lot stack" aria-labelledby={named("lot")}>
      <h3 id={named("lot")}>{lot.title}</h3>
      <Check name="lot" value={lot.id} label={t("answers")} defaultChecked={lot.checked} disabled={readOnly} />
      {lot.reserved && (
        <p id={named("reserve")} className="small">
          <Icon name={lot.reserved.fits ? "circle-check" : "circle-alert"} /> {lot.reserved.words}{" "}
          {lot.reserved.to && <Link to={lot.reserved.to}>{t("declare")}</Link>}
        </p>
      )}
      <div className="ans-pair">
        {priced && (
          <Field id={named("prix")} label={t("price")} error={error(named("prix"))}>
            <Input inputMode="decimal" name={named("prix")} defaultValue={lot.price} readOnly={readOnly} />
          </Field>
        )}
        <Field
          id={named("heures")}
          label={t("hours")}
          optional={!lot.least}
          hint={lot.least}
          error={error(named("heures"))}
        >
          <Input inputMode="numeric" name={named("heures")} defaultValue={lot.hours} readOnly={readOnly} />
        </Field>
      </div>
      {lot.criteria.map(({ id, label, guideline, text }) => (
        <Field key={id} id={`texte-${id}`} label={label} hint={guideline || undefined} error={error(`texte-${id}`)}>
          <TextArea name={`texte-${id}`} rows={4} defaultValue={text} readOnly={readOnly} />
        </Field>
      ))}
      <Field id={named("mots")} label={t("words")} optional error={error(named("mots"))}>
        <TextArea name={named("mots")} rows={3} defaultValue={lot.words} readOnly={readOnly} />
      </Field>
    </Card>
  );
}
