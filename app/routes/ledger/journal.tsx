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
import { Icon } from "~/ui/icon";
import { Pagination } from "~/ui/pagination";
import { PageHead, Sheet } from "~/ui/surface";
import { formatMonth } from "~server/kernel/format";
import { chartOf, journalMonths, JOURNAL_PAGE, journalOf, JOURNALS } from "~server/ledger";
import { structuresOfPole } from "~server/poles";
import { readJournal, readPage } from "./asked";
import { EntryLines } from "./entry-lines";
import { JournalFiles } from "./journal-files";
import { JournalFilters } from "./journal-filters";
import { entryView } from "./journal-view";
import { CostsNav } from "~/routes/costs/section-nav";

/** The journal: every entry, the latest first, by journal, month, account, structure, words. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, poleSlug: pole } = actor;
  const search = new URL(args.request.url).searchParams;
  const [{ filter, query }, page] = [readJournal(search), readPage(search)];
  const [t, found] = await Promise.all([translator(locale, "ledger"), journalOf(actor, filter, page)]);
  const [months, chart, structures] = await Promise.all([
    journalMonths(actor),
    chartOf(actor),
    structuresOfPole(actor),
  ]);
  const any = (label: string) => ({ value: "", label });
  return {
    title: await pageTitle(locale, t("journal.title")),
    pole,
    query,
    page,
    pageCount: Math.ceil(found.count / JOURNAL_PAGE),
    count: found.count,
    entries: found.entries.map((entry) => entryView(entry, actor, t)),
    years: [...new Set(months.map((month) => Number(month.slice(0, 4))))],
    siren: chart.siren !== null,
    journals: [
      any(t("journal.every")),
      ...JOURNALS.map((value) => ({ value, label: `${value} · ${t(`journals.${value}`)}` })),
    ],
    months: [
      any(t("journal.everyMonth")),
      ...months.map((month) => ({ value: month.slice(0, 7), label: formatMonth(month, locale) })),
    ],
    accounts: [
      any(t("journal.everyAccount")),
      ...chart.accounts
        .filter(({ used }) => used)
        .map(({ id, number, label }) => ({ value: id, label: `${number} ${label}` })),
    ],
    structures: [any(t("journal.everyStructure")), ...structures.map(({ id, name }) => ({ value: id, label: name }))],
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Journal() {
  const view = useLoaderData<typeof loader>();
  const { pole, query, page, pageCount, count, entries } = view;
  const t = useTranslations("ledger");
  const filtered = Object.keys(query).length > 0;
  return (
    <div className="wrap ledger">
      <PageHead
        title={t("journal.title")}
        lead={t("journal.lead")}
        actions={
          <ButtonLink to={paths.recordPayment(pole)} icon="banknote">
            {t("pay")}
          </ButtonLink>
        }
      />
      <CostsNav />
      {(count > 0 || filtered) && <JournalFilters {...view} />}
      {entries.length === 0 ? (
        <Empty
          picture="search"
          title={t(filtered ? "journal.none" : "journal.empty")}
          card
          actions={
            filtered && (
              <ButtonLink to={paths.journal(pole)} variant="line">
                {t("journal.clear")}
              </ButtonLink>
            )
          }
        >
          {t(filtered ? "journal.noneText" : "journal.emptyText")}
        </Empty>
      ) : (
        <>
          <div className="between ledger-count">
            <p className="soft">{t("journal.count", { count })}</p>
            <JournalFiles {...view} />
          </div>
          <Sheet as="ul" className="ledger-entries">
            {entries.map((entry) => (
              <li key={entry.id}>
                <details>
                  <summary>
                    <Icon name="chevron-right" size="sm" />
                    <span className="ledger-what">
                      <b>{entry.label}</b>
                      <small className="soft">
                        {entry.journal} {entry.number} · {entry.day} · {entry.piece}
                      </small>
                    </span>
                    {entry.reversedBy && <Badge>{t("journal.reversed")}</Badge>}
                    {entry.reverses && <Badge icon="undo-2">{t("journal.reversal")}</Badge>}
                    <span className="num nowrap">{entry.total}</span>
                  </summary>
                  <EntryLines entry={entry} />
                  <p className="row small">
                    <Link to={entry.href}>{t("journal.open")}</Link>
                    {entry.sourceHref && <Link to={entry.sourceHref}>{entry.source}</Link>}
                    {!entry.sourceHref && entry.source && <span className="soft">{entry.source}</span>}
                  </p>
                </details>
              </li>
            ))}
          </Sheet>
          <Pagination
            page={page}
            pageCount={pageCount}
            to={(number) => paths.journal(pole, { ...query, page: number })}
          />
        </>
      )}
    </div>
  );
}
