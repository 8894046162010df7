import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { StatementView } from "./statement-view";

/** What is due and « Tout est juste », what comes next, the months before. */
export function StatementSide({ page }: { page: StatementView }) {
  const t = useTranslations("costsStatement");
  const { due, next, past } = page;
  return (
    <div className="side st-side">
      <Card as="section" tone="grape" className="due-card" aria-labelledby="due">
        <p className="due-s">
          <Badge tone={due.badge.tone} icon={due.badge.icon}>
            {due.badge.words}
          </Badge>
        </p>
        <h2 id="due">{due.label}</h2>
        <p className="due-a">{due.amount}</p>
        {due.contested && <p>{due.contested}</p>}
        {due.mayAgree && (
          <Form method="post" className="no-print">
            <input type="hidden" name="seen" value={page.netCents} />
            <SubmitButton block icon="check" name="intent" value="agree">
              {t("due.agree")}
            </SubmitButton>
          </Form>
        )}
        <p className="small">{due.words}</p>
        {due.read && <p className="small">{due.read}</p>}
      </Card>
      <Card as="section" aria-labelledby="next" className="no-print">
        <h2 id="next">{t("next.title")}</h2>
        <ol className="st-next">
          {next.map(({ title, words }) => (
            <li key={title}>
              <b>{title}</b> {words}
            </li>
          ))}
        </ol>
      </Card>
      {past.length > 0 && (
        <section className="st-past no-print" aria-labelledby="past">
          <h2 id="past">{t("past.title")}</h2>
          <Table caption={t("past.caption")} hideCaption>
            <thead>
              <tr>
                <th scope="col">{t("past.month")}</th>
                <th scope="col" className="num">
                  {t("past.shares")}
                </th>
                <th scope="col" className="num">
                  {t("past.net")}
                </th>
              </tr>
            </thead>
            <tbody>
              {past.map(({ month, to, shares, net }) => (
                <tr key={to}>
                  <th scope="row">
                    <Link to={to}>{month}</Link>
                  </th>
                  <td className="num">{shares}</td>
                  <td className="num">{net}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      )}
    </div>
  );
}

/** The sums: what is left to pay or to receive, and what of it was asked apart before. */
export function Tally({ tally, lines }: Pick<StatementView, "tally" | "lines">) {
  return (
    <>
      <Amounts tally={tally} lines={lines} />
      {tally.notes.map((note) => (
        <p key={note} className="small soft">
          {note}
        </p>
      ))}
    </>
  );
}

function Amounts({ tally, lines }: Pick<StatementView, "tally" | "lines">) {
  return (
    <dl className="tally">
      {/* On paper it stands before the lines. */}
      {lines.map(({ pool, name, amount }) => (
        <div key={pool} className="print-only">
          <dt>{name}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
      {tally.rows.map(({ label, amount, apart }) => (
        <div key={label} className={apart ? "tally-apart" : undefined}>
          <dt>
            {apart && <Icon name="flag" size="sm" />}
            {label}
          </dt>
          <dd>{amount}</dd>
        </div>
      ))}
      <div className="tally-t">
        <dt>{tally.total.label}</dt>
        <dd>{tally.total.amount}</dd>
      </div>
    </dl>
  );
}
