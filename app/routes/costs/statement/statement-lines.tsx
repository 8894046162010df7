import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Table } from "~/ui/figures";
import { DisputeForm } from "./dispute-form";
import type { CorrectionView } from "./correction-view";
import type { LineView } from "./line-view";
import type { StatementAgain } from "./statement-action";
import { Why } from "./why";

/** A line for each pool; each opens, without JavaScript too. */
export function StatementLines({
  lines,
  of,
  again,
}: {
  lines: readonly LineView[];
  /** Whose statement it is, of which month: at the head of each sheet of paper. */
  of: string;
  again: StatementAgain | undefined;
}) {
  const t = useTranslations("costsStatement");
  return (
    <ul className="sheet st-lines" aria-label={t("pools")}>
      {lines.map((line) => (
        <li className="st-line" key={line.pool} id={line.anchor}>
          <details open={again?.at === line.pool || undefined}>
            <summary>
              <span className="st-line-i">
                <Icon name={line.icon} />
              </span>
              <span className="st-line-n">
                <b>{line.name}</b>
                <small>{line.sub}</small>
                {line.contested && (
                  <Badge tone="wait" icon="flag">
                    {line.contested}
                  </Badge>
                )}
              </span>
              <span className="st-line-w">
                {t("why")}
                <Icon name="chevron-down" size="sm" />
              </span>
              <span className="st-line-a">{line.amount}</span>
            </summary>
            <div className="why">
              <p className="small soft print-only">{of}</p>
              <LineWhy line={line} />
              <div className="why-act">
                <Disputes line={line} again={again?.at === line.pool ? again : undefined} />
                <p className="actions no-print">
                  <Link className="btn btn--text btn--sm" to={line.page}>
                    {t("madeOf.link")}
                  </Link>
                </p>
              </div>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** All that makes a line's share, one allocation after the other. */
export function LineWhy({ line, unfolded }: { line: LineView; unfolded?: boolean }) {
  return (
    <>
      {line.allocations.map((allocation) => (
        <Why key={allocation.id} allocation={allocation} unfolded={unfolded} />
      ))}
      {line.corrections.length > 0 && (
        <ul className="why-corrections">
          {line.corrections.map(({ id, words, amount, all }) => (
            <li key={id}>
              <span>
                {words}
                {all && <ForEach {...all} unfolded={unfolded} />}
              </span>
              <b className="num">{amount}</b>
            </li>
          ))}
        </ul>
      )}
      {line.sum && (
        <p className="why-sum">
          <span>{line.sum.label}</span>
          <b className="num">{line.sum.amount}</b>
        </p>
      )}
    </>
  );
}

/** What a correction makes for each. */
function ForEach({ title, rows, unfolded }: NonNullable<CorrectionView["all"]> & { unfolded?: boolean }) {
  const t = useTranslations("costsStatement.table");
  return (
    <details className="why-more" open={unfolded || undefined}>
      <summary>
        {title}
        <Icon name="chevron-down" size="sm" />
      </summary>
      <Table caption={title} hideCaption scroll>
        <thead>
          <tr>
            <th scope="col">{t("member")}</th>
            <th scope="col" className="num">
              {t("share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, amount, mine }) => (
            <tr key={id} className={mine ? "me" : undefined}>
              <th scope="row">{name}</th>
              <td className="num">{amount}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** What was contested of a line, and the way to contest it or to take it back. */
function Disputes({ line, again }: { line: LineView; again: StatementAgain | undefined }) {
  const t = useTranslations("costsStatement.dispute");
  return (
    <>
      {line.disputes.length > 0 && (
        <ul className="st-disputes">
          {line.disputes.map(({ id, tone, icon, state, words, reason, granted, decision }) => (
            <li key={id}>
              <Badge tone={tone} icon={icon}>
                {state}
              </Badge>
              <p>{words}</p>
              <p className="lines">{reason}</p>
              {granted && <p>{granted}</p>}
              {decision && <p className="lines soft">{decision}</p>}
            </li>
          ))}
        </ul>
      )}
      {line.withdraw && (
        <Form method="post" className="no-print">
          <input type="hidden" name="dispute" value={line.withdraw} />
          <Button variant="line" size="sm" icon="undo-2" name="intent" value="withdraw">
            {t("withdraw")}
          </Button>
        </Form>
      )}
      {line.dispute && <DisputeForm pool={line.pool} anchor={line.anchor} form={line.dispute} again={again} />}
    </>
  );
}
