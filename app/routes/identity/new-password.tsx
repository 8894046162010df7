import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requestLocale } from "~/http/actor";
import { clientOf } from "~/http/client";
import { comeIn } from "~/http/come-in";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { SignFrame } from "~/ui/sign-frame";
import { linkOwner, newPasswordForm, resetPassword } from "~server/identity";

export const handle = { frame: "none", scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  const owner = await linkOwner(args.params.token ?? "", "reset");
  const title = await pageTitle(locale, t(owner ? "newPassword.title" : "useLink.gone"));
  return { locale, owner: owner && { name: owner.name, email: owner.email }, title };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, newPasswordForm);
  if (!form.ok) return formAgain(form.submission);
  const told = { locale: await requestLocale(args), client: clientOf(args) };
  const token = args.params.token ?? "";
  const outcome = await resetPassword(token, form.value, told);
  if (outcome.ok) throw await comeIn(args.request, outcome.value, { flash: { key: "password_changed" } });
  if (outcome.problem.code === "link_gone") throw redirect(paths.newPassword(token));
  return formAgain(form.submission, { password: outcome.problem.code });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewPassword() {
  const t = useTranslations("identity");
  const { locale, owner } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ password: string }>("new-password", answer);
  const words = useErrorWords();
  if (!owner) {
    return (
      <SignFrame locale={locale} title={t("useLink.gone")} lead={t("useLink.goneText")}>
        <ButtonLink to={paths.forgottenPassword()} size="lg" block icon="mail">
          {t("useLink.another")}
        </ButtonLink>
      </SignFrame>
    );
  }
  return (
    <SignFrame locale={locale} title={t("newPassword.title")} lead={t("newPassword.lead", owner)}>
      <Form method="post" className="stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={{ password: t("fields.newPassword") }} />
        <Field
          label={t("fields.newPassword")}
          id={fields.password.id}
          hint={t("fields.passwordHint")}
          error={words(fields.password.errors)}
        >
          <Input type="password" name="password" autoComplete="new-password" minLength={12} required autoFocus />
        </Field>
        <SubmitButton size="lg" block>
          {t("newPassword.submit")}
        </SubmitButton>
        <input type="hidden" autoComplete="username" value={owner.email} />
      </Form>
    </SignFrame>
  );
}
