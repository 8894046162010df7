import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Stat, Stats } from "~/ui/figures";
import { Section } from "~/ui/surface";
import { FigureTable } from "./figure-table";
import type { OwnView } from "./own-view";

/** What mutualising costs a member, and what it would cost alone. */
export function OwnOverview({ view }: { view: OwnView }) {
  const t = useTranslations("costs.own");
  return (
    <>
      {view.review && (
        <Alert tone="wait" icon="eye" title={t("review", { month: view.review.month })} level={2}>
          <p>{t("reviewText")}</p>
          <ButtonLink to={view.review.to} icon="arrow-right">
            {t("reviewGo")}
          </ButtonLink>
        </Alert>
      )}
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
      <FigureTable
        caption={view.declared ? t("own.monthsCaption") : t("own.share")}
        head={t("own.month")}
        name={({ name, to, provisional }) => (
          <>
            {to ? <Link to={to}>{name}</Link> : name}
            {provisional && <small className="soft block">{t("provisional")}</small>}
          </>
        )}
        rows={view.months}
        total={t("total")}
        columns={[
          { key: "share", head: t("own.share"), cell: ({ amount }) => amount, foot: view.total },
          ...(view.declared
            ? [
                {
                  key: "alone",
                  head: t("own.alone"),
                  cell: ({ alone }: OwnView["months"][number]) => alone,
                  soft: true,
                  wide: true,
                  foot: view.aloneTotal,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function OwnPools({ view }: { view: OwnView }) {
  const t = useTranslations("costs");
  return (
    <Section title={t("own.pools")} id="postes">
      <FigureTable
        caption={t("own.poolsCaption")}
        head={t("own.pool")}
        name={({ name }) => name}
        rows={view.pools}
        columns={[
          { key: "twelve", head: t("own.twelve"), cell: ({ amount }) => amount, wide: true },
          { key: "perMonth", head: t("own.perMonth"), cell: ({ perMonth }) => perMonth },
          {
            key: "elsewhere",
            head: t("own.elsewhere"),
            cell: ({ elsewhere, source }) =>
              elsewhere ? (
                <>
                  {elsewhere}
                  <small className="soft block costs-wide">{source}</small>
                </>
              ) : (
                <small className="soft">{t("own.notDeclared")}</small>
              ),
          },
          { key: "gain", head: t("own.gained"), cell: ({ gain }) => gain ?? "–", wide: true },
        ]}
      />
      <p className="small soft measure">{t("own.why")}</p>
      <p className="actions">
        <ButtonLink variant="line" icon="scale" to={view.declare}>
          {view.declared ? t("own.changeDeclared") : t("own.declare")}
        </ButtonLink>
      </p>
    </Section>
  );
}
