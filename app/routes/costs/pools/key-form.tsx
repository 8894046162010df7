import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { KeyFormView } from "./key-form-view";
import { KeyLimits, KeyRule, KeyWeights } from "./key-fields";
import type { PreviewView } from "./preview-view";
import { Preview } from "./preview";

/** What the server answered to a form of a key. */
export interface KeyAnswer {
  readonly fields: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly refusal: string | null;
  readonly preview: PreviewView | null;
}

/** First how to share: one of nine ways. */
export function KeyGenres({ view }: { view: KeyFormView }) {
  const t = useTranslations("costsPools.keyForm");
  return (
    <section aria-labelledby="cle-choix">
      <h2 id="cle-choix">{t("choose")}</h2>
      <p className="soft cost-lead">{t("chooseLead")}</p>
      <ul className="key-genres">
        {view.genres.map(({ to, icon, label, words }) => (
          <li key={to}>
            <Link to={to} className="card">
              <b>
                <Icon name={icon} size="sm" /> {label}
              </b>
              <span className="small soft">{words}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Props = { view: KeyFormView; answer: KeyAnswer | undefined; removable?: boolean };

/** Then its fields, from when on, by whom; what it would give before it is kept. */
export function KeyForm({ view, answer, removable }: Props) {
  const t = useTranslations("costsPools.keyForm");
  const errors = answer?.errors ?? {};
  const values = answer?.fields ?? view.values;
  const page = paths.costPool(view.pole, view.pool.id);
  return (
    <>
      <p>
        {view.chosen} <Link to={view.otherGenre}>{t("otherGenre")}</Link>
      </p>
      {view.notInForm && <Alert tone="wait">{t("notInForm")}</Alert>}
      {answer?.refusal && (
        <Alert tone="no" live>
          {answer.refusal}
        </Alert>
      )}
      <Form method="post" id="cle" className="stack">
        <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ id: `cle-${name}`, message }))} />
        <input type="hidden" name="genre" value={view.genre ?? ""} />
        <KeyRule view={view} values={values} errors={errors} />
        <KeyWeights view={view} values={values} errors={errors} />
        <KeyLimits view={view} values={values} errors={errors} />
        <Card as="section" className="stack" aria-labelledby="cle-quand">
          <h2 id="cle-quand">{t("when")}</h2>
          <div className="cost-fields">
            <Field label={t("from")} id="cle-depuis" hint={t("fromHint")} error={errors.depuis}>
              <Input type="date" name="depuis" defaultValue={values.depuis} required />
            </Field>
            <Field label={t("decided")} id="cle-decide" hint={t("decidedHint")} error={errors.decide} optional>
              <Input name="decide" defaultValue={values.decide} maxLength={200} />
            </Field>
          </div>
        </Card>
        {answer?.preview && <Preview view={answer.preview} />}
        <div className="actions">
          <SubmitButton name="intent" value="preview" variant={answer?.preview ? "line" : "full"} icon="eye">
            {t("preview")}
          </SubmitButton>
          <SubmitButton name="intent" value="save" variant={answer?.preview ? "full" : "line"}>
            {t("save")}
          </SubmitButton>
          <ButtonLink variant="text" to={page}>
            {t("keepNothing")}
          </ButtonLink>
        </div>
      </Form>
      {removable && <RemoveKey />}
    </>
  );
}

/** Asked once: the first press opens it. */
function RemoveKey() {
  const t = useTranslations("costsPools.keyForm");
  return (
    <details className="more card">
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("remove")}
      </summary>
      <Form method="post" className="stack">
        <p>{t("removeHint")}</p>
        <Button variant="danger" name="intent" value="remove" icon="trash-2">
          {t("removeSure")}
        </Button>
      </Form>
    </details>
  );
}
