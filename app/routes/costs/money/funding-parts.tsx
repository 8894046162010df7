import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input } from "~/ui/field";
import { Stat, Stats } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { DecisionAgain } from "./funding-action";
import type { FundingView } from "./funding-view";

/** What it is, what was used of it, what is left. */
export function FundingFacts({ view }: { view: FundingView }) {
  const t = useTranslations("costsMoney");
  return (
    <>
      <Stats>
        <Stat label={t("funding.ceiling")} figure={view.ceiling} />
        <Stat label={t("funding.used")} figure={view.used} />
        {view.left !== null && <Stat label={t("funding.left")} figure={view.left} />}
      </Stats>
      <dl className="money-facts">
        {view.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

export function Proofs({ view }: { view: FundingView }) {
  const t = useTranslations("costsMoney");
  return (
    <Section title={t("funding.proofs")} id="justificatifs">
      {view.proofs.length === 0 ? (
        <p className="soft">{t("funding.noProof")}</p>
      ) : (
        <ul className="docs">
          {view.proofs.map(({ id, name, to }) => (
            <li key={id}>
              <Icon name="file-text" />
              <a href={to} download>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type Again = { again: DecisionAgain | undefined };

export function NotifyForm({ view, again }: { view: FundingView } & Again) {
  const t = useTranslations("costsMoney");
  return (
    <Card as="section">
      <Form method="post" encType="multipart/form-data" className="stack" id="notify" noValidate>
        <h2>{t("funding.notify")}</h2>
        <p className="small soft">{t("funding.notifyText")}</p>
        {view.over && <Alert tone="wait">{t("funding.over", { rate: view.over })}</Alert>}
        <Errors again={again} prefix="notify" />
        <input type="hidden" name="intent" value="notify" />
        <Field id="notify-on" label={t("funding.on")} error={again?.errors.on}>
          <Input type="date" name="on" max={view.today} required defaultValue={again?.typed.on ?? view.today} />
        </Field>
        <Field
          id="notify-reference"
          label={t("funding.reference")}
          hint={t("funding.referenceHint")}
          error={again?.errors.reference}
          optional
        >
          <Input name="reference" maxLength={120} defaultValue={again?.typed.reference ?? ""} />
        </Field>
        <Field
          id="notify-proof"
          label={t("funding.proof")}
          hint={t("funding.proofHint")}
          error={again?.errors.proof}
          optional
        >
          <Input type="file" name="proof" accept="application/pdf,image/*" />
        </Field>
        <p>
          <SubmitButton>{t("funding.notifyDo")}</SubmitButton>
        </p>
      </Form>
    </Card>
  );
}

export function RefuseForm() {
  const t = useTranslations("costsMoney");
  return (
    <Card as="section" tone="flat">
      <Form method="post" className="stack" id="refuse">
        <h2>{t("funding.refuse")}</h2>
        <p className="small soft">{t("funding.refuseText")}</p>
        <input type="hidden" name="intent" value="refuse" />
        <p>
          <SubmitButton variant="line">{t("funding.refuseDo")}</SubmitButton>
        </p>
      </Form>
    </Card>
  );
}

export function PayForm({ view, again }: { view: FundingView } & Again) {
  const t = useTranslations("costsMoney");
  return (
    <Card as="section">
      <Form method="post" className="stack" id="pay" noValidate>
        <h2>{t("funding.pay")}</h2>
        <p className="small soft">{t("funding.payText")}</p>
        <Errors again={again} prefix="pay" />
        <input type="hidden" name="intent" value="pay" />
        <input type="hidden" name="id" value={again?.typed.id || view.paymentId} />
        <Field id="pay-on" label={t("funding.paidDate")} error={again?.errors.on}>
          <Input type="date" name="on" max={view.today} required defaultValue={again?.typed.on ?? view.today} />
        </Field>
        <Field id="pay-cents" label={t("funding.paidAmount")} error={again?.errors.cents}>
          <Input name="cents" inputMode="decimal" required defaultValue={again?.typed.cents ?? view.amount} />
        </Field>
        <Check
          name="last"
          label={t("funding.last")}
          hint={t("funding.lastHint")}
          defaultChecked={again ? again.typed.last !== "" : true}
        />
        <p>
          <SubmitButton>{t("funding.payDo")}</SubmitButton>
        </p>
      </Form>
    </Card>
  );
}

/** What came, payment by payment; one entered by mistake is taken back with a reason. */
export function Payments({ view, again }: { view: FundingView } & Again) {
  const t = useTranslations("costsMoney");
  if (view.payments.length === 0) return null;
  return (
    <Section title={t("funding.payments")} id="versements">
      <ul className="stack">
        {view.payments.map(({ id, words, undone, mayUndo }) => (
          <li key={id} id={`versement-${id}`}>
            {undone ? <s>{words}</s> : words}
            {undone && <p className="small soft">{undone}</p>}
            {mayUndo && <UndoForm payment={id} again={again?.typed.payment === id ? again : undefined} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function UndoForm({ payment, again }: { payment: string } & Again) {
  const t = useTranslations("costsMoney");
  return (
    <details className="why-more" open={again !== undefined || undefined}>
      <summary>
        {t("funding.undo")}
        <Icon name="chevron-down" size="sm" />
      </summary>
      <Form method="post" className="stack" noValidate>
        <p className="small soft">{t("funding.undoText")}</p>
        <input type="hidden" name="intent" value="undo" />
        <input type="hidden" name="payment" value={payment} />
        <Field id={`undo-${payment}`} label={t("funding.undoReason")} error={again?.errors.reason}>
          <Input name="reason" maxLength={300} required defaultValue={again?.typed.reason ?? ""} />
        </Field>
        <p>
          <SubmitButton variant="line">{t("funding.undoDo")}</SubmitButton>
        </p>
      </Form>
    </details>
  );
}

function Errors({ again, prefix }: Again & { prefix: string }) {
  const t = useTranslations("costsMoney");
  const errors = Object.entries(again?.errors ?? {}).map(([field, message]) => ({
    ...(field && { id: `${prefix}-${field}` }),
    message,
  }));
  return <ErrorSummary errors={errors} title={t("refusedTitle")} />;
}
