import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input, Select } from "~/ui/field";

type RegisterFormProps = {
  answer: FormAgain | undefined;
  /** The page to come to afterwards. */
  back: string | null;
  /** They come to answer a need, which structures alone do. */
  toNeed: boolean;
  /** Somebody signed in already, who registers a structure. */
  person: { name: string; email: string } | null;
  legalForms: readonly string[];
};

type Fields = Record<"who" | "structureName" | "legalForm" | "siret" | "ess" | "name" | "email" | "telephone", string>;

/** Who one is: a structure or a private person, and how to reach them. Without a script all of it is shown. */
export function RegisterForm({ answer, back, toNeed, person, legalForms }: RegisterFormProps) {
  const t = useTranslations("door.register");
  const [form, fields] = usePageForm<Fields>("register", answer);
  const words = useErrorWords(answer?.minutes);
  const who = fields.who.initialValue ?? "structure";
  const labels = {
    who: t("who"),
    structureName: t("structureName"),
    legalForm: t("legalForm"),
    siret: t("siret"),
    name: t("name"),
    email: t("email"),
    telephone: t("telephone"),
  };
  return (
    <>
      <Form method="post" className="stack register" id={form.id} noValidate>
        <FormErrors form={form} answer={answer} labels={labels} />
        {toNeed ? (
          <input type="hidden" name="who" value="structure" />
        ) : (
          <FieldSet label={t("who")} error={words(fields.who.errors)}>
            <Check
              id={fields.who.id}
              type="radio"
              name="who"
              value="structure"
              label={t("structure")}
              defaultChecked={who === "structure"}
            />
            <Check
              type="radio"
              name="who"
              value="individual"
              label={t("individual")}
              defaultChecked={who === "individual"}
            />
          </FieldSet>
        )}
        <div className="stack register-structure">
          <Field label={t("structureName")} id={fields.structureName.id} error={words(fields.structureName.errors)}>
            <Input
              name="structureName"
              autoComplete="organization"
              maxLength={120}
              defaultValue={fields.structureName.initialValue}
            />
          </Field>
          <Field label={t("legalForm")} id={fields.legalForm.id} error={words(fields.legalForm.errors)}>
            <Select name="legalForm" defaultValue={fields.legalForm.initialValue ?? ""}>
              <option value="">{t("choose")}</option>
              {legalForms.map((choice) => (
                <option key={choice} value={choice} lang="fr">
                  {choice}
                </option>
              ))}
            </Select>
          </Field>
          <Field
            label={t("siret")}
            id={fields.siret.id}
            optional
            hint={t("siretHint")}
            error={words(fields.siret.errors)}
          >
            <Input
              name="siret"
              inputMode="numeric"
              maxLength={20}
              autoComplete="off"
              defaultValue={fields.siret.initialValue}
            />
          </Field>
          <Check
            id={fields.ess.id}
            name="ess"
            value="oui"
            label={t("ess")}
            hint={t("essHint")}
            defaultChecked={fields.ess.initialValue === "oui"}
          />
        </div>
        <Field label={t("name")} id={fields.name.id} error={words(fields.name.errors)}>
          <Input
            name="name"
            autoComplete="name"
            maxLength={120}
            defaultValue={fields.name.initialValue ?? person?.name}
            required
          />
        </Field>
        <Field label={t("email")} id={fields.email.id} error={words(fields.email.errors)}>
          <Input
            type="email"
            name="email"
            autoComplete="email"
            defaultValue={fields.email.initialValue ?? person?.email}
            required
          />
        </Field>
        <Field
          label={t("telephone")}
          id={fields.telephone.id}
          hint={t(toNeed ? "telephoneHintNeed" : "telephoneHint")}
          error={words(fields.telephone.errors)}
        >
          <Input
            type="tel"
            name="telephone"
            autoComplete="tel"
            maxLength={30}
            defaultValue={fields.telephone.initialValue}
            required
          />
        </Field>
        <SubmitButton size="lg" block icon="mail">
          {t("submit")}
        </SubmitButton>
        <p className="small soft">
          {t(toNeed ? "privacyNeed" : "privacy")} <Link to={paths.privacy()}>{t("privacyMore")}</Link>
        </p>
      </Form>
      <p className="sign-new">
        {t("known")} <Link to={paths.signIn(back)}>{t("signIn")}</Link>
      </p>
    </>
  );
}
