import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { Check, FieldSet } from "~/ui/field";

type AcceptInvitationProps = {
  token: string;
  offer: { email: string; brings: "structure" | "colleague"; structureName: string };
  /** The address of whoever is signed in; null when nobody is. */
  mine: string | null;
  toBring: readonly { id: string; name: string }[];
  answer: FormAgain | undefined;
};

/** An invitation for somebody who has an account: they accept it, once they are signed in as who is invited. */
export function AcceptInvitation({ token, offer, mine, toBring, answer }: AcceptInvitationProps) {
  const t = useTranslations("poles.invitation");
  const [form] = usePageForm<{ structureId?: string }>("accept", answer);
  const { email } = offer;
  if (mine === null) {
    return (
      <div className="stack">
        <p>{t("hasAccount", { email })}</p>
        <ButtonLink to={paths.signIn(paths.invitation(token))} size="lg" block>
          {t("signIn")}
        </ButtonLink>
      </div>
    );
  }
  if (mine !== email) {
    return (
      <div className="stack">
        <Alert tone="wait" title={t("otherAccount", { email, mine })}>
          {t("otherAccountText")}
        </Alert>
        <Form method="post" action={paths.signOut()}>
          <Button variant="line" size="lg" block icon="log-out">
            {t("signOut")}
          </Button>
        </Form>
      </div>
    );
  }
  return (
    <Form method="post" className="stack" id={form.id}>
      <FormErrors form={form} answer={answer} labels={{ structureId: t("which") }} />
      <p className="soft">{t("signedInAs", { email })}</p>
      {toBring.length > 0 && (
        <FieldSet label={t("which")}>
          {toBring.map(({ id, name }, index) => (
            <Check key={id} type="radio" name="structureId" value={id} label={name} defaultChecked={index === 0} />
          ))}
          <Check type="radio" name="structureId" value="" label={t("newOne", { structure: offer.structureName })} />
        </FieldSet>
      )}
      <SubmitButton size="lg" block>
        {t("accept")}
      </SubmitButton>
    </Form>
  );
}
