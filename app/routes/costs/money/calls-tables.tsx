import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { BudgetView } from "./budget-view";

/** The calls made in the year, and the way to the next one. */
export function MadeCalls({ view }: { view: BudgetView }) {
  const t = useTranslations("costsMoney");
  return (
    <Section title={t("calls.section")} id="appels">
      {view.prepare.length > 0 && (
        <p className="actions">
          {view.prepare.map(({ to, label }, rank) => (
            <ButtonLink key={to} to={to} variant={rank === 0 ? "line" : "text"} icon={rank === 0 ? "send" : undefined}>
              {label}
            </ButtonLink>
          ))}
        </p>
      )}
      {view.made.length === 0 ? (
        <p className="soft">{t("calls.none", { year: String(view.year) })}</p>
      ) : (
        <Folded all={view.made} isSettled={({ adjusted }) => adjusted}>
          {(calls) => <MadeTable calls={calls} year={view.year} />}
        </Folded>
      )}
    </Section>
  );
}

/** What the structure acted for was called for. */
export function OwnCalls({ view }: { view: BudgetView }) {
  const t = useTranslations("costsMoney");
  return (
    <Section title={t("calls.own")} id="vos-appels">
      <p className="soft">{t("calls.ownText")}</p>
      {view.own.length === 0 ? (
        <p>{t("calls.noneMember", { year: String(view.year) })}</p>
      ) : (
        <Folded all={view.own} isSettled={({ adjustedIn }) => adjustedIn !== null}>
          {(calls) => <OwnTable calls={calls} />}
        </Folded>
      )}
    </Section>
  );
}

/** What still waits for a closing is in sight; what was compared with what was spent is folded away. */
function Folded<Call>({
  all,
  isSettled,
  children,
}: {
  all: readonly Call[];
  isSettled: (call: Call) => boolean;
  children: (calls: readonly Call[]) => ReactNode;
}) {
  const t = useTranslations("costsMoney");
  const [waiting, settled] = [all.filter((call) => !isSettled(call)), all.filter(isSettled)];
  return (
    <>
      {waiting.length > 0 && children(waiting)}
      {settled.length > 0 && (
        <details className="more">
          <summary>
            <Icon name="chevron-down" size="sm" />
            {t("calls.settled", { count: settled.length })}
          </summary>
          {children(settled)}
        </details>
      )}
    </>
  );
}

function MadeTable({ calls, year }: { calls: readonly BudgetView["made"][number][]; year: number }) {
  const t = useTranslations("costsMoney");
  return (
    <Table caption={t("calls.table", { year: String(year) })} hideCaption scroll stack>
      <thead>
        <tr>
          <th scope="col">{t("budget.pool")}</th>
          <th scope="col">{t("calls.for")}</th>
          <th scope="col">{t("calls.sent")}</th>
          <th scope="col">{t("calls.due")}</th>
          <th scope="col">{t("calls.to")}</th>
          <th scope="col" className="num">
            {t("calls.total")}
          </th>
          <th scope="col">{t("calls.state")}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.id}>
            <th scope="row">{call.pool}</th>
            <td data-label={t("calls.for")}>{call.months}</td>
            <td className="nowrap" data-label={t("calls.sent")}>
              {call.sent}
            </td>
            <td className="nowrap" data-label={t("calls.due")}>
              {call.due}
            </td>
            <td data-label={t("calls.to")}>{t("calls.structures", { count: call.structures })}</td>
            <td className="num nowrap key">{call.total}</td>
            <td data-label={t("calls.state")}>
              <State adjusted={call.adjusted ? t("calls.adjusted") : null} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function OwnTable({ calls }: { calls: readonly BudgetView["own"][number][] }) {
  const t = useTranslations("costsMoney");
  return (
    <Table caption={t("calls.own")} hideCaption scroll stack>
      <thead>
        <tr>
          <th scope="col">{t("budget.pool")}</th>
          <th scope="col" className="num">
            {t("calls.share")}
          </th>
          <th scope="col">{t("calls.for")}</th>
          <th scope="col">{t("calls.due")}</th>
          <th scope="col" className="num">
            {t("calls.totalOf")}
          </th>
          <th scope="col">{t("calls.state")}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.id}>
            <th scope="row">{call.pool}</th>
            <td className="num nowrap key">
              <b>{call.share}</b>
            </td>
            <td data-label={t("calls.for")}>{call.months}</td>
            <td className="nowrap" data-label={t("calls.due")}>
              {call.due}
            </td>
            <td className="num nowrap" data-label={t("calls.totalOf")}>
              {call.total}
            </td>
            <td data-label={t("calls.state")}>
              <State adjusted={call.adjustedIn && t("calls.adjustedIn", { month: call.adjustedIn })} />
              {!call.adjustedIn && call.givenBack && (
                <small className="soft">{t("calls.givenBack", { amount: call.givenBack })}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ adjusted }: { adjusted: string | null }) {
  const t = useTranslations("costsMoney");
  return <Badge tone={adjusted ? "ok" : "wait"}>{adjusted ?? t("calls.waiting")}</Badge>;
}
