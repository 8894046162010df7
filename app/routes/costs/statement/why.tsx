import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { classes, Icon } from "~/ui/icon";
import type { AllocationView, SharesTable, Term } from "./allocation-view";
import type { CentView } from "./cent-view";
import type { StepView } from "./step-view";

/** Why a share is what it is: what it cost, the key, the equation, the cent, everybody's share. `unfolded`: with every detail. */
export function Why({ allocation, unfolded }: { allocation: AllocationView; unfolded?: boolean | undefined }) {
  const t = useTranslations("costsStatement");
  const { heading, basis, cost, key, version, equation, factors, steps, borne, addition, cent, table } = allocation;
  return (
    <div className="why-one">
      {heading && <h3 className="why-basis">{heading}</h3>}
      <p className="why-s">
        <b>{cost.title}</b>
        {!heading && <span className="soft">{basis}</span>}
      </p>
      <table className="table why-t">
        <caption className="sr">{cost.title}</caption>
        <tbody>
          {cost.rows.map(({ id, icon, words, to, more, note, amount }) => (
            <tr key={id}>
              <th scope="row">
                <Icon name={icon} size="sm" />
                {to ? (
                  // A file, not a page.
                  <a href={to}>{words}</a>
                ) : (
                  words
                )}
                {note && <small>{note}</small>}
                {more.map((proof) => (
                  <small key={proof.to}>
                    <a href={proof.to}>{proof.name}</a>
                  </small>
                ))}
              </th>
              <td className="num">{amount}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("cost.toShare")}</th>
            <td className="num">{cost.total}</td>
          </tr>
        </tfoot>
      </table>
      <p className="why-s">
        <b>{t("key.title")}</b>
        {key} <span className="why-v">{version}</span>
      </p>
      {factors && <p className="why-s">{factors}</p>}
      {equation && <Equation terms={equation} />}
      {steps.length > 0 && <Steps steps={steps} unfolded={unfolded} />}
      {addition && <Equation terms={addition} />}
      {borne ? <p className="why-s">{borne}</p> : <Cent cent={cent} unfolded={unfolded} />}
      <Shares table={table} />
    </div>
  );
}

/** Figures with their signs; read aloud as a sentence of labels and figures. */
function Equation({ terms }: { terms: readonly Term[] }) {
  return (
    <p className="eq">
      {terms.map(({ sign, figure, label }, rank) => (
        <span className={classes("eq-term", rank === terms.length - 1 && "res")} key={label + rank}>
          {sign && <i>{sign}</i>}
          <span>
            <b>{figure}</b>
            <small>{label}</small>
          </span>
        </span>
      ))}
    </p>
  );
}

type Unfolded = { unfolded?: boolean | undefined };

function Steps({ steps, unfolded }: Unfolded & { steps: readonly StepView[] }) {
  const t = useTranslations("costsStatement");
  return (
    <ol className="why-steps">
      {steps.map(({ title, words, equation, rows, unit }, rank) => (
        <li key={rank}>
          {title && <b>{title}</b>}
          {words && <p>{words}</p>}
          {equation && <p className="num-line">{equation}</p>}
          {rows.length > 0 && (
            <details className="why-more" open={unfolded || undefined}>
              <summary>
                {t("step.everybody")}
                <Icon name="chevron-down" size="sm" />
              </summary>
              <Table caption={t("step.table", { title: title || words })} hideCaption>
                <thead>
                  <tr>
                    <th scope="col">{t("table.member")}</th>
                    <th scope="col" className="num">
                      {unit}
                    </th>
                    <th scope="col" className="num">
                      {t("table.part")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ id, name, weight, amount, mine }) => (
                    <tr key={id} className={mine ? "me" : undefined}>
                      <th scope="row">{name}</th>
                      <td className="num">{weight}</td>
                      <td className="num">{amount}</td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

const CENT_HEADS = ["exact", "floor", "remainder", "before", "one", "after"] as const;
type CentHead = (typeof CENT_HEADS)[number];

function Cent({ cent, unfolded }: Unfolded & { cent: CentView }) {
  const t = useTranslations("costsStatement");
  return (
    <>
      <p className="why-cent">
        <b>{t("cent.title")}</b> {cent.words}
      </p>
      {cent.rows.length > 0 && (
        <details className="why-more" open={unfolded || undefined}>
          <summary>
            {t("cent.everybody")}
            <Icon name="chevron-down" size="sm" />
          </summary>
          <p className="small soft">{t("cent.how")}</p>
          <Table caption={t("cent.everybody")} hideCaption scroll stack className="cents">
            <thead>
              <tr>
                <th scope="col">{t("table.member")}</th>
                {CENT_HEADS.map((name) => (
                  <th scope="col" className="num" key={name}>
                    {t(`cent.head.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cent.rows.map(({ id, name, mine, exact, floor, remainder, before, cent: one, after }) => (
                <tr key={id} className={mine ? "me" : undefined}>
                  <th scope="row">{name}</th>
                  {Object.entries({ exact, floor, remainder, before, one, after }).map(([head, figure]) => (
                    <td className="num" key={head} data-label={t(`cent.head.${head as CentHead}`)}>
                      {figure}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
    </>
  );
}

function Shares({ table: { caption, unit, rows, total } }: { table: SharesTable }) {
  const t = useTranslations("costsStatement.table");
  return (
    <div className="why-pic">
      <Table caption={caption} className="bars">
        <thead>
          <tr>
            <th scope="col">{t("member")}</th>
            {unit && (
              <th scope="col" className="num">
                {unit}
              </th>
            )}
            <th scope="col">
              <span className="sr">{t("picture")}</span>
            </th>
            <th scope="col" className="num">
              {t("share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, weight, bar, amount, mine }) => (
            <tr key={id} className={mine ? "me" : undefined}>
              <th scope="row">{name}</th>
              {unit && <td className="num">{weight}</td>}
              <td className="bar">
                <span style={{ ["--v" as string]: bar }} />
              </td>
              <td className="num">{amount}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            {unit && <td className="num">{total.weight}</td>}
            <td />
            <td className="num">{total.amount}</td>
          </tr>
        </tfoot>
      </Table>
    </div>
  );
}
