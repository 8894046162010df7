import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Stat, Stats } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/surface";
import { FigureTable } from "./figure-table";
import type { OverviewView } from "./overview-view";

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
      <FigureTable
        caption={caption}
        hideCaption
        head={t("pools.pool")}
        name={(pool) => <Link to={pool.to}>{pool.name}</Link>}
        rows={view.pools}
        total={t("total")}
        columns={[
          { key: "now", head: view.name, cell: ({ amount }) => amount, zero: ({ zero }) => zero, foot: view.poolTotal },
          {
            key: "before",
            head: view.before,
            cell: ({ before }) => before,
            soft: true,
            wide: true,
            foot: view.poolBefore,
          },
          { key: "evolution", head: t("pools.evolution"), cell: ({ evolution }) => evolution, wide: true },
          { key: "lastYear", head: view.lastYear, cell: ({ lastYear }) => lastYear ?? "–", soft: true, wide: true },
          {
            key: "year",
            head: t("pools.year"),
            cell: ({ year, funded }) => (
              <>
                {year}
                {funded && <small className="soft"> {t("pools.funded", { amount: funded })}</small>}
              </>
            ),
            wide: true,
            foot: view.poolYear,
          },
          {
            key: "budget",
            head: t("pools.budget", { year: view.year }),
            cell: (pool) => <OfBudget pool={pool} />,
          },
        ]}
      />
    </Section>
  );
}

function OfBudget({ pool: { budget, over } }: { pool: OverviewView["pools"][number] }) {
  const t = useTranslations("costs.pools");
  if (!budget) return <small className="soft">{t("noBudget")}</small>;
  return (
    <>
      <b>{budget.percent}</b>{" "}
      {over ? (
        <span className="costs-over">
          <Badge tone="no" icon="triangle-alert" bare>
            {t("over")}
          </Badge>
        </span>
      ) : (
        <small className="soft costs-wide">{t("budgetSum", { budget: budget.of })}</small>
      )}
    </>
  );
}

/** Each member: what it bears this month and over twelve, and what it owes now. */
export function OverviewMembers({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  const caption = t("members.caption", { month: view.name, before: view.before });
  return (
    <Section title={t("members.title")} aside={<p className="small soft">{caption}</p>} id="membres">
      <FigureTable
        caption={caption}
        hideCaption
        head={t("members.member")}
        name={({ name }) => name}
        rows={view.members}
        total={t("total")}
        pole={view.memberTotals.pole ? { name: t("pole"), cents: view.memberTotals.pole, column: "now" } : null}
        columns={[
          {
            key: "now",
            head: view.name,
            cell: ({ zero, amount, statement }) => (zero ? amount : <Link to={statement}>{amount}</Link>),
            zero: ({ zero }) => zero,
            foot: view.poolTotal,
          },
          { key: "evolution", head: t("pools.evolution"), cell: ({ evolution }) => evolution, wide: true },
          {
            key: "twelve",
            head: t("members.twelve"),
            cell: ({ twelve }) => twelve,
            wide: true,
            foot: view.memberTotals.twelve,
          },
          {
            key: "unpaid",
            head: t("members.unpaid"),
            cell: ({ owed, unpaid, account }) => (
              <>
                {owed === 0 ? unpaid : <Link to={account}>{unpaid}</Link>}
                {owed < 0 && <small className="soft"> {t("members.toReceive")}</small>}
              </>
            ),
            zero: ({ owed }) => owed === 0,
            foot: view.stats.unpaid,
          },
        ]}
      />
    </Section>
  );
}

/** Twelve months beside one another, each a way to its own. */
export function OverviewTrend({ view }: { view: OverviewView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("trend.title")} id="mois">
      <FigureTable
        caption={t("trend.caption")}
        head={t("trend.month")}
        name={({ name, to, current }) => (
          <Link to={to} aria-current={current ? "true" : undefined}>
            {name}
          </Link>
        )}
        rows={view.trend}
        columns={[
          { key: "shared", head: t("trend.shared"), cell: ({ amount }) => amount },
          {
            key: "state",
            head: t("trend.state"),
            cell: ({ state }) => <StateBadge state={state} />,
            words: true,
            wide: true,
          },
        ]}
      />
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
          <FigureTable
            caption={t("gains.caption")}
            head={t("members.member")}
            name={({ name }) => name}
            rows={view.gains}
            columns={[
              { key: "here", head: t("gains.here"), cell: ({ here }) => here ?? "–", wide: true },
              { key: "alone", head: t("gains.alone"), cell: ({ alone }) => alone ?? "–", wide: true },
              {
                key: "gain",
                head: t("gains.gain"),
                cell: ({ gain }) => (gain ? <b>{gain}</b> : <small className="soft">{t("gains.none")}</small>),
              },
              {
                key: "advanced",
                head: t("gains.advanced"),
                cell: ({ advanced }) => advanced ?? "–",
                zero: ({ advanced }) => !advanced,
              },
            ]}
          />
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
