import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select } from "~/ui/field";
import { Stat, Stats, Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { FeesAgain } from "./fees-action";
import type { FeesView } from "./fees-view";

const TONES = { called: "ok", toCall: "wait", missing: "no" } as const;

/** Those that cannot be called yet, and what is missing. */
export function Missing({ view: { missing } }: { view: FeesView }) {
  if (!missing) return null;
  return (
    <Alert tone="wait" title={missing.title} level={2}>
      {missing.text}
    </Alert>
  );
}

/** What each owes, and why; for a member, its own line. */
export function FeeTable({ view, again }: { view: FeesView; again?: FeesAgain | undefined }) {
  const t = useTranslations("costsMoney");
  const title = t(view.mayManage ? "fees.table" : "fees.ownTitle");
  return (
    <Section title={title} id="cotisations">
      {view.lines.length === 0 ? (
        <p className="soft">{t("fees.ownNone")}</p>
      ) : (
        <Table caption={title} hideCaption scroll>
          <thead>
            <tr>
              <th scope="col">{t("fees.structure")}</th>
              <th scope="col">{t("fees.why")}</th>
              <th scope="col" className="num">
                {t("fees.fee")}
              </th>
              <th scope="col">{t("fees.state")}</th>
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.name}</th>
                <td>
                  {line.why}
                  {line.credited && <p className="small soft">{line.credited}</p>}
                  {view.mayManage && line.state === "called" && (
                    <CreditForm structure={line.id} again={again?.typed.structure === line.id ? again : undefined} />
                  )}
                </td>
                <td className="num nowrap">{line.fee ?? "—"}</td>
                <td>
                  <Badge tone={TONES[line.state]}>{t(`fees.${line.state}`)}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
          {view.mayManage && (
            <tfoot>
              <tr>
                <th scope="row">{t("fees.total")}</th>
                <td />
                <td className="num nowrap">{view.total}</td>
                <td />
              </tr>
            </tfoot>
          )}
        </Table>
      )}
    </Section>
  );
}

/** Takes back a fee that was called wrong. */
function CreditForm({ structure, again }: { structure: string; again: FeesAgain | undefined }) {
  const t = useTranslations("costsMoney");
  return (
    <details className="why-more" open={again !== undefined || undefined}>
      <summary>
        {t("fees.credit")}
        <Icon name="chevron-down" size="sm" />
      </summary>
      <Form method="post" className="stack" noValidate>
        <p className="small soft">{t("fees.creditText")}</p>
        <input type="hidden" name="intent" value="credit" />
        <input type="hidden" name="structure" value={structure} />
        <Field id={`credit-${structure}`} label={t("fees.creditReason")} error={again?.errors.reason}>
          <Input name="reason" maxLength={300} required defaultValue={again?.typed.reason ?? ""} />
        </Field>
        <p>
          <SubmitButton variant="line">{t("fees.creditDo")}</SubmitButton>
        </p>
      </Form>
    </details>
  );
}

export function CallForm({ view, again }: { view: FeesView; again: FeesAgain | undefined }) {
  const t = useTranslations("costsMoney");
  if (!view.mayManage) return null;
  if (!view.call) return <p className="soft">{t(view.someCalled ? "fees.allCalled" : "fees.noneKnown")}</p>;
  return (
    <Form method="post" className="stack money-send" id="call-fees">
      <ErrorSummary
        errors={again ? Object.values(again.errors).map((message) => ({ message })) : []}
        title={t("refusedTitle")}
      />
      <input type="hidden" name="intent" value="call" />
      <input type="hidden" name="seen" value={view.seen} />
      <p>
        <SubmitButton icon="send">{view.call}</SubmitButton>
      </p>
      <p className="small soft">{t("fees.callHint")}</p>
    </Form>
  );
}

/** How much of the animation function fees bear. */
export function Coverage({ view: { coverage } }: { view: FeesView }) {
  const t = useTranslations("costsMoney");
  if (!coverage) return null;
  return (
    <Section title={t("fees.coverage")} id="couverture">
      <p className="soft">{coverage.title}</p>
      <Stats>
        <Stat label={t("fees.spent")} figure={coverage.spent} />
        {coverage.budget !== null && <Stat label={t("fees.budget")} figure={coverage.budget} />}
        <Stat label={t("fees.funding")} figure={coverage.funding} />
        <Stat label={t("fees.feesOf")} figure={coverage.fees} />
        {coverage.covers !== null && (
          <Stat label={t("fees.covers")} figure={coverage.covers} note={t("fees.coversNote")} />
        )}
      </Stats>
      {coverage.coversBudget && <p className="soft">{coverage.coversBudget}</p>}
    </Section>
  );
}

/** The bands of the year. */
export function Scale({ view: { scale } }: { view: FeesView }) {
  const t = useTranslations("costsMoney");
  if (!scale) return null;
  return (
    <Card as="section" tone="flat">
      <h2>{t("fees.scale")}</h2>
      <p>{scale.basis}</p>
      <dl className="money-facts">
        {scale.bands.map(({ rank, name, amount }) => (
          <div key={rank}>
            <dt>{name}</dt>
            <dd className="num nowrap">{amount}</dd>
          </div>
        ))}
      </dl>
      <p className="small soft">
        {scale.dueOn} {scale.decided}
      </p>
    </Card>
  );
}

/** A yearly budget, by the structure itself, or by the manager in its name. */
export function DeclareForm({ view, again }: { view: FeesView; again: FeesAgain | undefined }) {
  const t = useTranslations("costsMoney");
  const { declare } = view;
  const [only] = declare?.structures ?? [];
  if (!declare || !only) return null;
  const errors = Object.entries(again?.errors ?? {}).map(([field, message]) => ({ id: `declare-${field}`, message }));
  return (
    <Card as="section" tone={view.mayManage ? undefined : "tint"}>
      <Form method="post" className="stack" id="declare" noValidate>
        <h2>{declare.label}</h2>
        {view.declared && <p>{view.declared}</p>}
        <p className="small soft">{declare.hint}</p>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="intent" value="declare" />
        {view.mayManage ? (
          <Field id="declare-structure" label={t("fees.structure")} error={again?.errors.structure}>
            <Select name="structure" options={declare.structures} defaultValue={again?.typed.structure ?? only.value} />
          </Field>
        ) : (
          <input type="hidden" name="structure" value={only.value} />
        )}
        <Field id="declare-year" label={t("fees.budgetYear")} error={again?.errors.year}>
          <Select name="year" options={declare.years} defaultValue={again?.typed.year ?? declare.years[1]?.value} />
        </Field>
        <Field id="declare-amount" label={t("fees.budgetAmount")} error={again?.errors.amount}>
          <Input name="amount" inputMode="decimal" required defaultValue={again?.typed.amount ?? ""} />
        </Field>
        <p>
          <SubmitButton variant={view.mayManage ? "line" : "full"}>{t("fees.declareDo")}</SubmitButton>
        </p>
      </Form>
    </Card>
  );
}
