import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import { FigureTable } from "../figure-table";
import { KeyLimits, KeyRule, KeyWeights } from "../pools/key-fields";
import type { AskedKey } from "./asked-key";
import type { WhatIfView } from "./view";

type Option = { readonly value: string; readonly label: string };
type Words = Readonly<Record<string, string>>;

interface Props {
  asked: { readonly values: Words; readonly errors: Words };
  choices: Record<"periode" | "poste" | "genre" | "ajout" | "retrait" | "refus", readonly Option[]>;
  /** The fields of the key that is tried, once its kind is chosen. */
  keyForm: (Pick<AskedKey, "form" | "limited" | "tooMany" | "values"> & { readonly shown: boolean }) | null;
  /** What who joins may have of its own: by name of the field. */
  measures: readonly { readonly name: string; readonly label: string }[];
  reset: string;
}

/** What is asked: it goes into the address, to be shared. */
export function WhatIfForm({ asked, choices, keyForm, measures, reset }: Props) {
  const t = useTranslations("costs.whatIf");
  const own = useTranslations("costsWhatIf");
  const { values, errors } = asked;
  const list = (name: keyof typeof choices, label: string, hint?: string) => (
    <Field id={`cle-${name}`} label={label} hint={hint} error={errors[name]}>
      <Select name={name} defaultValue={values[name]} options={choices[name]} />
    </Field>
  );
  const day = (name: string, label: string, hint: string) => (
    <Field id={`cle-${name}`} label={label} hint={hint} error={errors[name]} optional>
      <Input type="date" name={name} defaultValue={values[name]} />
    </Field>
  );
  return (
    <Form method="get" action={`${reset}#membres`} className="stack no-print" aria-label={t("form")} noValidate>
      <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ id: `cle-${name}`, message }))} />
      <Card as="section" className="stack">
        <div className="costs-what-if">
          {list("periode", t("period"))}
          {list("poste", t("pool"))}
          {list("genre", t("key"), own("genreHint"))}
        </div>
        {keyForm && !keyForm.shown && <p className="soft">{own("fillKey")}</p>}
        {keyForm?.tooMany && <p className="soft">{own("tooMany")}</p>}
      </Card>
      {keyForm && (
        <>
          <KeyRule view={keyForm.form} values={keyForm.values} errors={errors} />
          {!keyForm.tooMany && <KeyWeights view={keyForm.form} values={keyForm.values} errors={errors} />}
          <KeyLimits view={{ ...keyForm.form, members: keyForm.limited }} values={keyForm.values} errors={errors} />
        </>
      )}
      <Card as="section" className="stack">
        <div className="costs-what-if">
          {list("ajout", t("joins"), own("joinsHint"))}
          {day("ajoutLe", own("from"), own("fromHint"))}
          {list("retrait", t("leaves"))}
          {day("retraitLe", own("until"), own("untilHint"))}
          {choices.refus.length > 1 && list("refus", t("refused"))}
        </div>
        <More
          label={own("ownMeasures")}
          open={measures.some(({ name }) => Boolean(values[name]) || Boolean(errors[name]))}
        >
          <p className="soft">{own("ownMeasuresHint")}</p>
          <div className="cost-fields">
            {measures.map(({ name, label }) => (
              <Field key={name} id={`cle-${name}`} label={label} error={errors[name]} optional>
                <Input name={name} inputMode="decimal" defaultValue={values[name]} />
              </Field>
            ))}
          </div>
        </More>
        <div className="actions">
          <Button type="submit" icon="calculator">
            {t("run")}
          </Button>
          <ButtonLink variant="text" to={reset}>
            {t("reset")}
          </ButtonLink>
        </div>
      </Card>
    </Form>
  );
}

function More({ label, open, children }: { label: string; open: boolean; children: ReactNode }) {
  return (
    <details className="more" open={open}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {label}
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}

/** Today and what would be, side by side: a picture that is a table. */
export function SideBySideTable({ view, of, period }: { view: WhatIfView; of: "members" | "pools"; period: string }) {
  const t = useTranslations("costs");
  const title = of === "members" ? t("whatIf.byMember") : t("whatIf.byPool");
  return (
    <Section title={title} id={of === "members" ? "membres" : "postes"}>
      <FigureTable
        className="costs-side"
        caption={t("whatIf.caption", { period })}
        hideCaption
        head={of === "members" ? t("members.member") : t("pools.pool")}
        name={({ name }) => name}
        rows={view[of]}
        pictured={of === "members"}
        total={t("total")}
        columns={[
          { key: "now", head: t("whatIf.now"), cell: ({ now }) => now, soft: true, foot: view.total.now },
          { key: "then", head: t("whatIf.then"), cell: ({ then }) => then, foot: view.total.then },
          {
            key: "difference",
            head: t("whatIf.difference"),
            cell: ({ moves, difference }) => (moves ? <b>{difference}</b> : difference),
            zero: ({ moves }) => !moves,
            foot: view.total.difference,
          },
        ]}
      />
    </Section>
  );
}
