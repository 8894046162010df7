import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { PeriodAgain } from "./period-action";
import type { PeriodView } from "./period-view";

/** What nobody is there to bear: measured after all, or taken on by the pôle itself, with a reason; until the lock, undone. */
export function BornePart({
  view: { bearable, borne },
  wrong,
}: {
  view: PeriodView;
  wrong: PeriodAgain["wrongReason"] | undefined;
}) {
  const t = useTranslations("costsPeriod");
  if (bearable.length + borne.length === 0) return null;
  return (
    <ul className="close-l">
      {bearable.map(({ id, title, text, mend, mendWords }) => (
        <li key={id} id={`poste-${id}`}>
          <Icon name="scale" />
          <div>
            <h3>{title}</h3>
            <p>{text}</p>
            <details open={wrong?.pool === id}>
              <summary className="tap">{t("borne.bear")}</summary>
              <Form method="post" className="close-form">
                <input type="hidden" name="pool" value={id} />
                <Field
                  label={t("borne.reason")}
                  hint={t("borne.reasonHint")}
                  error={wrong?.pool === id ? wrong.words : undefined}
                >
                  <Input name="reason" maxLength={400} defaultValue={wrong?.pool === id ? wrong.typed : ""} required />
                </Field>
                <SubmitButton variant="line" name="intent" value="bear">
                  {t("borne.go")}
                </SubmitButton>
              </Form>
            </details>
          </div>
          <ButtonLink to={mend} variant="line" size="sm" aria-label={`${mendWords}, ${title}`}>
            {mendWords}
          </ButtonLink>
        </li>
      ))}
      {borne.map(({ id, title, reason, undo }) => (
        <li key={id}>
          <Icon name="landmark" />
          <div>
            <h3>{title}</h3>
            <p>{t("disputes.quote", { reason })}</p>
          </div>
          {undo && (
            <Form method="post">
              <input type="hidden" name="pool" value={id} />
              <SubmitButton
                variant="line"
                size="sm"
                name="intent"
                value="stop-bearing"
                aria-label={`${t("borne.undo")}, ${title}`}
              >
                {t("borne.undo")}
              </SubmitButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
