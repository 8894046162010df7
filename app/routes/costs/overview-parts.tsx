import { Link } from "@remix-run/react";
import type { CSSProperties, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Stat, Stats, Table } from "~/ui/figures";
import { Icon, classes } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { OverviewView } from "./overview-view";

/** A bar and a thin one under it, in per cent of the longest of the column. */
export function Bars({ values }: { values: readonly number[] }) {
  return (
    <td className="bar" aria-hidden="true">
      {values.map((value, i) => (
        <span key={i} style={{ "--v": value } as CSSProperties} />
      ))}
    </td>
  );
}

/** The head of a column of figures. */
export function Figures({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <th scope="col" className={classes("num", className)}>
      {children}
    </th>
  );
}

export function OverviewStats({ view: { stats } }: { view: OverviewView }) {
  const t = useTranslations("costs.stat");
  const shared = [t("sharedNote", { count: stats.sharedTo }), stats.pole && t("poleNote", { amount: stats.pole })];
  return (
    <Stats className="costs-stats">
      <Stat label={t("spent")} figure={stats.spent} note={stats.spentNote} />
      <Stat label={t("funded")} figure={stats.funded} />
      <Stat label={t("shared")} figure={stats.shared} note={shared.filter(Boolean).join(", ")} />
      <Stat label={t("unpaid")} figure={stats.unpaid} note={t("unpaidNote", { count: stats.unpaidBy })} />
    </Stats>
  );
}

/** Each pool: this month against the one before, last year, and its year's budget. */
export function OverviewPools({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  const caption = t("pools.caption", { month: view.name, before: view.before });
  return (
    <Section title={t("pools.title")} aside={<p className="small soft">{caption}</p>} id="postes">
      <Table caption={caption} hideCaption scroll className="bars costs-table">
        <thead>
          <tr>
            <th scope="col">{t("pools.pool")}</th>
            <th scope="col" className="costs-bar">
              <span className="sr">{t("pools.part")}</span>
            </th>
            <Figures>{view.name}</Figures>
            <Figures className="costs-wide">{view.before}</Figures>
            <Figures>{t("pools.evolution")}</Figures>
            <Figures className="costs-wide">{view.lastYear}</Figures>
            <Figures className="costs-wide">{t("pools.year")}</Figures>
            <Figures>{t("pools.budget", { year: view.year })}</Figures>
          </tr>
        </thead>
        <tbody>
          {view.pools.map((pool) => (
            <tr key={pool.id}>
              <th scope="row">
                <Link to={pool.to}>{pool.name}</Link>
              </th>
              <Bars values={pool.bars} />
              <td className={classes("num", "nowrap", pool.zero && "zero")}>{pool.amount}</td>
              <td className="num nowrap soft costs-wide">{pool.before}</td>
              <td className="num nowrap">{pool.evolution}</td>
              <td className="num nowrap soft costs-wide">{pool.lastYear ?? "–"}</td>
              <td className="num nowrap costs-wide">{pool.year}</td>
              <td className="num">
                {pool.budget ? (
                  <>
                    <b className="nowrap">{pool.budget.percent}</b>{" "}
                    {pool.over ? (
                      <Badge tone="no" icon="triangle-alert" bare>
                        {t("pools.over")}
                      </Badge>
                    ) : (
                      <small className="soft nowrap costs-wide">{pool.budget.of}</small>
                    )}
                  </>
                ) : (
                  <small className="soft">{t("pools.noBudget")}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td />
            <td className="num nowrap">{view.poolTotal}</td>
            <td className="num nowrap costs-wide">{view.poolBefore}</td>
            <td />
            <td className="costs-wide" />
            <td className="num nowrap costs-wide">{view.poolYear}</td>
            <td />
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}

/** Each member: what it bears this month and over twelve, and what it owes now. */
export function OverviewMembers({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  const caption = t("members.caption", { month: view.name, before: view.before });
  return (
    <Section title={t("members.title")} aside={<p className="small soft">{caption}</p>} id="membres">
      <Table caption={caption} hideCaption scroll className="bars costs-table">
        <thead>
          <tr>
            <th scope="col">{t("members.member")}</th>
            <th scope="col" className="costs-bar">
              <span className="sr">{t("pools.part")}</span>
            </th>
            <Figures>{view.name}</Figures>
            <Figures className="costs-wide">{t("pools.evolution")}</Figures>
            <Figures className="costs-wide">{t("members.twelve")}</Figures>
            <Figures>{t("members.unpaid")}</Figures>
          </tr>
        </thead>
        <tbody>
          {view.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              <Bars values={member.bars} />
              <td className={classes("num", "nowrap", member.zero && "zero")}>
                {member.zero ? member.amount : <Link to={member.statement}>{member.amount}</Link>}
              </td>
              <td className="num nowrap costs-wide">{member.evolution}</td>
              <td className="num nowrap costs-wide">{member.twelve}</td>
              <td className={classes("num", "nowrap", member.owed === 0 && "zero")}>
                {member.owed === 0 ? member.unpaid : <Link to={member.account}>{member.unpaid}</Link>}
                {member.owed < 0 && <small className="soft"> {t("members.toReceive")}</small>}
              </td>
            </tr>
          ))}
          {view.memberTotals.pole && (
            <tr>
              <th scope="row">{t("pole")}</th>
              <td />
              <td className="num nowrap">{view.memberTotals.pole}</td>
              <td className="costs-wide" />
              <td className="costs-wide" />
              <td />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td />
            <td className="num nowrap">{view.poolTotal}</td>
            <td className="costs-wide" />
            <td className="num nowrap costs-wide">{view.memberTotals.twelve}</td>
            <td className="num nowrap">{view.stats.unpaid}</td>
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}

/** Twelve months beside one another, each a way to its own. */
export function OverviewTrend({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("trend.title")} id="mois">
      <Table caption={t("trend.caption")} className="bars costs-table">
        <thead>
          <tr>
            <th scope="col">{t("trend.month")}</th>
            <th scope="col" className="costs-bar">
              <span className="sr">{t("pools.part")}</span>
            </th>
            <Figures>{t("trend.shared")}</Figures>
            <th scope="col" className="costs-wide">
              {t("trend.state")}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.trend.map(({ key, name, to, bar, amount, state, current }) => (
            <tr key={key} className={current ? "me" : undefined}>
              <th scope="row">
                <Link to={to} aria-current={current ? "true" : undefined}>
                  {name}
                </Link>
              </th>
              <Bars values={[bar]} />
              <td className="num nowrap">{amount}</td>
              <td className="costs-wide">
                <StateBadge state={state} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

const STATES = {
  open: { tone: undefined, icon: "pencil-line" },
  review: { tone: "wait", icon: "eye" },
  locked: { tone: "you", icon: "lock-keyhole" },
  closed: { tone: "ok", icon: "check" },
} as const;

/** How far a month of the books is: icon and word. */
export function StateBadge({ state }: { state: keyof typeof STATES }) {
  const t = useTranslations("costs.state");
  return (
    <Badge {...STATES[state]} bare>
      {t(state)}
    </Badge>
  );
}

/** What sharing saves each member, as it declares it, and what each has paid for the others. */
export function OverviewGains({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("gains.title")} id="gains">
      {view.gains.length === 0 ? (
        <p className="soft">{t("gains.empty")}</p>
      ) : (
        <>
          <Table caption={t("gains.caption")} className="costs-table">
            <thead>
              <tr>
                <th scope="col">{t("members.member")}</th>
                <Figures className="costs-wide">{t("gains.here")}</Figures>
                <Figures className="costs-wide">{t("gains.alone")}</Figures>
                <Figures>{t("gains.gain")}</Figures>
                <Figures>{t("gains.advanced")}</Figures>
              </tr>
            </thead>
            <tbody>
              {view.gains.map((member) => (
                <tr key={member.id}>
                  <th scope="row">{member.name}</th>
                  <td className="num nowrap costs-wide">{member.here ?? "–"}</td>
                  <td className="num nowrap costs-wide">{member.alone ?? "–"}</td>
                  <td className="num nowrap">
                    {member.gain ? <b>{member.gain}</b> : <small className="soft">{t("gains.none")}</small>}
                  </td>
                  <td className={classes("num", "nowrap", !member.advanced && "zero")}>{member.advanced ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="small soft measure">{t("gains.help")}</p>
        </>
      )}
    </Section>
  );
}

/** The month, with the ones before and after it. */
export function MonthTurn({ view }: { view: OverviewView }) {
  const t = useTranslations("costs.turn");
  return (
    <nav className="turn costs-turn" aria-label={t("label")}>
      {view.turns.before ? (
        <Link className="btn btn--line btn--icon" to={view.turns.before}>
          <Icon name="chevron-left" />
          <span className="sr">{t("before")}</span>
        </Link>
      ) : null}
      <h2>
        <Link to={view.to}>{view.name}</Link>
      </h2>
      {view.turns.after ? (
        <Link className="btn btn--line btn--icon" to={view.turns.after}>
          <Icon name="chevron-right" />
          <span className="sr">{t("after")}</span>
        </Link>
      ) : null}
      <StateBadge state={view.state} />
    </nav>
  );
}
