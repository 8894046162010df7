import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { currentContext, requestLocale, viewerOf } from "~/http/actor";
import { clientOf } from "~/http/client";
import { comeIn } from "~/http/come-in";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Check, Field, Input } from "~/ui/field";
import { SignFrame } from "~/ui/sign-frame";
import { useRootData } from "~/viewer";
import { isDemo } from "~server/config";
import { DEMO_PASSWORD, demoAccounts, signIn, signInForm } from "~server/identity";
import { contextsOf } from "~server/poles";
import { DemoAccounts } from "./demo-accounts";

export const handle = { frame: "none", scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const back = localPath(new URL(args.request.url).searchParams.get("retour"));
  const viewer = await viewerOf(args);
  if (viewer) {
    const context = currentContext(viewer);
    throw redirect(back ?? (context ? paths.home(context.poleSlug) : paths.actingFor()));
  }
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  return {
    back,
    locale,
    title: await pageTitle(locale, t("signIn.title")),
    demo: isDemo() ? { password: DEMO_PASSWORD, accounts: await demoAccountsShown() } : null,
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, signInForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await signIn(form.value, clientOf(args));
  if (outcome.ok) {
    throw await comeIn(args.request, outcome.value, {
      back: localPath(new URL(args.request.url).searchParams.get("retour")),
    });
  }
  const { problem } = outcome;
  return problem.code === "too_many_attempts"
    ? formLater(form.submission, problem)
    : formAgain(form.submission, { "": problem.code });
});

/** The demonstration accounts, with what each may act for. */
async function demoAccountsShown() {
  return Promise.all(
    (await demoAccounts()).map(async ({ id, name, email }) => {
      const [context] = await contextsOf(id);
      const place = context && { roles: context.roles, name: context.structureName ?? context.poleName };
      return { name, email, place: place ?? null };
    }),
  );
}

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SignIn() {
  const t = useTranslations("identity");
  const td = useTranslations("door.home");
  const { back, locale, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ email: string; password: string; remember: string }>("sign-in", answer);
  const words = useErrorWords(answer?.minutes);
  return (
    <SignFrame locale={locale} title={t("signIn.hello")} lead={t("signIn.lead")} flash={useRootData()?.flash}>
      <Form method="post" className="stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={{ email: t("fields.email"), password: t("fields.password") }} />
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
        <div>
          <Field label={t("fields.password")} id={fields.password.id} error={words(fields.password.errors)}>
            <Input type="password" name="password" autoComplete="current-password" required />
          </Field>
          <div className="between small pw-row">
            <Check
              name="remember"
              label={t("fields.remember")}
              defaultChecked={fields.remember.initialValue === "on"}
            />
            <Link to={paths.forgottenPassword()}>{t("signIn.forgotten")}</Link>
          </div>
        </div>
        <SubmitButton size="lg" block>
          {t("signIn.submit")}
        </SubmitButton>
        <p className="or">
          <span>{t("signIn.or")}</span>
        </p>
        <SubmitButton variant="line" size="lg" block icon="mail" formAction={paths.requestLink(back)} formNoValidate>
          {t("signIn.byLink")}
        </SubmitButton>
        <p className="small soft">{t("signIn.byLinkHint")}</p>
      </Form>
      {demo && demo.accounts.length > 0 && <DemoAccounts {...demo} />}
      <p className="sign-new">
        {t("signIn.newHere")} <Link to={paths.public()}>{t("signIn.discover")}</Link>
      </p>
      <p className="sign-new">
        {td("title")} <Link to={paths.doors()}>{td("see")}</Link>
      </p>
    </SignFrame>
  );
}
