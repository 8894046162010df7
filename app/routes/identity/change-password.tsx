import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requestLocale, requireViewer } from "~/http/actor";
import { clientOf } from "~/http/client";
import { redirectWithFlash } from "~/http/flash";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { changePassword, changePasswordForm, passwordSince } from "~server/identity";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  // Somebody without a password proves who they are by a link instead of the current one.
  if (!(await passwordSince(viewer.personId))) throw redirect(paths.forgottenPassword());
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  return { email: viewer.email, title: await pageTitle(locale, t("changePassword.title")) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request, changePasswordForm);
  if (!form.ok) return formAgain(form.submission);
  const person = { ...viewer, locale: await requestLocale(args) };
  const outcome = await changePassword(person, form.value, clientOf(args));
  if (outcome.ok) throw await redirectWithFlash(paths.account(), { key: "password_changed" });
  const { problem } = outcome;
  if (problem.code === "too_many_attempts") return formLater(form.submission, problem);
  const field = problem.code === "wrong_current" ? "current" : "password";
  return formAgain(form.submission, { [field]: problem.code });
});

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ChangePassword() {
  const t = useTranslations("identity");
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ current: string; password: string }>("change-password", answer);
  const words = useErrorWords(answer?.minutes);
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("changePassword.title")}
        lead={t("changePassword.lead")}
        crumbs={[{ label: t("account.crumb"), to: paths.account() }]}
      />
      <Form method="post" className="card stack" id={form.id}>
        <FormErrors
          form={form}
          answer={answer}
          labels={{ current: t("fields.currentPassword"), password: t("fields.newPassword") }}
        />
        <Field label={t("fields.currentPassword")} id={fields.current.id} error={words(fields.current.errors)}>
          <Input type="password" name="current" autoComplete="current-password" required />
        </Field>
        <Field
          label={t("fields.newPassword")}
          id={fields.password.id}
          hint={t("fields.passwordHint")}
          error={words(fields.password.errors)}
        >
          <Input type="password" name="password" autoComplete="new-password" minLength={12} required />
        </Field>
        <div className="actions">
          <SubmitButton>{t("changePassword.submit")}</SubmitButton>
        </div>
        <p className="small">
          {t("changePassword.unknown")} <Link to={paths.forgottenPassword()}>{t("changePassword.reset")}</Link>
        </p>
        <input type="hidden" autoComplete="username" value={email} />
      </Form>
    </div>
  );
}
