import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { StartStep, UseSettings } from "~server/use";

type Answer = {
  typed: { etape: string; absence: string; consignes: string };
  errors: { etape?: string | undefined; absence?: string | undefined; consignes?: string | undefined };
  refusal: string | null;
};

type SettingsFormProps = { settings: UseSettings; steps: readonly StartStep[]; answer: Answer | undefined };

/** What is asked at the start and at the end, when a slot is given up, what people must know. */
export function SettingsForm({ settings, steps, answer }: SettingsFormProps) {
  const t = useTranslations("use.settings");
  const { typed, errors } = answer ?? { typed: null, errors: {} as Answer["errors"] };
  const listed = (["absence", "consignes"] as const).flatMap((field) =>
    errors[field] ? [{ id: `usage-${field}`, message: errors[field] }] : [],
  );
  return (
    <Card>
      <Form method="post" className="stack">
        {answer?.refusal && (
          <Alert tone="wait" live>
            {answer.refusal}
          </Alert>
        )}
        <ErrorSummary errors={listed} />
        <input type="hidden" name="version" value={settings.version} />
        <FieldSet label={t("step")} error={errors.etape}>
          {steps.map((step) => (
            <Check
              key={step}
              type="radio"
              name="etape"
              value={step}
              label={t(`steps.${step}`)}
              hint={step === "none" ? undefined : t(`stepHints.${step}`)}
              defaultChecked={(typed?.etape ?? settings.startStep) === step}
            />
          ))}
        </FieldSet>
        <Field id="usage-absence" label={t("noShow")} optional hint={t("noShowHint")} error={errors.absence}>
          <Input
            className="short-figure"
            name="absence"
            inputMode="numeric"
            maxLength={5}
            autoComplete="off"
            defaultValue={typed?.absence ?? settings.noShowMinutes ?? ""}
          />
        </Field>
        <Field
          id="usage-consignes"
          label={t("instructions")}
          optional
          hint={t("instructionsHint")}
          error={errors.consignes}
        >
          <TextArea
            name="consignes"
            rows={5}
            maxLength={4000}
            defaultValue={typed?.consignes ?? settings.instructions}
          />
        </Field>
        <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
      </Form>
    </Card>
  );
}

/** What goes with a resource's use. */
export function SettingsLinks({ pole, id }: { pole: string; id: string }) {
  const t = useTranslations("use.settings");
  const links = [
    { to: paths.doorSheet(pole, id), icon: "qr-code", label: t("sheet") },
    { to: paths.displays(pole, id), icon: "monitor", label: t("displays") },
    { to: paths.atDoor(pole, id), icon: "door-open", label: t("atDoor") },
    { to: paths.useLog(pole, id), icon: "history", label: t("log") },
    { to: paths.incidents(pole, { ressource: id }), icon: "triangle-alert", label: t("incidents") },
  ] as const;
  return (
    <aside className="side">
      <Card as="section" tone="flat" aria-labelledby="autour">
        <h2 id="autour">{t("more")}</h2>
        <ul className="use-links">
          {links.map(({ to, icon, label }) => (
            <li key={to}>
              <Icon name={icon} />
              <Link className="tap" to={to}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </aside>
  );
}
