import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { SignFrame } from "~/ui/sign-frame";
import { searchOfLink, stopSearch } from "~server/tenders";

export const handle = { frame: "none", scripts: false };

/** The link of an alert's mail, without signing in. It asks first: programs follow the links of mails too. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const search = await searchOfLink(args.params.token ?? "");
  const t = await translator(locale, "needAlerts");
  const title = await pageTitle(locale, t(search ? (search.stopped ? "stop.done" : "stop.title") : "stop.gone"));
  return data({ locale, search, title }, { status: search ? 200 : 404 });
});

/** Stops it; done already, it stays so. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const token = args.params.token ?? "";
  await stopSearch(token);
  return redirect(paths.stopNeedAlert(token));
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function StopAlert() {
  const { locale, search } = useLoaderData<typeof loader>();
  const t = useTranslations("needAlerts.stop");
  if (!search || search.stopped) {
    return (
      <SignFrame
        locale={locale}
        title={t(search ? "done" : "gone")}
        lead={search ? t("doneText", { name: search.name }) : t("goneText")}
      >
        <ButtonLink to={paths.publicNeeds()} variant="line">
          {t("needs")}
        </ButtonLink>
      </SignFrame>
    );
  }
  return (
    <SignFrame locale={locale} title={t("title")} lead={t("text", { name: search.name })}>
      <Form method="post" className="stack">
        <SubmitButton size="lg">{t("stop")}</SubmitButton>
      </Form>
    </SignFrame>
  );
}
