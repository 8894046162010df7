import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { requestLink, requestLinkForm } from "~server/identity";
import { AskForLink, LinkSent } from "./ask-for-link";

export const handle = { frame: "none", scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const sent = new URL(args.request.url).searchParams.has("envoye");
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  return { locale, sent, title: await pageTitle(locale, t(sent ? "link.sent" : "forgotten.title")) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, requestLinkForm);
  if (!form.ok) return formAgain(form.submission);
  const asked = { locale: await requestLocale(args), address: args.context.clientAddress };
  const outcome = await requestLink({ ...form.value, purpose: "reset" }, asked);
  if (!outcome.ok) return formLater(form.submission, outcome.problem);
  throw redirect(paths.forgottenPassword({ sent: true }));
});

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ForgottenPassword() {
  const t = useTranslations("identity.forgotten");
  const { locale, sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (sent) return <LinkSent locale={locale} again={paths.forgottenPassword()} />;
  return <AskForLink locale={locale} answer={answer} title={t("title")} lead={t("lead")} submit={t("submit")} />;
}
