import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Table } from "~/ui/figures";
import { Card, Section } from "~/ui/surface";
import type { FundingsView } from "./fundings-view";
import { YearTurn } from "./year-turn";

export const fundingTones = { requested: "wait", notified: "you", paid: "ok", refused: "no" } as const;

/** The fundings, by state. */
export function FundingTables({ view }: { view: FundingsView }) {
  const t = useTranslations("costsMoney");
  return (
    <>
      {view.groups.map(({ state, rows }) => (
        <Section key={state} title={t(`funding.group.${state}`)} id={state}>
          <Table caption={t(`funding.group.${state}`)} hideCaption scroll stack>
            <thead>
              <tr>
                <th scope="col">{t("funding.funder")}</th>
                <th scope="col">{t("funding.pool")}</th>
                <th scope="col">{t("funding.period")}</th>
                <th scope="col" className="num">
                  {t("funding.rate")}
                </th>
                <th scope="col" className="num">
                  {t("funding.ceiling")}
                </th>
                <th scope="col" className="num">
                  {t("funding.used")}
                </th>
                <th scope="col" className="num">
                  {t("funding.left")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={row.to}>{row.funder}</Link>
                    <br />
                    <small className="soft">{row.label}</small>
                    {row.short && (
                      <>
                        <br />
                        <Badge tone="wait">{row.short}</Badge>
                      </>
                    )}
                  </th>
                  <td data-label={t("funding.pool")}>{row.pool}</td>
                  <td data-label={t("funding.period")}>{row.period}</td>
                  <td className="num nowrap" data-label={t("funding.rate")}>
                    {row.rate}
                  </td>
                  <td className="num nowrap" data-label={t("funding.ceiling")}>
                    {row.ceiling}
                  </td>
                  <td className="num nowrap" data-label={t("funding.used")}>
                    {row.used}
                  </td>
                  <td className="num nowrap" data-label={t("funding.left")}>
                    {row.left}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      ))}
    </>
  );
}

/** Who pays for each funded pool in the year. */
export function Plans({ view }: { view: FundingsView }) {
  const t = useTranslations("costsMoney");
  return (
    <Section title={t("funding.plans", { year: String(view.year) })} id="plan">
      <p className="soft">{t("funding.planLead")}</p>
      <YearTurn {...view.turn} label={String(view.year)} />
      <div className="money-plans">
        {view.plans.map((plan) => (
          <Card key={plan.id} as="section">
            <Table
              caption={
                <>
                  <b>{t("funding.planOf", { pool: plan.name, cost: plan.cost })}</b>{" "}
                  {t(plan.by === "budget" ? "funding.planBudget" : "funding.planSpent")}
                </>
              }
            >
              <thead>
                <tr>
                  <th scope="col">{t("funding.source")}</th>
                  <th scope="col" className="num">
                    {t("funding.amount")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {plan.lines.map((line) => (
                  <tr key={line.id}>
                    <th scope="row">
                      <Link to={line.to}>{line.source}</Link>{" "}
                      {line.state === "requested" && <Badge tone="wait">{t("funding.hopedFor")}</Badge>}
                      {line.heldBy && (
                        <>
                          <br />
                          <small className="soft">{t(`funding.held.${line.heldBy}`)}</small>
                        </>
                      )}
                    </th>
                    <td className="num nowrap">
                      {line.amount} <small className="soft">{line.part}</small>
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t("funding.members")}</th>
                  <td className="num nowrap">
                    {plan.left} <small className="soft">{plan.leftPart}</small>
                  </td>
                </tr>
              </tfoot>
            </Table>
            {plan.ifRefused && <p className="small soft">{t("funding.ifRefused", { amount: plan.ifRefused })}</p>}
            {plan.publicCeiling && (
              <p className="small soft">{t("funding.ceilingOfPool", { part: plan.publicCeiling })}</p>
            )}
          </Card>
        ))}
      </div>
    </Section>
  );
}
