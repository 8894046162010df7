import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { AskAgain, Progress } from "~/ui/progress";
import type { PeriodView } from "./period-view";

/** The act that leads a month on: to review, locked, closed; while it is being closed, how far that is. */
export function ActPart({ view, wrongDay }: { view: PeriodView; wrongDay: string | null }) {
  const t = useTranslations("costsPeriod");
  const { state, closing, review, missing } = view;
  if (state === "open" && view.provisional) {
    return (
      <div className="close-act">
        <p className="small soft">{view.provisional.text}</p>
        <ButtonLink to={view.provisional.to} variant="line">
          {view.provisional.see}
        </ButtonLink>
      </div>
    );
  }
  if (state === "open") {
    return (
      <div className="close-act">
        <ReviewForm view={view} wrongDay={wrongDay} />
      </div>
    );
  }
  if (state === "review") {
    return (
      <div className="close-act">
        <p className="small">{review.read}</p>
        {missing.length === 0 ? (
          <Form method="post" className="actions">
            <SubmitButton name="intent" value="lock" icon="lock-keyhole">
              {t("lock.go")}
            </SubmitButton>
            <span className="small soft">{t("lock.note")}</span>
          </Form>
        ) : (
          <p className="small soft">{t("lock.later")}</p>
        )}
        <details open={wrongDay !== null || review.late}>
          <summary className="tap small">{t("review.move")}</summary>
          <ReviewForm view={view} wrongDay={wrongDay} />
        </details>
      </div>
    );
  }
  // Done while this page was being read: it asks once more, and finds the month closed.
  if (closing?.state === "running" || closing?.state === "done") return <Running closing={closing} />;
  return (
    <div className="close-act">
      {closing?.problem && <Alert tone="no">{closing.problem}</Alert>}
      <p>{t("close.lead")}</p>
      <Form method="post" className="actions">
        <SubmitButton name="intent" value="close" icon="check-check">
          {t(closing?.state === "failed" ? "close.again" : "close.go")}
        </SubmitButton>
        <span className="small soft">{t("close.note")}</span>
      </Form>
    </div>
  );
}

function ReviewForm({ view, wrongDay }: { view: PeriodView; wrongDay: string | null }) {
  const t = useTranslations("costsPeriod");
  const { review, state } = view;
  return (
    <Form method="post" className="close-form">
      <Field
        label={t("review.until")}
        hint={t(state === "open" ? "review.hint" : "review.movedHint")}
        error={wrongDay === null ? undefined : t("problem.review_ends_too_early")}
      >
        <Input
          type="date"
          name="day"
          min={review.min}
          max={review.max}
          defaultValue={wrongDay ?? (review.day < review.min ? review.min : review.day)}
          required
        />
      </Field>
      {state === "open" && view.noted.some(({ code }) => code === "unfinished") && (
        <p className="small">
          <b>{t("missing.unfinished")}</b> {t("noted.unfinished")}
        </p>
      )}
      <SubmitButton name="intent" value="review" icon="send" variant={state === "open" ? "full" : "line"}>
        {t(state === "open" ? "review.go" : "review.moveGo")}
      </SubmitButton>
    </Form>
  );
}

/** How far it is; the page asks again by itself. */
function Running({ closing }: { closing: NonNullable<PeriodView["closing"]> }) {
  const t = useTranslations("costsPeriod");
  return (
    <div className="close-act">
      <AskAgain />
      <Progress id="closing-progress" label={closing.words} value={closing.done} max={closing.total} />
      <p className="small soft" role="status">
        {t("closing.lead")}
      </p>
    </div>
  );
}
