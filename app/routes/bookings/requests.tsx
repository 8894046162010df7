import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { BookingBadge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Section } from "~/ui/surface";
import { approveRequest, requestsOf } from "~server/bookings";
import { isExceptional } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { RequestCard } from "./request-card";
import { requestView } from "./request-view";

/** How many are accepted at once. */
const MOST = 200;

/** The requests that this person may answer. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "bookings.decide");
  const t = await translator(actor.locale, "life");
  const { waiting, answered } = await requestsOf(actor);
  return {
    title: await pageTitle(actor.locale, t("requests.title")),
    pole: actor.poleSlug,
    waiting: await Promise.all(waiting.map((booking) => requestView(actor, booking))),
    answered: await Promise.all(answered.map((booking) => requestView(actor, booking))),
  };
});

/** Accepts those that were chosen, each on its own: one that was answered meanwhile holds back none of the others. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "bookings.decide");
  const form = await fieldsOf(args.request);
  const chosen = [...new Set(form.getAll("demande").filter((id) => typeof id === "string"))].slice(0, MOST);
  if (chosen.length === 0) return data({ none: true, accepted: 0, left: 0 }, { status: 422 });
  let accepted = 0;
  for (const id of chosen) {
    const outcome = await approveRequest(actor, id).catch((error: unknown) => {
      if (isExceptional(error)) return null;
      throw error;
    });
    if (outcome?.ok) accepted += 1;
  }
  return data({ none: false, accepted, left: chosen.length - accepted });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

const FORM = "demandes";

export default function Requests() {
  const { pole, waiting, answered } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const t = useTranslations("life.requests");
  const tc = useTranslations("common.nav");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={waiting.length > 0 ? t("waiting", { count: waiting.length }) : t("lead")}
        crumbs={[{ label: tc("home"), to: paths.home(pole) }]}
      />
      {done && (
        <Alert tone={done.none || done.accepted === 0 ? "wait" : "ok"} live>
          {done.none ? t("none") : t("done", { accepted: done.accepted, left: done.left })}
        </Alert>
      )}
      {waiting.length === 0 ? (
        <Empty title={t("emptyTitle")}>{t("empty")}</Empty>
      ) : (
        <>
          <ul className="request-list">
            {waiting.map((request) => (
              <li key={request.id}>
                <RequestCard request={request} select={waiting.length > 1 ? FORM : null} />
              </li>
            ))}
          </ul>
          {waiting.length > 1 && (
            <Form method="post" id={FORM} className="actions request-all">
              <SubmitButton variant="line" icon="check-check">
                {t("acceptSelected")}
              </SubmitButton>
            </Form>
          )}
        </>
      )}
      {answered.length > 0 && (
        <Section title={t("answered")}>
          <ul className="sheet request-answered">
            {answered.map((request) => (
              <li key={request.id}>
                <div>
                  <Link to={request.to}>{request.resource}</Link>
                  <p className="small soft">
                    {request.structure.name}, {request.period}
                  </p>
                </div>
                <BookingBadge state={request.state} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
