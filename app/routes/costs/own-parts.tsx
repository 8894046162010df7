import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Stat, Stats, Table } from "~/ui/figures";
import { Section } from "~/ui/surface";
import { Bars, Figures } from "./overview-parts";
import type { OwnView } from "./own-view";

/** What mutualising costs a member, and what it would cost alone. */
export function OwnOverview({ view }: { view: OwnView }) {
  return (
    <>
      <OwnStats view={view} />
      <div className="costs-halves">
        <OwnMonths view={view} />
        <OwnPools view={view} />
      </div>
    </>
  );
}

function OwnStats({ view: { stats, declare } }: { view: OwnView }) {
  const t = useTranslations("costs.own");
  return (
    <Stats className="costs-stats">
      <Stat label={t("twelve")} figure={stats.twelve} note={t("twelveNote", { count: stats.shared })} />
      <Stat label={t("average")} figure={stats.average} />
      {stats.gain ? (
        <Stat
          label={stats.gains ? t("gain") : t("loss")}
          figure={stats.gain}
          note={t("gainNote", { here: stats.here, alone: stats.alone })}
        />
      ) : (
        <Stat
          label={t("gain")}
          figure="?"
          note={
            <ButtonLink variant="text" size="sm" to={declare}>
              {t("noReference")}
            </ButtonLink>
          }
        />
      )}
      <Stat
        label={stats.owed < 0 ? t("toReceive") : t("due")}
        figure={stats.due}
        note={stats.owed === 0 ? t("even") : t("dueNote")}
      />
    </Stats>
  );
}

function OwnMonths({ view }: { view: OwnView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("own.months")} id="mois">
      <Table caption={view.declared ? t("own.monthsCaption") : t("own.share")} className="bars costs-table">
        <thead>
          <tr>
            <th scope="col">{t("own.month")}</th>
            <th scope="col" className="costs-bar">
              <span className="sr">{t("pools.part")}</span>
            </th>
            <Figures>{t("own.share")}</Figures>
            {view.declared && <Figures className="costs-wide">{t("own.alone")}</Figures>}
          </tr>
        </thead>
        <tbody>
          {view.months.map((month) => (
            <tr key={month.key}>
              <th scope="row">
                {month.to ? <Link to={month.to}>{month.name}</Link> : month.name}
                {month.provisional && <small className="soft block">{t("provisional")}</small>}
              </th>
              <Bars values={month.bars} />
              <td className="num nowrap">{month.amount}</td>
              {view.declared && <td className="num nowrap soft costs-wide">{month.alone}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td />
            <td className="num nowrap">{view.total}</td>
            {view.declared && <td className="num nowrap costs-wide">{view.aloneTotal}</td>}
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}

function OwnPools({ view }: { view: OwnView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("own.pools")} id="postes">
      <Table caption={t("own.poolsCaption")} className="costs-table">
        <thead>
          <tr>
            <th scope="col">{t("own.pool")}</th>
            <Figures className="costs-wide">{t("own.twelve")}</Figures>
            <Figures>{t("own.perMonth")}</Figures>
            <Figures>{t("own.elsewhere")}</Figures>
            <Figures className="costs-wide">{t("own.gained")}</Figures>
          </tr>
        </thead>
        <tbody>
          {view.pools.map((pool) => (
            <tr key={pool.id}>
              <th scope="row">{pool.name}</th>
              <td className="num nowrap costs-wide">{pool.amount}</td>
              <td className="num nowrap">{pool.perMonth}</td>
              <td className="num">
                {pool.elsewhere ? (
                  <>
                    <span className="nowrap">{pool.elsewhere}</span>
                    <small className="soft block costs-wide">{pool.source}</small>
                  </>
                ) : (
                  <small className="soft">{t("own.notDeclared")}</small>
                )}
              </td>
              <td className="num nowrap costs-wide">{pool.gain ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="small soft measure">{t("own.why")}</p>
      <p className="actions">
        <ButtonLink variant="line" icon="scale" to={view.declare}>
          {view.declared ? t("own.changeDeclared") : t("own.declare")}
        </ButtonLink>
      </p>
    </Section>
  );
}
