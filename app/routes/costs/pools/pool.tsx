import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { monthWeights, poolOf } from "~server/costs";
import { ArchivedPool, PoolFacts, PoolKey, PoolVersions, PoolWeights } from "./pool-parts";
import { poolView } from "./pool-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const pool = await poolOf(actor, args.params.pool ?? "");
  const view = await poolView(pool, await monthWeights(actor, pool.id), actor);
  return { view, title: await pageTitle(actor.locale, pool.name) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** A pool: its key, what the key counts of each, its versions. */
export default function Pool() {
  const t = useTranslations("costsPools");
  const { view } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <PageHead
        title={view.name}
        lead={view.description || undefined}
        crumbs={[{ label: t("title"), to: paths.costPools(view.pole) }]}
        actions={
          view.can.manage && (
            <ButtonLink variant="line" icon="pencil" to={paths.editCostPool(view.pole, view.id)}>
              {t("edit")}
            </ButtonLink>
          )
        }
      />
      {view.archived && <ArchivedPool view={view} />}
      <div className="cols">
        <div>
          <PoolKey view={view} />
          <PoolWeights view={view} />
          <PoolVersions view={view} />
        </div>
        <PoolFacts view={view} />
      </div>
    </div>
  );
}
