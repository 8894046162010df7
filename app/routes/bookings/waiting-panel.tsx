import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card } from "~/ui/surface";
import { DecisionForm, RequestFacts } from "./request-card";
import type { WaitingState } from "./waiting-state";

/** What a booking waits for, and the answer for who may give it. */
export function WaitingPanel({ waits }: { waits: WaitingState }) {
  const t = useTranslations("life.state");
  const { state, sentence, decide, offer, again } = waits;
  return (
    <div className="stack waits">
      <Alert tone={state === "declined" ? "no" : "wait"} title={t(state)} level={2}>
        {sentence && <p>{sentence}</p>}
        {again && (
          <ButtonLink to={again} variant="line" size="sm" icon="search">
            {t("again")}
          </ButtonLink>
        )}
      </Alert>
      {offer && (
        <div className="actions">
          <Form method="post" action={offer}>
            <input type="hidden" name="reponse" value="oui" />
            <SubmitButton icon="check">{t("take")}</SubmitButton>
          </Form>
          <Form method="post" action={offer}>
            <input type="hidden" name="reponse" value="non" />
            <SubmitButton variant="line">{t("leave")}</SubmitButton>
          </Form>
        </div>
      )}
      {decide && (
        <Card as="section" className="request">
          <RequestFacts request={decide} />
          <DecisionForm action={decide.answer} id={decide.id} />
        </Card>
      )}
    </div>
  );
}

/** Why an answer could not be given. */
export function UnansweredAlert({ code }: { code: "already_answered" | "answer_overdue" | "offer_gone" }) {
  const t = useTranslations("life");
  return (
    <Alert tone="wait" live>
      {code === "offer_gone" ? t("state.offerGone") : t(`problems.${code}`)}
    </Alert>
  );
}
