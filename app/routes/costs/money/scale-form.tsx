import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldError, FieldSet, Input, Select, type Option } from "~/ui/field";
import { BANDS, type ScaleTyped, type ScaleWrong } from "./scale-names";

interface ScaleFormProps {
  readonly start: ScaleTyped;
  readonly pools: readonly Option[];
  /** Fees were called by it: bands and amounts stay. */
  readonly called: boolean;
  readonly again: { readonly typed: ScaleTyped; readonly wrong: ScaleWrong; readonly whole: string | null } | undefined;
  readonly back: string;
}

export function ScaleForm({ start, pools, called, again, back }: ScaleFormProps) {
  const t = useTranslations("costsMoney");
  const common = useTranslations("common");
  const typed = again?.typed ?? start;
  const wrong = Object.entries(again?.wrong ?? {}).map(([id, code]) => ({ id, message: t(`fees.wrong.${code}`) }));
  return (
    <Form method="post" className="card stack" id="scale" noValidate>
      <ErrorSummary errors={again?.whole ? [{ message: again.whole }, ...wrong] : wrong} title={t("refusedTitle")} />
      {called && <Alert tone="you">{t("fees.scaleCalled")}</Alert>}
      <FieldSet label={t("fees.scale")}>
        {(["flat", "budget", "staff"] as const).map((basis) => (
          <Check
            key={basis}
            type="radio"
            name="basis"
            value={basis}
            label={t(`fees.basis.${basis}`)}
            defaultChecked={typed.basis === basis}
          />
        ))}
      </FieldSet>
      <FieldSet label={t("fees.bands")} hint={t("fees.bandsHint")}>
        <Bands typed={typed} wrong={again?.wrong ?? {}} />
      </FieldSet>
      <Field id="poolId" label={t("fees.pool")} hint={t("fees.poolHint")}>
        <Select name="poolId" options={pools} defaultValue={typed.poolId} />
      </Field>
      <Field id="decided" label={t("fees.decidedBy")} hint={t("fees.decidedHint")} optional>
        <Input name="decided" maxLength={200} defaultValue={typed.decided} />
      </Field>
      <Field id="dueOn" label={t("fees.due")} error={again?.wrong.dueOn && t(`fees.wrong.${again.wrong.dueOn}`)}>
        <Input type="date" name="dueOn" required defaultValue={typed.dueOn} />
      </Field>
      <div className="actions">
        <SubmitButton>{t("fees.save")}</SubmitButton>
        <ButtonLink variant="text" to={back}>
          {common("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

function Bands({ typed, wrong }: { typed: ScaleTyped; wrong: ScaleWrong }) {
  const t = useTranslations("costsMoney");
  const errorOf = (id: string) =>
    wrong[id] && <FieldError id={`${id}-error`}>{t(`fees.wrong.${wrong[id]}`)}</FieldError>;
  const input = (id: string, label: string, value: string) => (
    <input
      type="text"
      className="input"
      inputMode="decimal"
      id={id}
      name={id}
      aria-label={label}
      aria-invalid={wrong[id] ? true : undefined}
      aria-describedby={wrong[id] ? `${id}-error` : undefined}
      defaultValue={value}
    />
  );
  return (
    <table className="table money-bands">
      <caption className="sr">{t("fees.bands")}</caption>
      <thead>
        <tr>
          <th scope="col">
            {t("fees.upToLabel")} <span className="soft">({t("fees.upToHint")})</span>
          </th>
          <th scope="col">{t("fees.amountLabel")}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: BANDS }, (_, rank) => {
          const row = `${t("fees.bandRow", { rank: rank + 1 })}, `;
          return (
            <tr key={rank}>
              <td>
                {input(`upTo-${rank}`, row + t("fees.upToLabel"), typed.bands[rank]?.upTo ?? "")}
                {errorOf(`upTo-${rank}`)}
              </td>
              <td>
                {input(`amount-${rank}`, row + t("fees.amountLabel"), typed.bands[rank]?.amount ?? "")}
                {errorOf(`amount-${rank}`)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
