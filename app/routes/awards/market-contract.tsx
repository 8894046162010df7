import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { MarketAgain } from "./market-action";
import type { MarketView } from "./market-view";
import { Refused } from "./refused";

/** The contract as it was signed; the buyer records it, and corrects it as long as nothing was delivered. */
export function Contract({ page, again }: { page: MarketView; again: MarketAgain | undefined }) {
  const t = useTranslations("awards.market");
  const { contract, contractForm } = page;
  const lines = contract && [
    [t("signedOn"), contract.signedOn],
    [t("startsOn"), contract.startsOn],
    [t("endsOn"), contract.endsOn],
    [t("amountShown"), [contract.amount, contract.differs].filter(Boolean).join(". ")],
    [t("hoursPromised"), contract.hours],
    [t("words"), contract.words],
    [t("ended"), contract.endedOn],
  ];
  return (
    <Section title={t("contract")} id="contrat">
      {lines && (
        <dl>
          {lines.map(
            ([term, words]) =>
              words && (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd className="lines">{words}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      {!contract && !contractForm && <p>{page.noContract}</p>}
      {contractForm &&
        (contractForm.correcting ? (
          <details className="more" open={Boolean(again)}>
            <summary>
              <Icon name="chevron-down" size="sm" />
              {t("correct")}
            </summary>
            <ContractForm form={contractForm} again={again} />
          </details>
        ) : (
          <>
            <p>{t("contractLead")}</p>
            <ContractForm form={contractForm} again={again} />
          </>
        ))}
    </Section>
  );
}

function ContractForm({
  form: { values, correcting },
  again,
}: {
  form: NonNullable<MarketView["contractForm"]>;
  again: MarketAgain | undefined;
}) {
  const t = useTranslations("awards.market");
  const typed = { ...values, ...again?.typed };
  const errors = again?.errors ?? {};
  return (
    <Card className="narrow section">
      <Form method="post" className="stack">
        <Refused errors={errors} />
        <Field id="signedOn" label={t("signedOn")} error={errors.signedOn}>
          <Input type="date" name="signedOn" required defaultValue={typed.signedOn} />
        </Field>
        <div className="ans-pair">
          <Field id="startsOn" label={t("startsOn")} error={errors.startsOn} optional>
            <Input type="date" name="startsOn" defaultValue={typed.startsOn} />
          </Field>
          <Field id="endsOn" label={t("endsOn")} error={errors.endsOn} optional>
            <Input type="date" name="endsOn" defaultValue={typed.endsOn} />
          </Field>
        </div>
        <div className="ans-pair">
          <Field id="amount" label={t("amount")} error={errors.amount}>
            <Input name="amount" inputMode="decimal" required defaultValue={typed.amount} />
          </Field>
          <Field id="hours" label={t("hoursPromised")} error={errors.hours}>
            <Input name="hours" inputMode="numeric" defaultValue={typed.hours} />
          </Field>
        </div>
        <Field id="words" label={t("words")} error={errors.words} optional>
          <TextArea name="words" rows={3} maxLength={2000} defaultValue={typed.words} />
        </Field>
        <SubmitButton name="intent" value="contract" icon="signature">
          {t(correcting ? "correct" : "record")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
