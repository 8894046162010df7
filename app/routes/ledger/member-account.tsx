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
import { Stat, Stats } from "~/ui/figures";
import { Pagination } from "~/ui/pagination";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { readPage, readRange } from "./asked";
import { LetterForm } from "./letter-form";
import { LinesTable } from "./lines-table";
import { memberView } from "./member-view";
import { RangeForm } from "./range-form";

/** A structure's account: every line with the balance after it, by its own people and by the manager. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const search = new URL(args.request.url).searchParams;
  const asked = readRange(search, new Date(), actor.timeZone);
  const t = await translator(actor.locale, "ledger");
  const view = await memberView(actor, args.params.structure ?? "", asked, readPage(search), t);
  const refused = ["letter_settles", "lettered_once", "nothing"].find((code) => code === search.get("lettrage"));
  return { title: await pageTitle(actor.locale, view.heading), ...view, refused: refused ?? null };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MemberAccount() {
  const view = useLoaderData<typeof loader>();
  const { pole, structureId, heading, lead, manages, range, balances, page, pageCount } = view;
  const t = useTranslations("ledger");
  const asked = { de: range.from, a: range.until };
  return (
    <div className="wrap ledger">
      <PageHead
        title={heading}
        lead={lead}
        crumbs={manages ? [{ label: t("balances.title"), to: paths.balances(pole) }] : []}
        actions={
          <>
            <PrintButton />
            {manages && (
              <ButtonLink to={paths.recordPayment(pole, { structure: structureId })} icon="banknote">
                {t("pay")}
              </ButtonLink>
            )}
          </>
        }
      />
      {balances.length > 0 && (
        <Stats>
          {balances.map(({ key, label, figure, note }) => (
            <Stat key={key} label={label} figure={figure} note={note} />
          ))}
        </Stats>
      )}
      <RangeForm range={range} />
      {view.lines.length === 0 ? (
        <Empty picture="box" title={t("member.empty")} card>
          {t("member.emptyText")}
        </Empty>
      ) : (
        <>
          <LinesTable {...view} of="account" choosing={manages ? "letters" : undefined} />
          {manages && <LetterForm pole={pole} structureId={structureId} lines={view.lines} refused={view.refused} />}
        </>
      )}
      <Pagination
        page={page}
        pageCount={pageCount}
        to={(number) => paths.memberAccount(pole, structureId, { ...asked, page: number })}
      />
    </div>
  );
}
