import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { Card, PageHead } from "~/ui/surface";
import { answeringOf, receiptOf } from "~server/tenders";
import { HandedInContent, Line } from "./handed-in";
import { receiptView } from "./receipt-view";

/** The receipt of what was handed in: number, time to the millisecond, fingerprint, and all of it; to be printed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const needId = args.params.need ?? "";
  const receipt = await receiptOf(actor, needId, args.params.submission ?? "");
  const { answer } = await answeringOf(actor, needId);
  const ours = answer?.submissions.some(({ id }) => id === receipt.id) ? answer : null;
  const page = await receiptView(actor, receipt, ours);
  return { title: await pageTitle(actor.locale, page.title), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ReceiptPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("answers");
  return (
    <div className="wrap receipt">
      <PageHead
        title={page.title}
        lead={page.lead}
        crumbs={[
          { label: page.needTitle, to: page.needTo },
          { label: t("answer"), to: page.answerTo },
        ]}
        actions={<PrintButton />}
      />
      {page.kind !== "withdrawn" && (
        <Alert tone={page.counts ? "ok" : "you"}>{t(page.counts ? "receipt.counts" : "receipt.old")}</Alert>
      )}
      <Card className="section">
        <dl>
          <Line term={t("receipt.number")}>{page.number}</Line>
          <Line term={t("receipt.at")}>{page.at}</Line>
          <Line term={t("receipt.fingerprint")}>
            <span className="fingerprint">{page.sha256}</span>
            <span className="hint">{t("receipt.fingerprintHint")}</span>
          </Line>
          <Line term={t("receipt.need")}>{page.needTitle}</Line>
          <Line term={t("receipt.by")}>{page.by}</Line>
        </dl>
      </Card>
      {page.differs && (
        <Card tone="tint" as="section" aria-labelledby="differe">
          <h2 id="differe">{t("receipt.draft")}</h2>
          <p>{t("receipt.draftText")}</p>
          <Link to={page.answerTo}>{t("receipt.draftGo")}</Link>
        </Card>
      )}
      {page.content ? <HandedInContent content={page.content} /> : <p>{t("receipt.noContent")}</p>}
      <p className="section">
        <ButtonLink to={page.answerTo} variant="line" icon="arrow-left">
          {t("receipt.back")}
        </ButtonLink>
      </p>
    </div>
  );
}
