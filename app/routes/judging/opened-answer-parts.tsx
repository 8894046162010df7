import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { Card, Section } from "~/ui/surface";
import type { ClarificationView } from "./clarifications-view";
import type { OpenedAgain } from "./opened-answer-action";
import type { OpenedAnswerView } from "./opened-answer-view";

interface Props {
  page: OpenedAnswerView;
  again: OpenedAgain | undefined;
}

/** Whether it can be judged, and why not; what is worth a look before saying so. */
export function Admission({ page, again }: Props) {
  const t = useTranslations("opening");
  const { may, said, reason, decision } = page.admission;
  const { errors, typed } = again ?? { errors: {}, typed: {} as OpenedAgain["typed"] };
  const chosen = typed.decision ?? decision;
  const wrong = (["decision", "reason"] as const).flatMap((id) => (errors[id] ? [{ id, message: errors[id] }] : []));
  return (
    <Card as="section" className="stack" aria-labelledby="recevabilite">
      <h2 id="recevabilite">{t("admission.title")}</h2>
      {page.points.length > 0 && (
        <div className="small">
          <p>{t("points.title")}</p>
          <ul className="bullets">
            {page.points.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      {said && <p className="small soft">{said}</p>}
      {!may && (
        <p>
          <b>{page.badge.words}</b>
          {reason && <span className="lines">. {reason}</span>}
        </p>
      )}
      {/* Settled by somebody meanwhile, the form is gone: what is refused is said all the same. */}
      <ErrorSummary errors={may ? wrong : wrong.map(({ message }) => ({ message }))} />
      {may && (
        <Form method="post" className="stack">
          <FieldSet label={t("admission.ask")} error={errors.decision}>
            {(["admissible", "irregular"] as const).map((value) => (
              <Check
                key={value}
                type="radio"
                name="decision"
                value={value}
                id={value === "admissible" ? "decision" : undefined}
                label={t(`admission.${value}`)}
                hint={t(`admission.${value}Hint`)}
                defaultChecked={chosen === value}
                required
              />
            ))}
          </FieldSet>
          <Field id="reason" label={t("admission.reason")} hint={t("admission.reasonHint")} error={errors.reason}>
            <TextArea name="reason" rows={3} maxLength={2000} defaultValue={typed.reason ?? reason} />
          </Field>
          <SubmitButton name="intent" value="admit" block>
            {t(decision ? "admission.change" : "admission.go")}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

/** What the lead is asked to make clear, and the form that asks. */
export function Clarifications({ page, again }: Props) {
  const t = useTranslations("opening");
  const { errors, typed } = again ?? { errors: {}, typed: {} as OpenedAgain["typed"] };
  const wrong = (["question", "day"] as const).flatMap((id) => (errors[id] ? [{ id, message: errors[id] }] : []));
  if (page.clarifications.length === 0 && !page.ask) return null;
  return (
    <Section id="precisions" title={t("clarify.title")} className="no-break">
      {page.clarifications.length > 0 ? (
        <ClarificationList items={page.clarifications} />
      ) : (
        <p className="soft">{t("clarify.none")}</p>
      )}
      {page.ask && (
        <Form key={page.ask.id} method="post" className="stack narrow no-print section">
          <ErrorSummary errors={wrong} />
          <input type="hidden" name="id" value={page.ask.id} />
          <Field
            id="question"
            label={t("clarify.question")}
            hint={t("clarify.questionHint", { name: page.name })}
            error={errors.question}
          >
            <TextArea name="question" rows={3} maxLength={2000} required defaultValue={typed.question} />
          </Field>
          <Field id="day" label={t("clarify.day")} hint={t("clarify.dayHint")} error={errors.day}>
            <Input type="date" name="day" min={page.ask.from} required defaultValue={typed.day ?? page.ask.day} />
          </Field>
          <SubmitButton name="intent" value="clarify" variant="line" icon="send">
            {t("clarify.go")}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

/** Questions about an answer, with what was said to each. */
export function ClarificationList({ items }: { items: readonly ClarificationView[] }) {
  const t = useTranslations("opening.clarify");
  return (
    <dl className="qa">
      {items.map(({ id, question, asked, due, answer, answered, over }) => (
        <div key={id}>
          <dt className="lines">{question}</dt>
          <dd>
            {answer ? <span className="lines">{answer}</span> : t(over ? "unanswered" : "waiting")}
            <span className="soft">{[asked, answered ?? due].join(" ")}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
