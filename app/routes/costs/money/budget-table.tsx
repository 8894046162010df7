import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { FieldError } from "~/ui/field";
import { Table } from "~/ui/figures";
import { classes } from "~/ui/icon";
import type { BudgetsAgain } from "./budget-action";
import type { BudgetView } from "./budget-view";

type Pool = BudgetView["pools"][number];

/** The budgets of a year, to change where they stand. */
export function BudgetForm({ view, again }: { view: BudgetView; again: BudgetsAgain | undefined }) {
  const t = useTranslations("costsMoney");
  const errors = view.pools.flatMap(({ id, name }) => {
    const error = again?.typed[id]?.error;
    return error ? [{ id: `budget-${id}`, message: `${t("calls.named", { name })} ${error}` }] : [];
  });
  return (
    <Form method="post" className="stack money-form" id="budgets" noValidate>
      <ErrorSummary errors={errors} />
      <Rows view={view} again={again} edit />
      <p className="small soft">{t("budget.hint")}</p>
      <p>
        <SubmitButton>{t("budget.save")}</SubmitButton>
      </p>
    </Form>
  );
}

/** The same, to read. */
export function BudgetTable({ view }: { view: BudgetView }) {
  return <Rows view={view} again={undefined} />;
}

function Rows({ view, again, edit = false }: { view: BudgetView; again: BudgetsAgain | undefined; edit?: boolean }) {
  const t = useTranslations("costsMoney");
  return (
    <Table
      caption={t("budget.table", { year: String(view.year) })}
      hideCaption
      scroll
      stack
      className="bars money-budget"
    >
      <thead>
        <tr>
          <th scope="col">{t("budget.pool")}</th>
          <th scope="col" className="num">
            {t("budget.lastYear", { year: view.lastYear })}
          </th>
          <th scope="col" className="num">
            {t("budget.budget")}
          </th>
          <th scope="col">{t("budget.calls")}</th>
          <th scope="col" className="num">
            {t("budget.called")}
          </th>
          <th scope="col" className="num">
            {t("budget.spent")}
          </th>
          <th scope="col">{t("budget.part")}</th>
        </tr>
      </thead>
      <tbody>
        {view.pools.map((pool) => (
          <tr key={pool.id}>
            <th scope="row">
              {pool.name} {pool.archived && <span className="soft">({t("budget.archived")})</span>}
            </th>
            <td className="num nowrap" data-label={t("budget.lastYear", { year: view.lastYear })}>
              {pool.before}
            </td>
            {edit ? <EditCells pool={pool} typed={again?.typed[pool.id]} /> : <ReadCells pool={pool} />}
            <td className="num nowrap" data-label={t("budget.called")}>
              {pool.called}
            </td>
            <td className="num nowrap" data-label={t("budget.spent")}>
              {pool.spent}
            </td>
            <td className={classes("bar money-part", pool.over && "money-over")} data-label={t("budget.part")}>
              {pool.part === null ? (
                <small className="soft">{t("budget.noBudget")}</small>
              ) : (
                <>
                  <small className="nowrap">{t("budget.ofBudget", { part: pool.part })}</small>
                  <span aria-hidden="true" style={{ ["--v" as string]: String(pool.bar) }} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("budget.total")}</th>
          <td className="num nowrap" data-label={t("budget.lastYear", { year: view.lastYear })}>
            {view.total.before}
          </td>
          <td className="num nowrap" data-label={t("budget.budget")}>
            {view.total.budget}
          </td>
          <td />
          <td className="num nowrap" data-label={t("budget.called")}>
            {view.total.called}
          </td>
          <td className="num nowrap" data-label={t("budget.spent")}>
            {view.total.spent}
          </td>
          <td />
        </tr>
      </tfoot>
    </Table>
  );
}

function ReadCells({ pool }: { pool: Pool }) {
  const t = useTranslations("costsMoney");
  return (
    <>
      <td className="num nowrap" data-label={t("budget.budget")}>
        {pool.budget ?? <span className="soft">{t("budget.noBudget")}</span>}
      </td>
      <td data-label={t("budget.calls")}>{t(`budget.count.${pool.calls}`)}</td>
    </>
  );
}

function EditCells({ pool, typed }: { pool: Pool; typed: BudgetsAgain["typed"][string] | undefined }) {
  const t = useTranslations("costsMoney");
  const [budget, calls] = [`budget-${pool.id}`, `calls-${pool.id}`];
  return (
    <>
      <td className="num" data-label={t("budget.budget")}>
        <input
          type="text"
          className="input money-amount"
          inputMode="decimal"
          id={budget}
          name={budget}
          aria-label={t("budget.budgetOf", { pool: pool.name })}
          aria-invalid={typed?.error ? true : undefined}
          aria-describedby={typed?.error ? `${budget}-error` : undefined}
          defaultValue={typed?.budget ?? pool.typed}
        />
        {typed?.error && <FieldError id={`${budget}-error`}>{typed.error}</FieldError>}
      </td>
      <td data-label={t("budget.calls")}>
        <select
          className="input"
          id={calls}
          name={calls}
          aria-label={t("budget.callsOf", { pool: pool.name })}
          defaultValue={typed?.calls ?? String(pool.calls)}
        >
          {(["0", "4", "12"] as const).map((count) => (
            <option key={count} value={count}>
              {t(`budget.count.${count}`)}
            </option>
          ))}
        </select>
      </td>
    </>
  );
}
