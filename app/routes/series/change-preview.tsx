import { Form, Link } from "@remix-run/react";
import { useState, type ChangeEvent } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { Select } from "~/ui/field";
import { Card } from "~/ui/surface";
import { formatMoney } from "~server/kernel/format";
import { DatesTable } from "./dates-table";
import type { ChangePreviewView, ChangeRow } from "./change-preview-view";

/** Every date, what becomes of it and what is done about it, in one form; the sum before and after beside it. */
export function ChangePreview({ view, action, edit }: { view: ChangePreviewView; action: string; edit: string }) {
  const t = useTranslations("series.change");
  const tp = useTranslations("series.preview");
  const { rows } = view;
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const optionOf = (row: ChangeRow) =>
    row.options.find(({ value }) => value === chosen[row.name]) ??
    row.options.find(({ choice }) => choice === row.chosen) ??
    row.options[0]!;
  const choose = ({ target }: ChangeEvent<HTMLSelectElement>) =>
    setChosen((before) => ({ ...before, [target.name]: target.value }));
  return (
    <Form method="post" action={action} id="dates" className="series-preview">
      {view.agreed !== null && <input type="hidden" name="accepte" value={view.agreed} />}
      {view.alert && (
        <Alert tone="wait" live>
          {view.alert}
        </Alert>
      )}
      <div className="cols">
        <div>
          <div className="series-counts">
            <p>
              <b>{tp("summary", { count: view.count })}</b>
              {view.conflicts > 0 && <Badge tone="wait">{tp("conflicts", { count: view.conflicts })}</Badge>}
            </p>
            <Link className="tap" to={edit}>
              {t("edit")}
            </Link>
          </div>
          {view.kept && <p className="soft">{view.kept}</p>}
          <DatesTable>
            {rows.map((row) => (
              <Row key={row.name} row={row} onChange={choose} />
            ))}
          </DatesTable>
        </div>
        <Sum view={view} options={rows.map(optionOf)} />
      </div>
    </Form>
  );
}

function Row({ row, onChange }: { row: ChangeRow; onChange: (event: ChangeEvent<HTMLSelectElement>) => void }) {
  const t = useTranslations("series.change");
  const tp = useTranslations("series.preview");
  const tone = row.isFree ? (row.toApprove ? "wait" : "ok") : "wait";
  const state = row.isFree ? (row.moves ? tp(row.toApprove ? "toApprove" : "isFree") : t("same")) : tp("notFree");
  const value = row.options.find(({ choice }) => choice === row.chosen)?.value ?? row.options[0]?.value;
  return (
    <tr className={row.isFree ? undefined : "series-conflict"}>
      <th scope="row">
        <b>{row.day}</b>
        <span className="block soft">{row.hours}</span>
        {row.elsewhere && <span className="block soft">{row.elsewhere}</span>}
        {row.was && <span className="block small">{row.was}</span>}
      </th>
      <td>
        <Badge tone={tone}>{state}</Badge>
        {row.isFree ? (
          <span className="block small soft">{row.price}</span>
        ) : (
          <span className="block small">{row.sentence}</span>
        )}
        {row.isFree && row.note && <span className="block tiny soft">{row.note}</span>}
        {row.holiday && <span className="block small">{t("holiday")}</span>}
      </td>
      <td>
        <Select
          name={row.name}
          aria-label={row.label}
          options={row.options.map((option) => ({ value: option.value, label: option.label }))}
          defaultValue={value}
          key={value}
          onChange={onChange}
        />
      </td>
    </tr>
  );
}

/** What these dates come to, before and after. */
function Sum({ view, options }: { view: ChangePreviewView; options: readonly ChangeRow["options"][number][] }) {
  const t = useTranslations("series.change");
  const tp = useTranslations("series.preview");
  const count = (choice: string) => options.filter((option) => option.choice === choice).length;
  const cents = options.reduce((sum, option) => sum + option.cents, 0);
  const [left, cancelled] = [count("leave"), count("cancel")];
  return (
    <Card as="aside" className="book stack" aria-labelledby="total">
      <h2 id="total">{tp("total")}</h2>
      <dl className="sum">
        <div>
          <dt>{t("before")}</dt>
          <dd>{formatMoney(view.beforeCents, view.locale)}</dd>
        </div>
        <div className="sum-t">
          <dt>{t("after")}</dt>
          <dd>{formatMoney(cents, view.locale)}</dd>
        </div>
      </dl>
      <p className="small soft" role="status">
        {t("toChange", { count: count("change") })}
        {left > 0 && <>, {t("left", { count: left })}</>}
        {cancelled > 0 && <>, {t("toCancel", { count: cancelled })}</>}
      </p>
      <SubmitButton size="lg" block pendingLabel={t("confirming")} name="faire" value="changer">
        {t("confirm")}
      </SubmitButton>
      <noscript>
        <Button variant="line" block name="faire" value="recalculer">
          {tp("refresh")}
        </Button>
      </noscript>
      <p className="tiny soft">{t("note")}</p>
    </Card>
  );
}
