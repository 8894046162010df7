import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { MoveView } from "./move-view";
import { PriceSum } from "./price-sum";
import { RefusalAlert } from "./refusal-alert";
import { WhenFields } from "./when-fields";

const FORM = "deplacer";

/** The new slot, its price, and the button; or why it cannot be moved any more. */
export function MoveFormView({ view }: { view: MoveView }) {
  const t = useTranslations("life.move");
  const tp = useTranslations("life.problems");
  const ts = useTranslations("search.move");
  const { fields, typed, price, refusal, same } = view;
  const chooses = view.resources.length > 1;
  if (!view.can) {
    return (
      <div className="narrow stack">
        <Alert tone="wait">{view.over ? tp("already_started") : view.why}</Alert>
        <ButtonLink to={view.to} variant="line">
          {t("back")}
        </ButtonLink>
      </div>
    );
  }
  const errors = fields.errors.map(({ field, message }) => ({ id: `${FORM}-${field}`, message }));
  return (
    <Form method="post" id={FORM} className="cols" preventScrollReset noValidate>
      <div className="stack">
        {!chooses && <input type="hidden" name="ressource" value={view.resourceId} />}
        <ErrorSummary errors={errors} />
        {refusal && <RefusalAlert refusal={refusal} form={FORM} />}
        <Card as="section" className="stack" aria-labelledby="nouveau-creneau">
          <h2 id="nouveau-creneau">{t("newTime")}</h2>
          <WhenFields id={FORM} view={fields} className="when-row" />
          {chooses && (
            <Field id={`${FORM}-ressource`} label={ts("what")}>
              <Select name="ressource" options={view.resources} defaultValue={view.resourceId} key={view.resourceId} />
            </Field>
          )}
          <div className="when-row">
            <Field
              id={`${FORM}-personnes`}
              label={t("people")}
              optional
              error={fields.errors.find(({ field }) => field === "personnes")?.message}
            >
              <Input name="personnes" inputMode="numeric" maxLength={5} defaultValue={typed.people} />
            </Field>
            {view.asksQuantity && (
              <Field id={`${FORM}-combien`} label={t("quantity")}>
                <Input name="combien" inputMode="numeric" maxLength={4} defaultValue={typed.quantity} />
              </Field>
            )}
          </div>
          {/* The price of what is chosen, without moving anything: the same form, read by the page itself. */}
          <div>
            <Button formMethod="get" variant="line" size="sm">
              {t("see")}
            </Button>
          </div>
        </Card>
      </div>
      <Card as="aside" className="book stack" aria-labelledby="prix-nouveau">
        <h2 id="prix-nouveau">{t("price")}</h2>
        {price && !refusal && <PriceSum {...price} />}
        {same && <p className="soft small">{t("same")}</p>}
        {view.owed && <p className="small">{view.owed}</p>}
        <SubmitButton size="lg" block pendingLabel={t("confirming")}>
          {t("confirm")}
        </SubmitButton>
        <ButtonLink to={view.to} variant="text" block>
          {t("back")}
        </ButtonLink>
      </Card>
    </Form>
  );
}
