import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { requestLink, requestLinkForm } from "~server/identity";
import { AskForLink, LinkSent } from "./ask-for-link";

export const handle = { frame: "none", scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { searchParams } = new URL(args.request.url);
  const locale = await requestLocale(args);
  const t = await translator(locale, "identity");
  const sent = searchParams.has("envoye");
  const back = localPath(searchParams.get("retour"));
  return { locale, sent, back, title: await pageTitle(locale, t(sent ? "link.sent" : "link.title")) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const back = localPath(new URL(args.request.url).searchParams.get("retour"));
  const form = await readForm(args.request, requestLinkForm);
  if (!form.ok) return formAgain(form.submission);
  const asked = { locale: await requestLocale(args), address: args.context.clientAddress };
  const outcome = await requestLink({ ...form.value, purpose: "sign_in", back }, asked);
  if (!outcome.ok) return formLater(form.submission, outcome.problem);
  throw redirect(paths.requestLink(back, { sent: true }));
});

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function RequestLink() {
  const t = useTranslations("identity.link");
  const { locale, sent, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (sent) return <LinkSent locale={locale} again={paths.requestLink(back)} />;
  return <AskForLink locale={locale} answer={answer} title={t("title")} lead={t("lead")} submit={t("submit")} />;
}
