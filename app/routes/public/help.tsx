import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { PageHead } from "~/ui/surface";
import { part, strong } from "./text";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "public");
  return { title: await pageTitle(locale, t("help.title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const parts = ["cancel", "acting", "share", "access", "more"] as const;

/** The essentials of using Grappe. */
export default function Help() {
  const t = useTranslations("public.help");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="text">
        <h2>{t("book.title")}</h2>
        <ol>
          <li>{t.rich("book.one", strong)}</li>
          <li>{t.rich("book.two", strong)}</li>
          <li>{t.rich("book.three", strong)}</li>
        </ol>
        <p>{t("book.week")}</p>
        <h2>{t("rules.title")}</h2>
        <p>{t("rules.text")}</p>
        <p>{t("rules.taken")}</p>
        {parts.map((key) => part(t(`${key}.title`), t.rich(`${key}.text`, strong)))}
      </div>
    </div>
  );
}
