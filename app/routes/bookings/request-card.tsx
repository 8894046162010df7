import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, TextArea } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { RequestView } from "./request-view";

/** A request with what is needed to answer it; `select` is the form that its box belongs to. */
export function RequestCard({ request, select }: { request: RequestView; select: string | null }) {
  return (
    <Card as="article" className="request" aria-labelledby={`demande-${request.id}`}>
      <div className="request-head">
        {select && (
          <label className="request-box">
            <input type="checkbox" name="demande" value={request.id} form={select} />
            <span className="sr">{request.select}</span>
          </label>
        )}
        <div>
          <h2 id={`demande-${request.id}`}>
            <Link to={request.to}>{request.resource}</Link>
          </h2>
          <p>{request.period}</p>
        </div>
      </div>
      <RequestFacts request={request} />
      <DecisionForm action={request.answer} id={request.id} />
    </Card>
  );
}

/** Who asks, for what, until when it is to be answered. */
export function RequestFacts({ request }: { request: RequestView }) {
  const t = useTranslations("life.requests");
  const { structure, person, title, message, facts, until } = request;
  return (
    <div className="request-facts">
      <Who {...structure} size="sm" sub={person} />
      {title && <p>{title}</p>}
      {message && (
        <blockquote className="request-message">
          <span className="sr">{t("message")} </span>
          {message}
        </blockquote>
      )}
      {facts.length > 0 && <p className="soft small">{facts.join(", ")}</p>}
      {until && (
        <p className="small request-until">
          <Icon name="hourglass" size="sm" />
          {t("until", { instant: until })}
        </p>
      )}
    </div>
  );
}

/** Yes in one gesture; no with a reason. */
export function DecisionForm({ action, id, wrong }: { action: string; id: string; wrong?: string | undefined }) {
  const t = useTranslations("life.requests");
  return (
    <div className="request-answer">
      <Form method="post" action={action}>
        <input type="hidden" name="reponse" value="oui" />
        <SubmitButton icon="check">{t("accept")}</SubmitButton>
      </Form>
      <details className="more" open={Boolean(wrong)}>
        <summary>
          <Icon name="chevron-down" size="sm" />
          {t("decline")}
        </summary>
        <Form method="post" action={action} className="stack">
          <input type="hidden" name="reponse" value="non" />
          <Field id={`motif-${id}`} label={t("reason")} optional hint={t("reasonHint")} error={wrong}>
            <TextArea name="motif" rows={2} maxLength={500} />
          </Field>
          <SubmitButton variant="danger">{t("declineNow")}</SubmitButton>
        </Form>
      </details>
    </div>
  );
}
