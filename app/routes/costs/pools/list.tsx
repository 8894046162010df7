import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { PageHead, Section, Sheet } from "~/ui/surface";
import { poolsOf } from "~server/costs";
import { CostsNav } from "../section-nav";
import { listView } from "./list-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await listView(await poolsOf(actor), actor);
  const t = await translator(actor.locale, "costsPools");
  return { view, title: await pageTitle(actor.locale, t("title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What the pôle shares, each with its key. */
export default function Pools() {
  const t = useTranslations("costsPools");
  const { view } = useLoaderData<typeof loader>();
  const { pole, can } = view;
  const add = (
    <ButtonLink to={paths.addCostPool(pole)} icon="plus">
      {t("add")}
    </ButtonLink>
  );
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={can.manage ? t("lead") : t("leadMember")} actions={can.manage && add} />
      <CostsNav />
      {view.pools.length > 0 ? (
        <PoolRows pools={view.pools} month={view.month} />
      ) : (
        <Empty picture="bunch" title={can.manage ? t("empty") : t("emptyMember")} actions={can.manage && add}>
          {can.manage ? t("emptyLead") : t("emptyMemberLead")}
        </Empty>
      )}
      {view.archived.length > 0 && (
        <Section title={t("archivedPools")} id="archives">
          <PoolRows pools={view.archived} month={view.month} />
        </Section>
      )}
    </div>
  );
}

type View = Awaited<ReturnType<typeof listView>>;

function PoolRows({ pools, month }: { pools: View["pools"]; month: string }) {
  return (
    <Sheet as="ul" className="pools">
      {pools.map((pool) => (
        <li key={pool.id}>
          <Icon name={pool.icon} />
          <div>
            <h2>
              <Link to={pool.to}>{pool.name}</Link>
            </h2>
            <p className={pool.keyless ? "pools-wait" : undefined}>{pool.key}</p>
            <p className="small soft">{pool.who}</p>
          </div>
          <p className="pools-cost">
            <small>{month}</small>
            <b className={pool.free ? "soft" : undefined}>{pool.cost}</b>
          </p>
        </li>
      ))}
    </Sheet>
  );
}
