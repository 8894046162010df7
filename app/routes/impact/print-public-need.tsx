import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { needView } from "~/routes/needs/need-view";
import { formatInstant } from "~server/kernel/format";
import { publicNeed } from "~server/tenders";
import { NeedPaper } from "./need-paper";

/** A need that anybody may read, for paper. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const { need, now, passerBy } = await publicNeed(args.params.need ?? "", locale);
  const [t, view] = await Promise.all([translator(locale, "impact"), needView(need, now, passerBy)]);
  const when = formatInstant(now, passerBy.timeZone, locale);
  return {
    title: await pageTitle(locale, view.title),
    need: view,
    printed: t("print.printed", { pole: passerBy.poleName, when }),
    back: paths.publicNeed(need.id),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PrintPublicNeed() {
  const { need, printed, back } = useLoaderData<typeof loader>();
  return <NeedPaper need={need} printed={printed} back={back} />;
}
