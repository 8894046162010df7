import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Card, PageHead } from "~/ui/surface";
import { incidentOf } from "~server/use";
import { IncidentAside, IncidentHistory } from "./incident-parts";
import { incidentView } from "./incident-view";
import { EvidencePhotos } from "./use-panel";

/** One incident: what was said, what is decided, whom it concerns. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const incident = await incidentOf(actor, args.params.incident ?? "");
  const t = await translator(actor.locale, "incidents");
  const said = new URL(args.request.url).searchParams.get("signale");
  return {
    title: await pageTitle(actor.locale, t("detail.tabTitle", { name: incident.resourceName })),
    pole: actor.poleSlug,
    thanks: said ? t(said === "immobilise" ? "detail.thanksStopped" : "detail.thanks") : null,
    incident: await incidentView(incident, actor),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Incident() {
  const { pole, thanks, incident } = useLoaderData<typeof loader>();
  const t = useTranslations("incidents");
  return (
    <div className="wrap">
      <PageHead title={incident.name} crumbs={[{ label: t("title"), to: paths.incidents(pole) }]} lead={incident.owner}>
        <p className="incident-head">
          <Badge tone={incident.state.tone} icon={incident.state.icon}>
            {incident.state.words}
          </Badge>
        </p>
      </PageHead>
      {thanks && (
        <Alert tone="ok" live>
          {thanks}
        </Alert>
      )}
      <div className="cols">
        <div>
          <Card as="section" className="stack" aria-labelledby="signale">
            <h2 id="signale">{t("detail.what")}</h2>
            <p className="lines">{incident.description}</p>
            {incident.unit && (
              <p className="soft">
                {t("detail.unit")} {incident.unit}
              </p>
            )}
            <EvidencePhotos photos={incident.photos} />
            {incident.booking && (
              <p>
                <Link to={incident.booking}>{t("detail.booking")}</Link>
              </p>
            )}
          </Card>
          <IncidentHistory history={incident.history} />
        </div>
        <IncidentAside incident={incident} />
      </div>
    </div>
  );
}
