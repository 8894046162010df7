import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { clientOf } from "~/http/client";
import { comeIn } from "~/http/come-in";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { SignFrame } from "~/ui/sign-frame";
import { confirmRegistration, registrationOf } from "~server/poles";

export const handle = { frame: "none", scripts: false };

/** Looking at the page uses nothing up: mail programs open links before people do. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "door");
  const asked = await registrationOf(args.params.token ?? "");
  return { locale, asked, title: await pageTitle(locale, t(asked ? "confirm.title" : "confirm.gone")) };
});

/** Makes it true, comes in, and goes on to what was wanted. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const token = args.params.token ?? "";
  const asked = { locale: await requestLocale(args), client: clientOf(args) };
  const outcome = await confirmRegistration(token, asked);
  // The page itself says that the link no longer works.
  if (!outcome.ok) throw redirect(paths.confirmRegistration(token));
  throw await comeIn(args.request, outcome.value, {
    back: localPath(outcome.value.back) ?? paths.doors(),
    flash: { key: outcome.value.back?.includes("/besoins/") ? "registeredToAnswer" : "registered" },
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ConfirmRegistration() {
  const t = useTranslations("door.confirm");
  const { locale, asked } = useLoaderData<typeof loader>();
  if (!asked) {
    return (
      <SignFrame locale={locale} title={t("gone")} lead={t("goneText")}>
        <div className="stack">
          <ButtonLink to={paths.signIn()} size="lg" block>
            {t("signIn")}
          </ButtonLink>
          <ButtonLink to={paths.register()} variant="line" size="lg" block>
            {t("another")}
          </ButtonLink>
        </div>
      </SignFrame>
    );
  }
  const lead = asked.structureName ? t("leadFor", { structure: asked.structureName }) : t("lead");
  return (
    <SignFrame locale={locale} title={t("hello", { name: asked.name })} lead={lead}>
      <Form method="post" className="stack">
        <p className="soft">{t("address", { email: asked.email })}</p>
        <SubmitButton size="lg" block>
          {t("submit")}
        </SubmitButton>
      </Form>
    </SignFrame>
  );
}
