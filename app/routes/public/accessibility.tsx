import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { PageHead } from "~/ui/surface";
import { linkTo, list, part } from "./text";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "public");
  return { title: await pageTitle(locale, t("accessibility.title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const done = ["keyboard", "script", "colour", "zoom", "motion", "forms"] as const;
const limits = ["calendar", "photos", "wide"] as const;

/** What can be expected, what is not right yet, and to whom to say so. */
export default function Accessibility() {
  const t = useTranslations("public.accessibility");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="text">
        {part(t("state.title"), t("state.text"))}
        <h2>{t("done.title")}</h2>
        {list(done.map((key) => t(`done.${key}`)))}
        <h2>{t("limits.title")}</h2>
        {list(limits.map((key) => t(`limits.${key}`)))}
        {part(t("report.title"), t.rich("report.text", linkTo("https://www.defenseurdesdroits.fr/")))}
      </div>
    </div>
  );
}
