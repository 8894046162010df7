import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { ChargeView } from "./charge-view";
import type { FormAnswer } from "./form-answer";
import { fieldId, ProofFields } from "./form-parts";

/** What the document says, and who entered and approved it. */
export function ChargeFacts({ view }: { view: ChargeView }) {
  const t = useTranslations("costsCharges");
  return (
    <>
      <dl className="charge-facts">
        {view.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.agent && <p className="small">{t("one.asAgent")}</p>}
      <p className="small soft">
        {[view.by, view.approvedBy].filter(Boolean).map((words) => (
          <span key={words} className="charge-by">
            {words}
          </span>
        ))}
      </p>
    </>
  );
}

/** The documents that correct it, and the one it corrects. */
export function ChargeCorrections({ view }: { view: ChargeView }) {
  const t = useTranslations("costsCharges");
  if (view.corrects) {
    return (
      <p>
        <Link to={view.corrects.to}>{t("one.corrects", { number: view.corrects.number })}</Link>
      </p>
    );
  }
  if (view.corrections.length === 0) return null;
  return (
    <Section title={t("one.corrections")}>
      <ul className="charge-corrections">
        {view.corrections.map(({ id, to, number, label, amount }) => (
          <li key={id}>
            <Link to={to}>{number}</Link> <span>{label}</span> <b className="nowrap">{amount}</b>
          </li>
        ))}
      </ul>
      <p>{view.remaining}</p>
    </Section>
  );
}

/** What proves it, or why nothing does; a form to add some where one may. */
export function ChargeProofs({ pole, view, books }: { pole: string; view: ChargeView; books: boolean }) {
  const t = useTranslations("costsCharges");
  const to = paths.chargeProofs(pole, view.id);
  const none = view.proofs.length === 0;
  return (
    <Section title={t("one.proofs")} id="justificatif">
      {view.proofs.length > 0 &&
        // Without anything to press, a list and no form.
        (view.can.edit ? (
          <Form method="post" action={to}>
            <ProofList view={view} />
          </Form>
        ) : (
          <ProofList view={view} />
        ))}
      {view.hiddenProofs && <p className="small soft">{t("one.hiddenProofs")}</p>}
      {none && view.withoutProof && <p>{t("one.because", { reason: view.withoutProof })}</p>}
      {none && !view.withoutProof && !view.hiddenProofs && (
        <p className="soft">{t(books ? "one.noProof" : "one.noProofMember")}</p>
      )}
      {view.can.prove && <ProofForms to={to} reason={view.withoutProof} none={none} />}
    </Section>
  );
}

function ProofList({ view }: { view: ChargeView }) {
  const t = useTranslations("costsCharges");
  return (
    <ul className="docs">
      {view.proofs.map((proof) => (
        <li key={proof.id}>
          <Icon name={proof.photo ? "camera" : "file-text"} />
          <a href={proof.to} download>
            {proof.name}
          </a>
          <span className="soft nowrap">{proof.size}</span>
          {view.can.edit && (
            <Button variant="text" size="sm" icon="trash-2" iconOnly name="remove" value={proof.id}>
              {t("one.removeProof", { name: proof.name })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Adding a proof, or saying that there will be none. */
export function ProofForms({
  to,
  reason,
  none,
  answer,
}: {
  to: string;
  reason: string;
  none: boolean;
  answer?: FormAnswer | undefined;
}) {
  const t = useTranslations("costsCharges");
  return (
    <>
      <Form method="post" action={to} encType="multipart/form-data" className="stack">
        <ProofFields label={t("fields.proofs")} error={answer?.errors.proofs} />
        <div>
          <SubmitButton variant="line" size="sm" icon="paperclip">
            {t("one.addProof")}
          </SubmitButton>
        </div>
      </Form>
      {none && (
        <details className="charge-ask" open={Boolean(answer?.errors.withoutProof)}>
          <summary>{t("one.noProofTitle")}</summary>
          <Form method="post" action={to} className="stack">
            <Field
              id={fieldId("withoutProof")}
              label={t("fields.withoutProof")}
              hint={t("hints.withoutProof")}
              error={answer?.errors.withoutProof}
            >
              <Input name="withoutProof" maxLength={300} defaultValue={answer?.typed.withoutProof ?? reason} required />
            </Field>
            <div>
              <SubmitButton variant="line" size="sm">
                {t("one.sayWhy")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </>
  );
}

/** Yes, or no with a reason. */
export function Decide({ view, answer }: { view: ChargeView; answer: FormAnswer | undefined }) {
  const t = useTranslations("costsCharges");
  return (
    <>
      <h2>{t("one.decide")}</h2>
      <p className="small">{t("one.decideText")}</p>
      <Form method="post">
        <input type="hidden" name="version" value={view.version} />
        <SubmitButton name="intent" value="approve" icon="check">
          {t("one.approve")}
        </SubmitButton>
      </Form>
      <details className="charge-ask" open={Boolean(answer?.errors.reason)}>
        <summary>{t("one.refuse")}</summary>
        <Form method="post" className="stack">
          <input type="hidden" name="version" value={view.version} />
          <Field
            id={fieldId("reason")}
            label={t("fields.reason")}
            hint={t("one.refuseHint")}
            error={answer?.errors.reason}
          >
            <TextArea name="reason" rows={3} maxLength={500} required defaultValue={answer?.typed.reason} />
          </Field>
          <div>
            <SubmitButton variant="danger" size="sm" name="intent" value="refuse">
              {t("one.refuseNow")}
              <span className="sr"> {view.label}</span>
            </SubmitButton>
          </div>
        </Form>
      </details>
    </>
  );
}

/** Changing it, correcting it, taking it away. */
export function Keep({ pole, view }: { pole: string; view: ChargeView }) {
  const t = useTranslations("costsCharges");
  const { edit, remove, correct } = view.can;
  if (!edit && !remove && !correct) return null;
  return (
    <div className="stack">
      <div className="actions">
        {edit && (
          <ButtonLink variant="line" icon="pencil" to={paths.editCharge(pole, view.id)}>
            {t("one.edit")}
          </ButtonLink>
        )}
        {correct && (
          <ButtonLink variant="line" icon="undo-2" to={paths.correctCharge(pole, view.id)}>
            {t("one.correct")}
          </ButtonLink>
        )}
      </div>
      {remove && (
        <details className="charge-ask">
          <summary>{t("one.remove")}</summary>
          <Form method="post" className="stack">
            <p className="small">
              <b>{t("one.removeAsk")}</b> {t("one.removeText")}
            </p>
            <div>
              <SubmitButton variant="danger" size="sm" name="intent" value="remove" icon="trash-2">
                {t("one.remove")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </div>
  );
}
