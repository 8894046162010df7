import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Sheet, Tabs } from "~/ui/surface";
import { incidentsOf, useSettingsOf } from "~server/use";
import { incidentRow, type IncidentRow } from "./incident-view";

/** What is reported: all of it for managers, else what concerns the structure acted for. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { searchParams } = new URL(args.request.url);
  const state = searchParams.get("etat") === "regles" ? ("closed" as const) : ("open" as const);
  const resource = searchParams.get("ressource") || undefined;
  const page = Number(/^\d{1,4}$/.exec(searchParams.get("page") ?? "")?.[0] ?? 1) || 1;
  const t = await translator(actor.locale, "incidents");
  const [{ items, more }, of] = await Promise.all([
    incidentsOf(actor, { state, resourceId: resource, page }),
    resource ? useSettingsOf(actor, resource) : null,
  ]);
  const heading = of ? t("titleOf", { name: of.resourceName }) : t("title");
  return {
    title: await pageTitle(actor.locale, heading),
    heading,
    lead: of ? null : t(actor.roles.includes("manager") ? "leadAll" : "lead"),
    pole: actor.poleSlug,
    resource,
    state,
    page,
    more,
    rows: items.map((incident) => incidentRow(incident, actor, t)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Incidents() {
  const { heading, lead, pole, resource, state, page, more, rows } = useLoaderData<typeof loader>();
  const t = useTranslations("incidents");
  const to = (asked: { etat?: string; page?: number }) => paths.incidents(pole, { ressource: resource, ...asked });
  const etat = state === "closed" ? "regles" : undefined;
  return (
    <div className="wrap">
      <PageHead
        title={heading}
        lead={lead}
        crumbs={resource ? [{ label: t("all"), to: paths.incidents(pole) }] : undefined}
        actions={
          resource && (
            <ButtonLink to={paths.reportIncident(pole, resource)} variant="line" icon="triangle-alert">
              {t("report")}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t("tabs")}
        items={[
          { to: to({}), label: t("open"), current: state === "open" },
          { to: to({ etat: "regles" }), label: t("closed"), current: state === "closed" },
        ]}
      />
      {rows.length === 0 ? (
        <Empty picture="box" title={t(state === "open" ? "emptyOpen" : "emptyClosed")}>
          {t(state === "open" ? "emptyOpenText" : "emptyClosedText")}
        </Empty>
      ) : (
        <Sheet as="ul" className="incidents">
          {rows.map((row) => (
            <IncidentLine key={row.id} row={row} />
          ))}
        </Sheet>
      )}
      {(page > 1 || more) && (
        <p className="row mt-4">
          {page > 1 && <Link to={to({ ...(etat ? { etat } : {}), page: page - 1 })}>{t("previous")}</Link>}
          {more && <Link to={to({ ...(etat ? { etat } : {}), page: page + 1 })}>{t("next")}</Link>}
        </p>
      )}
    </div>
  );
}

function IncidentLine({ row }: { row: IncidentRow }) {
  return (
    <li>
      <div>
        <h2>
          <Link to={row.to}>{row.name}</Link>
        </h2>
        <p>{row.text}</p>
        <p className="small soft">{[row.owner, row.by, row.photos].filter(Boolean).join(", ")}</p>
      </div>
      <Badge tone={row.state.tone} icon={row.state.icon}>
        {row.state.words}
      </Badge>
    </li>
  );
}
