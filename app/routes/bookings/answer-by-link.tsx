import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { SignFrame } from "~/ui/sign-frame";
import { approveRequest, bookingOf, declineRequest, requestAnswerForm } from "~server/bookings";
import { NotFound } from "~server/kernel/errors";
import { holderOfLink } from "~server/poles";
import { DecisionForm, RequestFacts } from "./request-card";
import { requestView } from "./request-view";

export const handle = { frame: "none" };

/** Whom the link stands for, with the request that it opens; null when it is of no more use. */
async function heldBy(token: string) {
  const held = await holderOfLink(token, "approval");
  if (!held) return null;
  for (const actor of held.actors) {
    const booking = await bookingOf(actor, held.bookingId).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    // A request that was answered has nobody who may answer it: whoever could, reads what came of it.
    if (booking && (booking.can.decide || booking.state !== "requested")) return { actor, booking };
  }
  return null;
}

/** The request, for whoever the e-mail was sent to: nothing is answered by opening it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const held = await heldBy(args.params.token ?? "");
  const locale = held?.actor.locale ?? (await requestLocale(args));
  const t = await translator(locale, "life");
  const title = await pageTitle(locale, t(held ? "link.title" : "link.gone"));
  if (!held) return data({ title, locale, view: null }, { status: 404 });
  const { actor, booking } = held;
  const view = { ...(await requestView(actor, booking)), as: actor.personName, open: booking.can.decide };
  return data({ title, locale, view });
});

/** Answers in the name of whoever the e-mail was sent to. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const held = await heldBy(args.params.token ?? "");
  if (!held) throw new NotFound("link");
  const read = requestAnswerForm.safeParse(Object.fromEntries(await fieldsOf(args.request)));
  if (!read.success) return data({ tooLong: true, answer: null }, { status: 422 });
  const { reponse, motif } = read.data;
  const { actor, booking } = held;
  const outcome =
    reponse === "oui"
      ? await approveRequest(actor, booking.id)
      : await declineRequest(actor, { id: booking.id, reason: motif });
  if (outcome.ok)
    return data({ tooLong: false, answer: reponse === "oui" ? ("accepted" as const) : ("declined" as const) });
  return data(
    { tooLong: false, answer: outcome.problem.code === "answer_overdue" ? ("overdue" as const) : ("already" as const) },
    { status: 409 },
  );
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded?.title },
  { name: "robots", content: "noindex" },
];

export default function AnswerByLink() {
  const { locale, view } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const t = useTranslations("life.link");
  const tr = useTranslations("life.requests");
  if (!view) {
    return (
      <SignFrame locale={locale} title={t("gone")} lead={t("goneText")}>
        <ButtonLink to={paths.signIn()}>{t("goneGo")}</ButtonLink>
      </SignFrame>
    );
  }
  const said = answered?.answer ?? (view.open ? null : ("already" as const));
  return (
    <SignFrame
      locale={locale}
      title={t("title")}
      lead={t("lead", { structure: view.structure.name, resource: view.resource })}
    >
      <div className="stack">
        {said && (
          <Alert tone={said === "accepted" ? "ok" : said === "declined" ? "no" : "wait"} live={Boolean(answered)}>
            {t(said, { person: view.person })}
          </Alert>
        )}
        <div>
          <p>
            <b>{view.resource}</b>
          </p>
          <p>{view.period}</p>
        </div>
        <RequestFacts request={said ? { ...view, until: null } : view} />
        {!said && (
          <>
            <DecisionForm action="" id={view.id} wrong={answered?.tooLong ? tr("tooLong") : undefined} />
            <p className="small soft">{t("asYou", { name: view.as })}</p>
          </>
        )}
      </div>
    </SignFrame>
  );
}
