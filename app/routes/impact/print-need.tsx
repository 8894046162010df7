import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { needView } from "~/routes/needs/need-view";
import { formatInstant } from "~server/kernel/format";
import { needNow } from "~server/tenders";
import { NeedPaper } from "./need-paper";

/** A need for paper, for whoever sees it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { need, now } = await needNow(actor, args.params.need ?? "");
  const [t, view] = await Promise.all([translator(actor.locale, "impact"), needView(need, now, actor)]);
  const when = formatInstant(now, actor.timeZone, actor.locale);
  return {
    title: await pageTitle(actor.locale, view.title),
    need: view,
    printed: t("print.printed", { pole: actor.poleName, when }),
    back: paths.need(actor.poleSlug, need.id),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PrintNeed() {
  const { need, printed, back } = useLoaderData<typeof loader>();
  return <NeedPaper need={need} printed={printed} back={back} />;
}
