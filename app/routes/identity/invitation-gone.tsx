import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { SignFrame } from "~/ui/sign-frame";

type InvitationGoneProps = {
  locale: "fr" | "en";
  /** Null when there never was such an invitation. */
  offer: { state: "pending" | "expired" | "accepted" | "revoked"; invitedBy: string; until: string } | null;
};

/** An invitation that no longer waits: what became of it, and what to do. */
export function InvitationGone({ locale, offer }: InvitationGoneProps) {
  const t = useTranslations("poles.invitation");
  const state = offer && offer.state !== "pending" ? offer.state : "unknown";
  const text = t(`goneText.${state}`, { day: offer?.until ?? "", by: offer?.invitedBy ?? "" });
  return (
    <SignFrame locale={locale} title={t(`gone.${state}`)} lead={text}>
      <div className="stack">
        <ButtonLink to={paths.signIn()} size="lg" block variant={state === "accepted" ? "full" : "line"}>
          {t("signIn")}
        </ButtonLink>
      </div>
    </SignFrame>
  );
}
