import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { pageOf } from "~/routes/catalogue/filter-address";
import { Icon } from "~/ui/icon";
import { PageHead } from "~/ui/surface";
import { findPublicNeeds } from "~server/tenders";
import { needFiltersOf, needQuery } from "./address";
import { NeedFilterForm } from "./filter-form";
import { FoundNeeds } from "./found-needs";
import { needListView } from "./list-view";

/** The needs of all pôles that anybody may answer, for whoever passes by. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const search = new URL(args.request.url).searchParams;
  const filters = { ...needFiltersOf(search), list: "open" as const, where: null };
  if ([...search.values()].includes("")) throw redirect(paths.publicNeeds(needQuery(filters)));
  const t = await translator(locale, "needsFound");
  const found = await findPublicNeeds(filters, pageOf(search));
  return {
    tab: await pageTitle(locale, t("public.title")),
    description: t("public.lead"),
    view: await needListView(found, filters, locale, null),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.tab },
  { name: "description", content: data?.description },
  { tagName: "link", rel: "alternate", type: "application/atom+xml", href: paths.needsAtom(), title: data?.tab },
  { tagName: "link", rel: "alternate", type: "application/feed+json", href: paths.needsJson(), title: data?.tab },
];

export default function PublicNeedList() {
  const { view } = useLoaderData<typeof loader>();
  const t = useTranslations("needsFound.public");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <NeedFilterForm view={view} action={paths.publicNeeds()} />
      <FoundNeeds view={view} to={(page) => paths.publicNeeds({ ...view.query, page })} />
      <p className="row small need-feeds">
        <Icon name="rss" size="sm" />
        {t("follow")}
        <a className="tap" href={paths.needsAtom(view.query)}>
          {t("feed")}
        </a>
        <a className="tap" href={paths.needsJson(view.query)}>
          {t("jsonFeed")}
        </a>
      </p>
    </div>
  );
}
