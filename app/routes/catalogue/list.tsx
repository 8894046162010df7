import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Chip, Chips } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ExportLink } from "~/ui/export-link";
import { Icon } from "~/ui/icon";
import { Pagination } from "~/ui/pagination";
import { PageHead, Section, Segments, Sheet } from "~/ui/surface";
import { listResources } from "~server/catalogue";
import { can } from "~server/kernel/permissions";
import { useIsGuest } from "~/viewer";
import { FilterForm } from "./filter-form";
import { filterQuery, filtersOf, pageOf } from "./filter-address";
import { listView, type ListView } from "./list-view";
import { ResourceRow } from "./resource-row";
import { vocabularyOf } from "./words";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "catalogue");
  const search = new URL(args.request.url).searchParams;
  const filters = filtersOf(search);
  // A form sends its empty fields too: the address that people keep and share has none.
  if ([...search.values()].includes("")) throw redirect(paths.catalogue(actor.poleSlug, filterQuery(filters)));
  const page = await listResources(actor, filters, vocabularyOf(t), pageOf(search));
  const view = listView(actor, filters, page, t);
  return { view, use: can(actor, "use.view"), tab: await pageTitle(actor.locale, view.title) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** The catalogue of a pôle: search, filters kept in the address, what is found. */
export default function List() {
  const { view, use } = useLoaderData<typeof loader>();
  const words = useTranslations("usage");
  const guest = useIsGuest();
  const { pole = "" } = useParams();
  const t = useTranslations("catalogue");
  return (
    <div className="wrap">
      <PageHead
        title={view.title}
        lead={view.lead}
        actions={
          <>
            {!guest && <ExportLink to={paths.catalogueCsv(pole, view.query)} />}
            {use && (
              <ButtonLink variant="text" icon="chart-column" to={paths.usage(pole)}>
                {words("open")}
              </ButtonLink>
            )}
            {view.filters.archived ? (
              <ButtonLink variant="text" icon="arrow-left" to={paths.catalogue(pole)}>
                {t("list.currentLink")}
              </ButtonLink>
            ) : (
              view.can.seeArchived && (
                <ButtonLink variant="text" icon="archive" to={paths.catalogue(pole, { archives: "1" })}>
                  {t("list.archivedLink")}
                </ButtonLink>
              )
            )}
            {view.can.add && !view.filters.archived && (
              <ButtonLink variant="line" icon="plus" to={paths.addResource(pole)}>
                {t("add")}
              </ButtonLink>
            )}
          </>
        }
      />
      <FilterForm view={view} action={paths.catalogue(pole)} />
      {view.kinds.length > 1 && (
        <Chips label={t("list.kinds")}>
          {view.kinds.map(({ key, label, icon, count, to, current }) => (
            <Chip key={key} to={to} icon={icon} count={count} current={current}>
              {label}
            </Chip>
          ))}
        </Chips>
      )}
      {view.active.length > 0 && <ActiveFilters view={view} pole={pole} />}
      <Section
        className="results"
        title={view.found}
        aside={
          <div className="row">
            {view.total > 0 && <p className="small soft">{view.prices}</p>}
            {view.total > 1 && <span className="small soft sort-label">{t("list.sort")}</span>}
            {view.total > 1 && (
              <Segments
                label={t("list.sort")}
                items={view.sorts.map(({ to, label, current }) => ({ to, label, current }))}
              />
            )}
          </div>
        }
      >
        {view.empty ? (
          <NothingFound view={view} pole={pole} />
        ) : (
          <Sheet as="ul" className="offers offers--catalogue">
            {view.rows.map((card, index) => (
              <ResourceRow key={card.id} card={card} first={index < 3} />
            ))}
          </Sheet>
        )}
      </Section>
      <Pagination
        page={view.page}
        pageCount={view.pages}
        to={(page) => paths.catalogue(pole, { ...view.query, page })}
      />
    </div>
  );
}

function ActiveFilters({ view, pole }: { view: ListView; pole: string }) {
  const t = useTranslations("catalogue.list");
  return (
    <div className="row active-filters">
      <Chips label={t("active")}>
        {view.active.map(({ name, label, to }) => (
          <Chip key={name} to={to}>
            <span className="sr">{t("remove")} </span>
            {label}
            <Icon name="x" size="sm" />
          </Chip>
        ))}
      </Chips>
      {view.active.length > 1 && (
        <Link className="small tap" to={paths.catalogue(pole, { archives: view.filters.archived && "1" })}>
          {t("clear")}
        </Link>
      )}
    </div>
  );
}

function NothingFound({ view, pole }: { view: ListView; pole: string }) {
  const t = useTranslations("catalogue");
  if (view.empty === "none") {
    const words = view.filters.archived ? "noneArchived" : "none";
    return (
      <Empty
        picture="box"
        level={3}
        title={t(`list.${words}.title`)}
        actions={
          view.can.add &&
          !view.filters.archived && (
            <ButtonLink icon="plus" to={paths.addResource(pole)}>
              {t("add")}
            </ButtonLink>
          )
        }
      >
        {view.can.add && !view.filters.archived ? t("list.none.textCan") : t(`list.${words}.text`)}
      </Empty>
    );
  }
  return (
    <Empty
      picture="search"
      level={3}
      title={t("list.nothing.title")}
      actions={
        <Chips>
          {view.widen.map(({ label, found, to }) => (
            <Chip key={to} to={to}>
              {label} <b>{found}</b>
            </Chip>
          ))}
          <Chip to={paths.catalogue(pole)}>{t("list.nothing.all")}</Chip>
        </Chips>
      }
    >
      {view.widen.length > 0 ? t("list.nothing.text") : t("list.nothing.textNoWay")}
    </Empty>
  );
}
