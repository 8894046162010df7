import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { Card, Section } from "~/ui/surface";
import { FigureTable } from "../figure-table";
import type { AskedWhatIf } from "./asked";
import type { WhatIfView } from "./view";

type Option = { readonly value: string; readonly label: string };

/** What is asked, as lists to choose in: it goes into the address, to be shared. */
export function WhatIfForm({
  asked,
  choices,
  reset,
}: {
  asked: Pick<AskedWhatIf, "values" | "wrongFixed">;
  choices: Record<"periode" | "poste" | "cle" | "ajout" | "retrait" | "refus", readonly Option[]>;
  reset: string;
}) {
  const t = useTranslations("costs.whatIf");
  const { values } = asked;
  const list = (name: keyof typeof choices, label: string) => (
    <Field id={name} label={label}>
      <Select name={name} defaultValue={values[name]} options={choices[name]} />
    </Field>
  );
  return (
    <Card as="section" className="no-print">
      <Form method="get" className="stack" aria-label={t("form")}>
        <div className="costs-what-if">
          {list("periode", t("period"))}
          {list("poste", t("pool"))}
          {list("cle", t("key"))}
          <Field
            id="fixe"
            label={t("fixed")}
            hint={t("fixedHint")}
            error={asked.wrongFixed ? t("wrongFixed") : undefined}
            optional
          >
            <Input name="fixe" inputMode="decimal" defaultValue={values.fixe} />
          </Field>
          {list("ajout", t("joins"))}
          {list("retrait", t("leaves"))}
          {choices.refus.length > 1 && list("refus", t("refused"))}
        </div>
        <div className="actions">
          <Button type="submit" icon="calculator">
            {t("run")}
          </Button>
          <ButtonLink variant="text" to={reset}>
            {t("reset")}
          </ButtonLink>
        </div>
      </Form>
    </Card>
  );
}

/** Today and what would be, side by side: a picture that is a table. */
export function SideBySideTable({ view, of, period }: { view: WhatIfView; of: "members" | "pools"; period: string }) {
  const t = useTranslations("costs");
  const title = of === "members" ? t("whatIf.byMember") : t("whatIf.byPool");
  return (
    <Section title={title} id={of === "members" ? "membres" : "postes"}>
      <FigureTable
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
