import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { Card, PageHead, Section } from "~/ui/surface";
import { letterFor } from "~server/tenders";
import { LetterScores, LetterWinner } from "./letter-parts";
import { letterView } from "./letter-view";

/** What a bidder is told of one lot: its scores and rank, who was retained and why; to be printed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { need, letter } = await letterFor(actor, {
    needId: args.params.need ?? "",
    letterId: args.params.letter ?? "",
  });
  const page = await letterView(actor, need, letter);
  return { title: await pageTitle(actor.locale, page.title), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function LetterPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("awards.letter");
  return (
    <div className="wrap receipt letter">
      <PageHead
        title={page.title}
        lead={page.to}
        crumbs={[
          { label: page.need.title, to: paths.need(page.pole, page.need.id) },
          { label: t("all"), to: page.all },
        ]}
        actions={<PrintButton />}
      />
      <Alert tone={page.retained ? "ok" : "you"} title={page.outcome}>
        {page.standing}
      </Alert>
      <p className="section">
        {page.about}
        <br />
        <b>{page.lot}</b>
        {page.offered && (
          <>
            <br />
            {page.offered}
          </>
        )}
      </p>
      {page.criteria.length > 0 && <LetterScores page={page} />}
      {page.winner && <LetterWinner winner={page.winner} />}
      {page.noAward && (
        <Section title={t("noAwardReason")}>
          <p className="lines measure">{page.noAward}</p>
        </Section>
      )}
      <Card tone="flat" className="section">
        <p>{page.signed}</p>
        {page.winner && <p className="small soft">{t("told")}</p>}
      </Card>
      {page.market && (
        <p className="section no-print">
          <ButtonLink to={page.market} icon="handshake">
            {t("market")}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}
