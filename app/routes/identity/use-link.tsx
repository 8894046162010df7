import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { clientOf } from "~/http/client";
import { comeIn } from "~/http/come-in";
import { formAgain } from "~/http/form-again";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check } from "~/ui/field";
import { SignFrame } from "~/ui/sign-frame";
import { linkOwner, signInByLink, useLinkForm as signInByLinkForm } from "~server/identity";

export const handle = { frame: "none", scripts: false };

/** Looking at the page uses nothing up: mail programs open links before people do. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { request, params } = args;
  const back = localPath(new URL(request.url).searchParams.get("retour"));
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  const owner = await linkOwner(params.token ?? "", "sign_in");
  const title = await pageTitle(locale, t(owner ? "useLink.title" : "useLink.gone"));
  return { locale, back, name: owner?.name ?? null, title };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const back = localPath(new URL(args.request.url).searchParams.get("retour"));
  const form = await readForm(args.request, signInByLinkForm);
  if (!form.ok) return formAgain(form.submission);
  const { remember } = form.value;
  const outcome = await signInByLink(args.params.token ?? "", { remember, client: clientOf(args) });
  if (outcome.ok) throw await comeIn(args.request, outcome.value, { back });
  // The page itself says that the link no longer works.
  throw redirect(paths.useLink(args.params.token ?? "", back));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function UseLink() {
  const t = useTranslations("identity");
  const { locale, back, name } = useLoaderData<typeof loader>();
  if (name === null) {
    return (
      <SignFrame locale={locale} title={t("useLink.gone")} lead={t("useLink.goneText")}>
        <div className="stack">
          <ButtonLink to={paths.requestLink(back)} size="lg" block icon="mail">
            {t("useLink.another")}
          </ButtonLink>
          <ButtonLink to={paths.signIn(back)} variant="line" size="lg" block>
            {t("link.back")}
          </ButtonLink>
        </div>
      </SignFrame>
    );
  }
  return (
    <SignFrame locale={locale} title={t("useLink.hello", { name })} lead={t("useLink.lead")}>
      <Form method="post" className="stack">
        <Check name="remember" label={t("fields.remember")} />
        <SubmitButton size="lg" block>
          {t("useLink.submit")}
        </SubmitButton>
      </Form>
    </SignFrame>
  );
}
