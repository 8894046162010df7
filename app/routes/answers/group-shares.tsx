import { Form } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, Input, TextArea } from "~/ui/field";
import { Card, Section } from "~/ui/surface";
import { formatMoney } from "~server/kernel/format";
import type { GroupView } from "./group-view";
import { leftTyped, type Left } from "./left-typed";

/** What each does, and its share of each lot; what is left to share follows what is typed. */
export function GroupShares({ page }: { page: GroupView }) {
  const t = useTranslations("answers.group");
  const [left, setLeft] = useState<Record<string, Left>>({});
  const count = (event: FormEvent<HTMLFormElement>) => {
    const typed = new FormData(event.currentTarget);
    setLeft(Object.fromEntries(page.lots.map((lot) => [lot.id, leftTyped(lot, typed)])));
  };
  if (page.lots.length === 0)
    return (
      <Section title={t("shares")}>
        <p>{t("noLots")}</p>
      </Section>
    );
  const writable = page.tasks.some((task) => task.writable);
  return (
    <Section title={t("shares")}>
      <Form method="post" className="stack" onInput={count}>
        <input type="hidden" name="reponse" value={page.answerId} />
        {page.tasks.map(({ id, label, task, writable: own }) => (
          <Field key={id} id={`tache-${id}`} label={label}>
            <TextArea name={`tache-${id}`} rows={2} maxLength={2000} defaultValue={task} readOnly={!own} />
          </Field>
        ))}
        {page.lots.map((lot) => (
          <LotShares key={lot.id} lot={lot} left={left[lot.id]} />
        ))}
        {writable && (
          <>
            <p className="small soft">{t("undone")}</p>
            <SubmitButton name="intent" value="shares" icon="check">
              {t("saveShares")}
            </SubmitButton>
          </>
        )}
      </Form>
    </Section>
  );
}

function LotShares({ lot, left }: { lot: GroupView["lots"][number]; left: Left | undefined }) {
  const t = useTranslations("answers");
  const locale = useLocale();
  const said = ({ cents, hours }: Left) =>
    cents === 0 && hours === 0
      ? t("group.even")
      : t(cents < 0 || hours < 0 ? "missing.over" : "missing.left", { money: formatMoney(cents, locale), hours });
  return (
    <Card as="section" className="stack" aria-labelledby={`parts-${lot.id}`}>
      <h3 id={`parts-${lot.id}`}>{lot.title}</h3>
      <p className="small">{lot.total}</p>
      {lot.shares.map(({ name, amountLabel, hoursLabel, amount, hours, writable, wrong }) => (
        <div className="ans-pair" key={name}>
          <Field id={`montant-${name}`} label={amountLabel} error={wrong?.amount ? t("write.priceWrong") : undefined}>
            <Input name={`montant-${name}`} inputMode="decimal" defaultValue={amount} readOnly={!writable} />
          </Field>
          <Field id={`heures-${name}`} label={hoursLabel} error={wrong?.hours ? t("write.hoursWrong") : undefined}>
            <Input name={`heures-${name}`} inputMode="numeric" defaultValue={hours} readOnly={!writable} />
          </Field>
        </div>
      ))}
      <p role="status">
        <b>{left ? said(left) : lot.left}</b>
      </p>
    </Card>
  );
}
