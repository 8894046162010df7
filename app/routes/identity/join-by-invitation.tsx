import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";

/** An invitation for somebody new: a name and a password make the account, whose address the link proves. */
export function JoinByInvitation({ email, answer }: { email: string; answer: FormAgain | undefined }) {
  const t = useTranslations("poles.invitation");
  const field = useTranslations("identity.fields");
  const [form, fields] = usePageForm<{ name: string; password: string }>("join", answer);
  const words = useErrorWords();
  return (
    <Form method="post" className="stack" id={form.id}>
      <FormErrors form={form} answer={answer} labels={{ name: field("name"), password: field("password") }} />
      <p className="soft">{t("joinAs", { email })}</p>
      <Field label={field("name")} id={fields.name.id} error={words(fields.name.errors)}>
        <Input
          name="name"
          autoComplete="name"
          defaultValue={fields.name.initialValue}
          maxLength={120}
          required
          autoFocus={!answer}
        />
      </Field>
      <Field
        label={field("password")}
        id={fields.password.id}
        hint={field("passwordHint")}
        error={words(fields.password.errors)}
      >
        <Input type="password" name="password" autoComplete="new-password" minLength={12} required />
      </Field>
      <SubmitButton size="lg" block>
        {t("join")}
      </SubmitButton>
      <input type="hidden" autoComplete="username" value={email} />
    </Form>
  );
}
