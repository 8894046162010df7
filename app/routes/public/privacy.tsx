import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { PageHead } from "~/ui/surface";
import { linkTo, list, part, strong } from "./text";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "public");
  return { title: await pageTitle(locale, t("privacy.title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const kept = ["account", "password", "sessions", "bookings", "needs", "emails", "attempts"] as const;

/** What is kept of people, who sees it, and their rights. */
export default function Privacy() {
  const t = useTranslations("public.privacy");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="text">
        <h2>{t("kept.title")}</h2>
        {list(kept.map((key) => t.rich(`kept.${key}`, strong)))}
        {part(t("seen.title"), t("seen.text"))}
        {part(t("why.title"), t("why.text"))}
        {part(t("cookies.title"), t("cookies.text"))}
        {part(t("rights.title"), t.rich("rights.text", linkTo("https://www.cnil.fr/")))}
      </div>
    </div>
  );
}
