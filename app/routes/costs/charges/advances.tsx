import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Pagination } from "~/ui/pagination";
import { PageHead, Sheet } from "~/ui/surface";
import { advancesOf } from "~server/costs";
import { CostsNav } from "../section-nav";
import { ChargeRow } from "./list-parts";
import { chargeLine, PAGE, readAsked } from "./list-view";

/** What one's structure has paid for the pôle, and what became of it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costsCharges");
  const { page } = readAsked(new URL(args.request.url).searchParams);
  const list = await advancesOf(actor, { offset: (page - 1) * PAGE, limit: PAGE });
  return {
    title: await pageTitle(actor.locale, t("advances.title")),
    pole: actor.poleSlug,
    structure: actor.structureName ?? "",
    lines: list.items.map((charge) => ({ ...chargeLine(charge, actor, t), payer: null })),
    page,
    pages: Math.max(1, Math.ceil(list.total / PAGE)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Advances() {
  const { pole, structure, lines, page, pages } = useLoaderData<typeof loader>();
  const t = useTranslations("costsCharges");
  const declare = (
    <ButtonLink to={paths.declareAdvance(pole)} icon="camera">
      {t("advances.declare")}
    </ButtonLink>
  );
  return (
    <div className="wrap">
      <PageHead
        title={t("advances.title")}
        lead={t("advances.lead", { structure })}
        actions={lines.length > 0 && declare}
      />
      <CostsNav />
      {lines.length === 0 ? (
        <Empty picture="box" title={t("advances.empty")} actions={declare}>
          {t("advances.emptyText")}
        </Empty>
      ) : (
        <>
          <Sheet as="ul" className="charge-rows">
            {lines.map((line) => (
              <ChargeRow key={line.id} line={line} />
            ))}
          </Sheet>
          <Pagination page={page} pageCount={pages} to={(one) => paths.advances(pole, { page: one })} />
        </>
      )}
    </div>
  );
}
