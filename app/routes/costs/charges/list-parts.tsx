import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge, Chip, Chips } from "~/ui/badge";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { Check, Field, Input, Select } from "~/ui/field";
import { Money } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Pagination } from "~/ui/pagination";
import { Sheet } from "~/ui/surface";
import type { ChargeLine, ChargeListView } from "./list-view";

type Props = { pole: string; view: ChargeListView };

/** What narrows the list: chips for the state, a form for the rest. */
export function ChargeFilterForm({ pole, view }: Props) {
  const t = useTranslations("costsCharges");
  const { query } = view;
  const choice = (name: "mois" | "poste" | "qui", label: string, any: string, options: ChargeListView["pools"]) => (
    <Field label={label}>
      <Select name={name} defaultValue={query[name] ?? ""} options={[{ value: "", label: any }, ...options]} />
    </Field>
  );
  return (
    <>
      <Form method="get" className="charge-filters" key={JSON.stringify(query)}>
        {query.etat && <input type="hidden" name="etat" value={query.etat} />}
        {choice("mois", t("month"), t("anyMonth"), view.months)}
        {choice("poste", t("pool"), t("anyPool"), view.pools)}
        {choice("qui", t("payer"), t("anyPayer"), [{ value: "pole", label: t("thePole") }, ...view.payers])}
        <Field label={t("text")} hint={t("textHint")}>
          <Input type="search" name="q" defaultValue={query.q ?? ""} maxLength={100} />
        </Field>
        <Field label={t("sort")}>
          <Select name="tri" defaultValue={query.tri ?? "day"} options={view.sorts} />
        </Field>
        <Check name="sans" value="justificatif" label={t("missingProof")} defaultChecked={Boolean(query.sans)} />
        <div className="actions">
          <Button variant="line" icon="filter">
            {t("show")}
          </Button>
          {view.filtered && (
            <ButtonLink variant="text" to={paths.charges(pole)}>
              {t("clear")}
            </ButtonLink>
          )}
        </div>
      </Form>
      <Chips label={t("filters")}>
        {view.chips.map(({ key, to, label, count, current }) => (
          <Chip key={key} to={to} current={current} count={count}>
            {label}
          </Chip>
        ))}
      </Chips>
    </>
  );
}

/** The charges; those that wait can be ticked and approved together. */
export function ChargeRows({ pole, view }: Props) {
  const t = useTranslations("costsCharges");
  return (
    <>
      <p className="charge-sum">
        <b>{view.sum}</b>
      </p>
      <Form method="post" action={paths.charges(pole, view.query)}>
        <Sheet as="ul" className={view.waiting ? "charge-rows charge-rows--ticked" : "charge-rows"}>
          {view.lines.map((line) => (
            <ChargeRow key={line.id} line={line} ticked={view.waiting} />
          ))}
        </Sheet>
        {view.waiting && (
          <p className="actions charge-approve">
            <SubmitButton icon="check-check">{t("approveChosen")}</SubmitButton>
          </p>
        )}
      </Form>
      <Pagination page={view.page} pageCount={view.pages} to={(page) => paths.charges(pole, { ...view.query, page })} />
    </>
  );
}

/** One charge of a list. */
export function ChargeRow({ line, ticked }: { line: ChargeLine; ticked?: boolean }) {
  const t = useTranslations("costsCharges");
  return (
    <li>
      {ticked && (
        <span className="charge-tick">
          {line.waits && (
            <>
              <input type="hidden" name={`version-${line.id}`} value={line.version} />
              <input type="checkbox" name="charge" value={line.id} aria-label={t("select", { label: line.label })} />
            </>
          )}
        </span>
      )}
      <div className="charge-what">
        <Link to={line.to}>{line.label}</Link>
        <small className="soft">
          {[line.number, line.supplier, line.pool, line.payer, line.correction && t("correctionOf")]
            .filter(Boolean)
            .join(" · ")}
        </small>
        {line.proofMissing && (
          <small className="charge-missing">
            <Icon name="paperclip" size="sm" />
            {t("proofMissing")}
          </small>
        )}
      </div>
      <div className="charge-when">
        <span>{line.when}</span>
        <small className="soft">{line.service}</small>
      </div>
      <span className="charge-amount">
        <Money text={line.amount} cents={line.cents} strong />
      </span>
      <Badge tone={line.state.tone} icon={line.state.icon}>
        {line.state.label}
      </Badge>
    </li>
  );
}
