import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { Refused } from "~/routes/awards/refused";
import { Empty } from "~/ui/empty";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { readStatement, statementOf } from "~server/costs";
import { actOnStatement } from "./statement-action";
import { StatementLines } from "./statement-lines";
import { StatementSide, Tally } from "./statement-side";
import { statementView } from "./statement-view";
import { sayStatement } from "./words";

/** A member's statement of a month: its own people, and the pôle's manager. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const key = { month: args.params.period ?? "", structureId: args.params.structure ?? "" };
  const statement = await statementOf(actor, key);
  await readStatement(actor, statement);
  const page = statementView(actor, statement, await sayStatement(actor.locale));
  return { title: await pageTitle(actor.locale, page.title), page };
});

/** Finds it right, contests a share, takes that back. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const key = { month: args.params.period ?? "", structureId: args.params.structure ?? "" };
  return actOnStatement(actor, key, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function StatementPage() {
  const { page } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsStatement");
  const ofPage = again && !page.lines.some(({ pool, dispute }) => pool === again.at && dispute) ? again : undefined;
  return (
    <div className="wrap">
      <PageHead title={page.title} lead={page.lead} crumbs={page.crumbs} here={page.here} actions={<PrintButton />} />
      {ofPage && <Refused errors={{ "": Object.values(ofPage.errors).join(" ") }} />}
      <div className="cols st">
        <div>
          {page.lines.length === 0 ? (
            <Empty picture="bunch" title={t("empty.title")}>
              {t("empty.words")}
            </Empty>
          ) : (
            <StatementLines lines={page.lines} of={page.lead} again={again} />
          )}
          <Tally tally={page.tally} lines={page.lines} />
          <div className="st-legal small soft">
            {page.legal.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {page.legal.length > 0 && <p>{t("legal.confirm")}</p>}
            <p className="print-only">{page.printed}</p>
          </div>
        </div>
        <StatementSide page={page} />
      </div>
    </div>
  );
}
