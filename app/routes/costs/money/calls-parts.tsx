import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input } from "~/ui/field";
import { Table } from "~/ui/figures";
import { Section } from "~/ui/surface";
import type { CallsView } from "./calls-view";

/** What each will owe: a row for each member, a column for each pool. */
export function CallsGrid({ view: { grid } }: { view: CallsView }) {
  const t = useTranslations("costsMoney");
  return (
    <Table caption={t("calls.members")} scroll stack>
      <thead>
        <tr>
          <th scope="col">{t("calls.structure")}</th>
          {grid.pools.map(({ key, name }) => (
            <th key={key} scope="col" className="num">
              {name}
            </th>
          ))}
          <th scope="col" className="num">
            {t("calls.total")}
          </th>
        </tr>
      </thead>
      <tbody>
        {grid.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {row.cells.map(({ key, amount, part }, rank) => (
              <td key={key} className="num nowrap" data-label={grid.pools[rank]?.name}>
                {amount}
                {part !== null && (
                  <>
                    {" "}
                    <small className="soft">{part}</small>
                  </>
                )}
              </td>
            ))}
            <td className="num nowrap key">
              <b>{row.total}</b>
            </td>
          </tr>
        ))}
        {grid.pole && (
          <tr>
            <th scope="row">{t("calls.poleItself")}</th>
            {grid.pole.cells.map((amount, rank) => (
              <td key={grid.pools[rank]?.key} className="num nowrap" data-label={grid.pools[rank]?.name}>
                {amount}
              </td>
            ))}
            <td className="num nowrap key">{grid.pole.total}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("calls.total")}</th>
          {grid.totals.map((amount, rank) => (
            <td key={grid.pools[rank]?.key} className="num nowrap" data-label={grid.pools[rank]?.name}>
              {amount}
            </td>
          ))}
          <td className="num nowrap key">{grid.total}</td>
        </tr>
      </tfoot>
    </Table>
  );
}

export function SendForm({
  view,
  again,
}: {
  view: CallsView;
  again: { error: string; at: "dueOn" | null; typed: string } | undefined;
}) {
  const t = useTranslations("costsMoney");
  return (
    <Form method="post" className="card stack money-send" id="send-calls" noValidate>
      <ErrorSummary
        errors={again ? [{ ...(again.at && { id: again.at }), message: again.error }] : []}
        title={t("refusedTitle")}
      />
      <input type="hidden" name="seen" value={view.seen} />
      <Field id="dueOn" label={t("calls.dueOn")} error={again?.at && again.error}>
        <Input type="date" name="dueOn" required defaultValue={again?.typed || view.dueOn} />
      </Field>
      <p className="small soft">{t("calls.sendHint")}</p>
      <p>
        <SubmitButton icon="send">{view.send}</SubmitButton>
      </p>
    </Form>
  );
}

/** Pool by pool: which call, by which key, measured when. */
export function HowShared({ view }: { view: CallsView }) {
  const t = useTranslations("costsMoney");
  return (
    <Section title={t("calls.how")} id="calcul">
      <dl className="money-how">
        {view.calls.map(({ id, name, line, notes }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              {line} {notes.join(" ")}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What is not called for this month, and why; what is called already. */
export function NotCalled({ view }: { view: CallsView }) {
  const t = useTranslations("costsMoney");
  return (
    <>
      {view.held.length > 0 && (
        <Alert tone="wait" title={t("calls.heldTitle")} level={2}>
          <ul>
            {view.held.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      {view.made.length > 0 && (
        <Section title={t("calls.madeTitle")} id="appeles">
          <ul className="money-made">
            {view.made.map(({ id, name, amount }) => (
              <li key={id}>
                {t("calls.named", { name })} <b className="nowrap">{amount}</b>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
