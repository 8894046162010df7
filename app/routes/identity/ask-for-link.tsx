import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { SignFrame } from "~/ui/sign-frame";
import { useRootData } from "~/viewer";

type AskForLinkProps = {
  locale: "fr" | "en";
  answer: FormAgain | undefined;
  title: string;
  lead: string;
  submit: string;
};

/** An address to which a link is sent: to sign in, or to choose a new password. */
export function AskForLink({ locale, answer, title, lead, submit }: AskForLinkProps) {
  const t = useTranslations("identity");
  const [form, fields] = usePageForm<{ email: string }>("ask-for-link", answer);
  const words = useErrorWords(answer?.minutes);
  return (
    <SignFrame locale={locale} title={title} lead={lead}>
      <Form method="post" className="stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={{ email: t("fields.email") }} />
        <Field label={t("fields.email")} id={fields.email.id} error={words(fields.email.errors)}>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={fields.email.initialValue}
            required
            autoFocus={!answer}
          />
        </Field>
        <SubmitButton size="lg" block icon="mail">
          {submit}
        </SubmitButton>
      </Form>
      <p className="sign-new">
        <Link to={paths.signIn()}>{t("link.back")}</Link>
      </p>
    </SignFrame>
  );
}

/** The same words whether anybody has the address or not. */
export function LinkSent({ locale, again }: { locale: "fr" | "en"; again: string }) {
  const t = useTranslations("identity.link");
  const demo = useRootData()?.frame.demo;
  return (
    <SignFrame locale={locale} title={t("sent")} lead={t("sentText")}>
      <div className="stack">
        {demo && (
          <ButtonLink to={paths.mailbox()} size="lg" block icon="mail">
            {t("mailbox")}
          </ButtonLink>
        )}
        <ButtonLink to={again} variant="line" size="lg" block>
          {t("again")}
        </ButtonLink>
      </div>
      <p className="sign-new">
        <Link to={paths.signIn()}>{t("back")}</Link>
      </p>
    </SignFrame>
  );
}
