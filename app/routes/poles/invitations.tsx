import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Sheet } from "~/ui/surface";
import type { InvitationShown } from "./show";

/** Invitations that wait for their answer, to send again or to withdraw. */
export function Invitations({ pole, invitations }: { pole: string; invitations: readonly InvitationShown[] }) {
  const t = useTranslations("poles");
  return (
    <Sheet as="ul">
      {invitations.map(({ id, email, role, structureName, kind, late, sent, until }) => {
        const name = structureName ?? email;
        return (
          <li key={id} className="member">
            <span>
              <b>{name}</b>
              <span className="small soft block">
                {structureName ? `${email} · ${kind ? t(`kind.${kind}`) : ""}` : t(`role.${role}`)}
              </span>
              <span className="small soft block">
                {late
                  ? t("structures.expired", { day: until })
                  : `${t("structures.sent", { day: sent })}, ${t("structures.waits", { day: until })}`}
              </span>
            </span>
            <span className="actions">
              {late ? (
                <Badge icon="timer-off">{t("structures.late")}</Badge>
              ) : (
                <Badge tone="wait" icon="hourglass">
                  {t("structures.waiting")}
                </Badge>
              )}
              <Form method="post" action={paths.resendInvitation(pole, id)}>
                <SubmitButton variant="line" size="sm" aria-label={t("structures.againNamed", { name })}>
                  {t("structures.again")}
                </SubmitButton>
              </Form>
              <Form method="post" action={paths.revokeInvitation(pole, id)}>
                <SubmitButton variant="text" size="sm" aria-label={t("structures.withdrawNamed", { name })}>
                  {t("structures.withdraw")}
                </SubmitButton>
              </Form>
            </span>
          </li>
        );
      })}
    </Sheet>
  );
}
