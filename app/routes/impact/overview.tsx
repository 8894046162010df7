import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Segments } from "~/ui/surface";
import { impactOf, needsOfYear } from "~server/tenders";
import { readYear } from "./asked";
import { ImpactExports, ImpactFigures, ImpactYears, Opinions, Refusals } from "./impact-parts";
import { impactView } from "./impact-view";

/** What needs brought to the pôle in a year: for who runs it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const [t, found] = await Promise.all([translator(actor.locale, "impact"), translator(actor.locale, "needsFound")]);
  const year = readYear(new URL(args.request.url).searchParams, new Date(), actor.timeZone);
  const read = { years: await impactOf(actor), needs: await needsOfYear(actor, year) };
  const view = impactView(read, year, actor, { t, reasonWords: (reason) => found(`reason.${reason}`) });
  return { view, title: await pageTitle(actor.locale, `${t("title")}, ${year}`) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NeedsImpact() {
  const { view } = useLoaderData<typeof loader>();
  const t = useTranslations("impact");
  return (
    <div className="wrap impact">
      <PageHead
        title={t("title")}
        lead={view.lead}
        crumbs={[{ label: t("needs"), to: paths.needs(view.pole) }]}
        actions={
          <>
            <PrintButton />
            <ButtonLink variant="line" icon="handshake" to={view.introductions}>
              {t("introductions.title")}
            </ButtonLink>
          </>
        }
      />
      {view.years.length > 1 && (
        <div className="no-print">
          <Segments label={t("years")} items={view.years} />
        </div>
      )}
      <ImpactFigures view={view} />
      <ImpactYears view={view} />
      <div className="halves">
        <Opinions view={view} />
        <Refusals view={view} />
      </div>
      <ImpactExports view={view} />
    </div>
  );
}
