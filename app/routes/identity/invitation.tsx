import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale, viewerOf } from "~/http/actor";
import { clientOf } from "~/http/client";
import { comeIn } from "~/http/come-in";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SignFrame } from "~/ui/sign-frame";
import { rememberActingFor } from "~server/identity";
import { formatDay } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import {
  acceptForm,
  acceptInvitation,
  invitationOffer,
  joinByInvitation,
  joinForm,
  structuresToBring,
} from "~server/poles";
import { AcceptInvitation } from "./accept-invitation";
import { InvitationGone } from "./invitation-gone";
import { JoinByInvitation } from "./join-by-invitation";

export const handle = { frame: "none", scripts: false };

/** Opening an invitation never uses it up: it is accepted by a button. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const token = args.params.token ?? "";
  const [offer, viewer, locale] = await Promise.all([invitationOffer(token), viewerOf(args), requestLocale(args)]);
  const t = await translator(locale, "poles");
  const mine = viewer && offer && viewer.email === offer.email;
  return {
    locale,
    token,
    title: await pageTitle(locale, t("invitation.title")),
    offer: offer && {
      ...offer,
      until: formatDay(localDateOf(offer.expiresAt, "Europe/Paris"), locale, { weekday: false, year: true }),
    },
    viewer: viewer && { email: viewer.email },
    toBring: mine && offer.brings === "structure" ? await structuresToBring(token, viewer.personId) : [],
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const token = args.params.token ?? "";
  const viewer = await viewerOf(args);
  if (viewer) {
    const form = await readForm(args.request, acceptForm);
    if (!form.ok) return formAgain(form.submission);
    const outcome = await acceptInvitation(token, viewer, form.value);
    if (!outcome.ok) throw redirect(paths.invitation(token));
    const { poleId, structureId } = outcome.value;
    if (poleId) await rememberActingFor(viewer.sessionId, { poleId, structureId });
    throw await redirectWithFlash(paths.public(), { key: "invitation_accepted" });
  }
  const form = await readForm(args.request, joinForm);
  if (!form.ok) return formAgain(form.submission);
  const told = { locale: await requestLocale(args), client: clientOf(args) };
  const outcome = await joinByInvitation(token, form.value, told);
  if (outcome.ok) throw await comeIn(args.request, outcome.value, { flash: { key: "welcome" } });
  const { code } = outcome.problem;
  // The page itself says what became of the invitation, or that there is an account already.
  if (code === "invitation_gone" || code === "has_account") throw redirect(paths.invitation(token));
  return formAgain(form.submission, { password: code });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Invitation() {
  const t = useTranslations("poles");
  const { locale, token, offer, viewer, toBring } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (offer?.state !== "pending") return <InvitationGone locale={locale} offer={offer} />;
  const by = offer.invitedBy;
  const { structureName: structure, poleName: pole } = offer;
  const role = t(`role.${offer.role}`);
  const [title, lead] =
    offer.brings === "structure"
      ? [
          t("invitation.structure", { by, structure }),
          t("invitation.structureLead", { structure, pole: pole ?? "", kind: t(`kind.${offer.kind ?? "member"}`) }),
        ]
      : [
          t("invitation.colleague", { by }),
          pole
            ? t("invitation.colleagueLead", { structure, pole, role })
            : t("invitation.colleagueLeadAlone", { structure, role }),
        ];
  return (
    <SignFrame locale={locale} title={title} lead={lead}>
      {viewer || offer.hasAccount ? (
        <AcceptInvitation token={token} offer={offer} mine={viewer?.email ?? null} toBring={toBring} answer={answer} />
      ) : (
        <JoinByInvitation email={offer.email} answer={answer} />
      )}
      <p className="sign-new small soft">{t("invitation.until", { day: offer.until })}</p>
    </SignFrame>
  );
}
