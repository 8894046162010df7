import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ExportLink } from "~/ui/export-link";
import { PageHead, Section } from "~/ui/surface";
import { can } from "~server/kernel/permissions";
import { structureOfPole } from "~server/poles";
import { FollowLink } from "../calendars/follow-link";
import { Invitations } from "./invitations";
import { DeclaredFacts } from "./declared-facts";
import { MembershipFacts } from "./member-list";
import { People } from "./people";
import { showInvitation, showMember } from "./show";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { member, people, invitations } = await structureOfPole(actor, args.params.structure ?? "");
  const t = await translator(actor.locale, "poles");
  const isHere = member.state !== "ended";
  return {
    title: await pageTitle(actor.locale, member.name),
    listTitle: t("structures.title"),
    pole: actor.poleSlug,
    member: showMember(member, actor),
    people: people?.map(({ personId, name, email, role }) => ({
      id: personId,
      name,
      email,
      role,
      me: personId === actor.personId,
    })),
    invitations: invitations.map((invitation) => showInvitation(invitation, actor)),
    can: {
      follow: isHere && can(actor, "bookings.see-purpose", member.id),
      invite: isHere && can(actor, "structure.invite", member.id),
      editPeople: isHere && can(actor, "structure.edit-people", member.id),
      declare: isHere && can(actor, "structure.declare", member.id),
      endMembership: isHere && can(actor, "pole.edit-memberships"),
      resumeMembership: member.endsOn !== null && can(actor, "pole.edit-memberships"),
    },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Structure() {
  const t = useTranslations("poles");
  const { pole, member, people, invitations, can: may } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <PageHead
        title={member.name}
        lead={member.about || undefined}
        crumbs={[{ label: t("structures.title"), to: paths.structures(pole) }]}
      >
        <MembershipFacts member={member} />
        {may.follow && <FollowLink pole={pole} structure={member.slug} />}
      </PageHead>
      <div className="cols">
        <div>
          <Section
            title={t("structure.people")}
            id="personnes"
            aside={
              <div className="actions">
                {people && people.length > 0 && <ExportLink to={paths.peopleCsv(pole, member.slug)} />}
                {may.invite && (
                  <ButtonLink to={paths.inviteColleague(pole, member.slug)} icon="user-plus">
                    {t("structure.invite")}
                  </ButtonLink>
                )}
              </div>
            }
          >
            {people ? (
              <People pole={pole} structure={member.slug} people={people} editable={may.editPeople} />
            ) : (
              <p className="soft">{member.state === "ended" ? t("structure.hiddenEnded") : t("structure.hidden")}</p>
            )}
          </Section>
          {invitations.length > 0 && (
            <Section title={t("structure.pending")} id="invitations">
              <Invitations pole={pole} invitations={invitations} />
            </Section>
          )}
        </div>
        <div className="side">
          <DeclaredFacts
            declared={member.declared}
            edit={may.declare ? paths.declareStructure(pole, member.slug) : null}
          />
          {(may.endMembership || may.resumeMembership) && (
            <aside className="card stack" aria-labelledby="adhesion">
              <h2 id="adhesion">{t("structure.membership")}</h2>
              {may.endMembership && (
                <ButtonLink variant="line" to={paths.endMembership(pole, member.slug)}>
                  {t("structure.end")}
                </ButtonLink>
              )}
              {may.resumeMembership && (
                <Form method="post" action={paths.resumeMembership(pole, member.slug)}>
                  <SubmitButton variant="line" icon="undo-2">
                    {t("structure.resume")}
                  </SubmitButton>
                </Form>
              )}
            </aside>
          )}
        </div>
      </div>
    </div>
  );
}
