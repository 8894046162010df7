import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Empty } from "~/ui/empty";
import { Pagination } from "~/ui/pagination";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { formatMonth } from "~server/kernel/format";
import { accountLines, journalMonths, LINES_PAGE } from "~server/ledger";
import { readPage, readRange } from "./asked";
import { CostsNav } from "~/routes/costs/section-nav";
import { LinesTable } from "./lines-table";
import { linesView } from "./lines-view";
import { RangeForm } from "./range-form";
import { rangeView } from "./words";

/** The lines of an account of the pôle over months. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, timeZone, poleSlug: pole } = actor;
  const search = new URL(args.request.url).searchParams;
  const [asked, page] = [readRange(search, new Date(), timeZone), readPage(search)];
  const accountId = args.params.account ?? "";
  const { account, count, ...found } = await accountLines(actor, accountId, asked, page);
  const [t, months] = await Promise.all([translator(locale, "ledger"), journalMonths(actor)]);
  const heading = t("lines.title", account);
  return {
    title: await pageTitle(locale, heading),
    heading,
    pole,
    accountId,
    lead: t("lines.lead", { from: formatMonth(asked.from, locale), until: formatMonth(asked.until, locale) }),
    range: rangeView(asked, months.at(-1) ?? asked.from, months[0] ?? asked.until, locale),
    page,
    pageCount: Math.ceil(count / LINES_PAGE),
    ...linesView({ ...found, count }, actor, true),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Account() {
  const { heading, pole, accountId, lead, range, page, pageCount, ...view } = useLoaderData<typeof loader>();
  const t = useTranslations("ledger");
  const asked = { de: range.from, a: range.until };
  return (
    <div className="wrap ledger">
      <PageHead
        title={heading}
        lead={lead}
        crumbs={[{ label: t("balances.title"), to: paths.balances(pole, asked) }]}
        actions={<PrintButton />}
      />
      <CostsNav />
      <RangeForm range={range} />
      {view.lines.length === 0 ? (
        <Empty picture="box" title={t("lines.empty")} card>
          {t("lines.emptyText")}
        </Empty>
      ) : (
        <LinesTable {...view} of="structure" />
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        to={(number) => paths.accountLines(pole, accountId, { ...asked, page: number })}
      />
    </div>
  );
}
