import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { HandedInContent } from "~/routes/answers/handed-in";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { clarificationsOf, openedOf } from "~server/tenders";
import { openedFirst } from "./before-opening";
import { actOnOpened } from "./opened-answer-action";
import { Admission, Clarifications } from "./opened-answer-parts";
import { openedAnswerView } from "./opened-answer-view";

/** One answer that was opened: all of it, whether it can be judged, and what its lead is asked to make clear. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const [needId, answerId] = [args.params.need ?? "", args.params.answer ?? ""];
  await openedFirst(actor, needId);
  const opened = await openedOf(actor, needId);
  const page = await openedAnswerView(actor, opened, answerId, await clarificationsOf(actor, answerId));
  return { title: await pageTitle(actor.locale, page.name), page };
});

/** Says whether it can be judged, asks to make something clear; or what is wrong, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const key = { needId: args.params.need ?? "", answerId: args.params.answer ?? "" };
  return actOnOpened(actor, key, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OpenedAnswerPage() {
  const { page } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("opening");
  return (
    <div className="wrap receipt">
      <PageHead
        title={page.name}
        lead={page.lead}
        crumbs={[
          { label: page.needTitle, to: page.needTo },
          { label: t("list.title"), to: page.listTo },
        ]}
        actions={<PrintButton />}
      >
        {page.examined && (
          <p className="row open-tags">
            <Badge tone={page.badge.tone} icon={page.badge.icon}>
              {page.badge.words}
            </Badge>
          </p>
        )}
      </PageHead>
      {page.shut && <Alert icon="lock-keyhole">{page.shut}</Alert>}
      <div className="cols open-cols">
        <div>
          <HandedInContent content={page.content} />
          <p className="small soft section">
            {t("minutes.fingerprint")} <span className="fingerprint">{page.sha256}</span>
          </p>
          <Clarifications page={page} again={again} />
        </div>
        <div className="side stack">
          {page.examined && <Admission page={page} again={again} />}
          <p className="actions">
            {page.next && (
              <ButtonLink to={page.next.to} variant="line" icon="arrow-right">
                {page.next.words}
              </ButtonLink>
            )}
            <ButtonLink to={page.listTo} variant="text">
              {t("answer.back")}
            </ButtonLink>
          </p>
        </div>
      </div>
    </div>
  );
}
