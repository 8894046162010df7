import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { compositionOf, resourceOf } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { RefusedAlert } from "./in-the-way";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { CallOff, SessionAdd, SessionList } from "./session-list";
import { sessionLine } from "./session-line";
import { changeSessions } from "./sessions-action";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!resource.bySession) throw new NotFound("resource");
  const t = await translator(actor.locale, "composition");
  const { sessions } = await compositionOf(actor, resource.id);
  const { poleSlug: pole, locale } = actor;
  return {
    pole,
    resource: { id: resource.id, name: resource.name },
    tabs: manageTabs(pole, resource, "sessions", t),
    sessions: sessions.map((session) => sessionLine(session, actor, t)),
    id: newId(),
    today: localDateOf(new Date(), actor.timeZone),
    tab: await pageTitle(locale, t("sessions.titleOf", { name: resource.name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!resource.bySession) throw new NotFound("resource");
  return changeSessions(actor, resource, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export type SessionsData = ReturnType<typeof useLoaderData<typeof loader>>;

/** The dates of a course: add some, cancel some. */
export default function Sessions() {
  const t = useTranslations("composition.sessions");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage {...page} title={t("titleOf", { name: page.resource.name })} lead={t("lead")}>
      {answer?.refused && <RefusedAlert refused={answer.refused} />}
      {answer?.callOff && <CallOff callOff={answer.callOff} page={page} />}
      <SessionList page={page} />
      <SessionAdd page={page} answer={answer} />
    </ManagePage>
  );
}
