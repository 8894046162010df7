import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { filtersOf, pageOf } from "~/routes/catalogue/filter-address";
import { resourceCard } from "~/routes/catalogue/resource-card";
import { ResourceRow } from "~/routes/catalogue/resource-row";
import { kindIcon, kindWord, vocabularyOf } from "~/routes/catalogue/words";
import { Chip, Chips } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Input } from "~/ui/field";
import { Pagination } from "~/ui/pagination";
import { PageHead, Section, Sheet } from "~/ui/surface";
import { listResources } from "~server/catalogue";
import { InsideNote } from "./inside-note";
import { booksInside, requirePasserBy } from "./passer-by";

/** What a pôle opens to anybody. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const search = new URL(args.request.url).searchParams;
  const pole = args.params.pole ?? "";
  const { q, kind, ...others } = filtersOf(search);
  const actor = await requirePasserBy(args);
  const [t, tc] = [await translator(actor.locale, "door"), await translator(actor.locale, "catalogue")];
  const filters = { ...others, q, kind, archived: false };
  const page = await listResources(actor, filters, vocabularyOf(tc), pageOf(search));
  const { kinds } = page.facets;
  return {
    tab: await pageTitle(actor.locale, t("list.title", { pole: actor.poleName })),
    title: t("list.title", { pole: actor.poleName }),
    lead: t("list.lead"),
    pole,
    poleName: actor.poleName,
    q,
    kind,
    inside: (await booksInside(args)) ? paths.catalogue(pole, { q, genre: kind }) : null,
    found: t("list.found", { count: page.total }),
    kinds: kinds.map(({ key, count }) => ({
      key,
      count,
      label: kindWord(tc, key, "many"),
      icon: kindIcon(key),
      to: paths.openThings(pole, { q, genre: kind === key ? null : key }),
      current: kind === key,
    })),
    page: page.page,
    pages: page.pages,
    rows: page.items.map((resource) =>
      resourceCard(resource, pole, tc, actor.locale, paths.openResource(pole, resource.id)),
    ),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.tab },
  { name: "description", content: data?.lead },
];

export default function OpenList() {
  const { title, lead, pole, poleName, q, kind, inside, found, kinds, rows, page, pages } =
    useLoaderData<typeof loader>();
  const t = useTranslations("door");
  return (
    <div className="wrap">
      <PageHead title={title} lead={lead} crumbs={[{ label: t("doors.title"), to: paths.doors() }]} />
      {inside && <InsideNote to={inside} pole={poleName} />}
      <Form className="open-search" role="search" aria-label={t("list.search")}>
        {kind && <input type="hidden" name="genre" value={kind} />}
        <Input
          type="search"
          name="q"
          aria-label={t("list.search")}
          placeholder={t("list.placeholder")}
          defaultValue={q}
          key={q}
        />
        <Button variant="line" icon="search">
          {t("list.go")}
        </Button>
      </Form>
      {kinds.length > 1 && (
        <Chips label={t("list.kinds")}>
          {kinds.map(({ key, label, icon, count, to, current }) => (
            <Chip key={key} to={to} icon={icon} count={count} current={current}>
              {label}
            </Chip>
          ))}
        </Chips>
      )}
      <Section className="results" title={found} aside={<p className="small soft">{t("list.prices")}</p>}>
        {rows.length === 0 ? (
          <Empty
            picture="search"
            level={3}
            title={t("list.nothing")}
            actions={
              <ButtonLink to={paths.openThings(pole)} variant="line">
                {t("list.all")}
              </ButtonLink>
            }
          >
            {t("list.nothingText")}
          </Empty>
        ) : (
          <Sheet as="ul" className="offers offers--catalogue">
            {rows.map((card, index) => (
              <ResourceRow key={card.id} card={card} first={index < 3} />
            ))}
          </Sheet>
        )}
      </Section>
      <Pagination
        page={page}
        pageCount={pages}
        to={(number) => paths.openThings(pole, { q, genre: kind, page: number })}
      />
    </div>
  );
}
