import { Form, Link } from "@remix-run/react";
import { useState, type ChangeEvent } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import { formatMoney } from "~server/kernel/format";
import { DatesTable } from "./dates-table";
import type { PreviewRow, PreviewView } from "./preview-view";

/** Every date and what is done about it, in one form: a table where there is room, a list on a telephone. */
export function SeriesPreviewForm({ view, action, edit }: { view: PreviewView; action: string; edit: string }) {
  const t = useTranslations("series.preview");
  const { rows, alert, hopeless } = view;
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({});
  const chosen = (row: PreviewRow) => row.options.find(({ value }) => value === (changes[row.name] ?? row.chosen));
  const choose = ({ target }: ChangeEvent<HTMLSelectElement>) =>
    setChanges((before) => ({ ...before, [target.name]: target.value }));
  const options = rows.map(chosen).filter((option) => option !== undefined);
  if (hopeless) {
    return (
      <div className="stack">
        <Alert tone="wait" live>
          {hopeless}
        </Alert>
        <Link className="tap" to={edit}>
          {t("change")}
        </Link>
      </div>
    );
  }
  return (
    <Form method="post" action={action} id="dates" className="series-preview">
      <input type="hidden" name="demande" value={view.id} />
      {view.agreed !== null && <input type="hidden" name="accepte" value={view.agreed} />}
      {alert && (
        <Alert tone="wait" live>
          {alert}
        </Alert>
      )}
      <div className="cols">
        <div>
          <Counts view={view} edit={edit} />
          <DatesTable>
            {rows.map((row) => (
              <Row key={row.name} row={row} onChange={choose} />
            ))}
          </DatesTable>
          {view.skipped.length > 0 && (
            <details className="more">
              <summary>
                <Icon name="chevron-down" size="sm" />
                {t("skipped")} ({view.skipped.length})
              </summary>
              <ul className="small soft">
                {view.skipped.map(({ day, why }) => (
                  <li key={day}>
                    {day}, {why}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
        <Sum view={view} options={options} />
      </div>
    </Form>
  );
}

function Counts({ view, edit }: { view: PreviewView; edit: string }) {
  const t = useTranslations("series.preview");
  const { rows, free } = view;
  return (
    <div className="series-counts">
      <p>
        <b>{t("summary", { count: rows.length })}</b>
        <Badge tone="ok">{t("free", { count: free })}</Badge>
        {free < rows.length && <Badge tone="wait">{t("conflicts", { count: rows.length - free })}</Badge>}
      </p>
      <Link className="tap" to={edit}>
        {t("change")}
      </Link>
    </div>
  );
}

function Row({ row, onChange }: { row: PreviewRow; onChange: (event: ChangeEvent<HTMLSelectElement>) => void }) {
  const t = useTranslations("series.preview");
  const tone = row.changed ? "no" : row.isFree ? (row.toApprove ? "wait" : "ok") : "wait";
  const state = row.changed ? t("changed") : row.isFree ? t(row.toApprove ? "toApprove" : "isFree") : t("notFree");
  return (
    <tr className={row.isFree && !row.changed ? undefined : "series-conflict"}>
      <th scope="row">
        <b>{row.day}</b>
        <span className="block soft">{row.hours}</span>
        {row.clock && <span className="block small">{row.clock}</span>}
      </th>
      <td>
        <Badge tone={tone}>{state}</Badge>
        {row.isFree ? (
          <span className="block small soft">{row.price}</span>
        ) : (
          <span className="block small">{row.sentence}</span>
        )}
        {row.changed && row.changed !== row.sentence && <span className="block small">{row.changed}</span>}
      </td>
      <td>
        <Select
          name={row.name}
          aria-label={row.label}
          options={row.options.map(({ value, label }) => ({ value, label }))}
          defaultValue={row.chosen}
          key={row.chosen}
          onChange={onChange}
        />
      </td>
    </tr>
  );
}

type ChosenOption = PreviewRow["options"][number];

/** What it costs in all: as many dates at each price, and why that price. */
function Sum({ view, options }: { view: PreviewView; options: readonly ChosenOption[] }) {
  const t = useTranslations("series.preview");
  const tp = useTranslations("bookings.price");
  const { locale, structure } = view;
  const booked = options.filter(({ does }) => does === "book" || does === "move");
  const waiting = options.filter(({ does }) => does === "wait").length;
  const cents = booked.reduce((sum, option) => sum + option.cents, 0);
  const groups = new Map<string, { cents: number; note: string; count: number }>();
  for (const { cents: each, note } of booked) {
    const key = `${each} ${note}`;
    groups.set(key, { cents: each, note, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return (
    <Card as="aside" className="book stack" aria-labelledby="total">
      <h2 id="total">{t("total")}</h2>
      <dl className="sum">
        {[...groups.values()].map(({ cents: each, note, count }) => (
          <div key={`${each} ${note}`}>
            <dt>
              {t("line", { count, price: formatMoney(each, locale) })}
              <span className="block tiny soft">{note}</span>
            </dt>
            <dd>{formatMoney(each * count, locale)}</dd>
          </div>
        ))}
        <div className="sum-t">
          <dt>{structure ? tp("forStructure", { structure }) : tp("forYou")}</dt>
          <dd>{formatMoney(cents, locale)}</dd>
        </div>
      </dl>
      <p className="small soft" role="status">
        {t("toBook", { count: booked.length })}
        {waiting > 0 && <>, {t("waiting", { count: waiting })}</>}
      </p>
      <SubmitButton size="lg" block pendingLabel={t("confirming")} name="faire" value="reserver">
        {t("confirm")}
      </SubmitButton>
      <noscript>
        <Button variant="line" block name="faire" value="recalculer">
          {t("refresh")}
        </Button>
      </noscript>
      <p className="tiny soft">{t("note")}</p>
    </Card>
  );
}
