import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ExportLink } from "~/ui/export-link";
import { PageHead, Section } from "~/ui/surface";
import { can } from "~server/kernel/permissions";
import { invitedStructures, structuresOfPole } from "~server/poles";
import { Invitations } from "./invitations";
import { MemberList } from "./member-list";
import { showInvitation, showMember } from "./show";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const q = (new URL(args.request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const manages = can(actor, "pole.invite-structure");
  const [t, members, invitations] = await Promise.all([
    translator(actor.locale, "poles"),
    structuresOfPole(actor, { q }),
    manages ? invitedStructures(actor) : [],
  ]);
  const shown = members.map((member) => showMember(member, actor));
  return {
    title: await pageTitle(actor.locale, t("structures.title")),
    pole: actor.poleSlug,
    poleName: actor.poleName,
    q,
    members: shown.filter(({ state }) => state !== "ended"),
    ended: shown.filter(({ state }) => state === "ended"),
    invitations: invitations.map((invitation) => showInvitation(invitation, actor)),
    can: { invite: manages, import: can(actor, "pole.import"), settings: can(actor, "pole.edit-settings") },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Structures() {
  const t = useTranslations("poles.structures");
  const { pole, poleName, q, members, ended, invitations, can: may } = useLoaderData<typeof loader>();
  const invite = may.invite && (
    <ButtonLink to={paths.inviteStructure(pole)} icon="plus">
      {t("invite")}
    </ButtonLink>
  );
  const words = useTranslations("imports");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={poleName}
        actions={
          <>
            <ExportLink to={paths.structuresCsv(pole, { q })} />
            {may.settings && (
              <ButtonLink to={paths.poleSettings(pole)} variant="line" icon="settings">
                {t("settings")}
              </ButtonLink>
            )}
            {may.import && (
              <ButtonLink to={paths.imports(pole)} variant="line" icon="upload">
                {words("title")}
              </ButtonLink>
            )}
            {invite}
          </>
        }
      />
      <Form method="get" role="search" className="search-bar" aria-label={t("search")}>
        <input
          className="input"
          type="search"
          name="q"
          defaultValue={q}
          key={q}
          aria-label={t("searchHint")}
          placeholder={t("searchHint")}
        />
        <Button variant="line" icon="search">
          {t("submit")}
        </Button>
        {q && (
          <Link className="tap" to={paths.structures(pole)}>
            {t("all")}
          </Link>
        )}
      </Form>
      {invitations.length > 0 && !q && (
        <Section title={t("pending")} id="invitations">
          <Invitations pole={pole} invitations={invitations} />
        </Section>
      )}
      {members.length === 0 && ended.length === 0 ? (
        <Empty picture={q ? "search" : "bunch"} title={q ? t("none", { q }) : t("empty")} actions={!q && invite}>
          {q ? t("noneText") : t("emptyText")}
        </Empty>
      ) : (
        members.length > 0 && (
          <Section title={t("lead", { count: members.length })} id="membres">
            <MemberList pole={pole} members={members} />
          </Section>
        )
      )}
      {ended.length > 0 && (
        <Section title={t("ended")} id="sorties">
          <MemberList pole={pole} members={ended} />
        </Section>
      )}
    </div>
  );
}
