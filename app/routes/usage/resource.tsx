import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { usageOf } from "~server/usage";
import { readPeriod } from "./asked";
import { UsagePage } from "./usage-page";
import { usageView } from "./usage-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resourceId = args.params.resource ?? "";
  const asked = readPeriod(new URL(args.request.url).searchParams, new Date(), actor.timeZone);
  const [t, catalogue] = await Promise.all([translator(actor.locale, "usage"), translator(actor.locale, "catalogue")]);
  const view = usageView(await usageOf(actor, { ...asked, resourceId }), asked, actor, t);
  const { poleSlug: pole } = actor;
  return {
    view,
    crumbs: [
      { label: catalogue("title"), to: paths.catalogue(pole) },
      { label: view.name, to: paths.resource(pole, resourceId) },
    ],
    title: await pageTitle(actor.locale, t("titled", { name: view.name, period: view.period })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The use of one resource. */
export default function ResourceUsage() {
  const { view, crumbs } = useLoaderData<typeof loader>();
  return <UsagePage view={view} crumbs={crumbs} />;
}
