import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { classes, Icon } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { ImpactView } from "./impact-view";

/** From an introduction to an hour of work integration: each figure opens onto what it is made of. */
export function ImpactFigures({ view }: { view: ImpactView }) {
  const t = useTranslations("impact");
  return (
    <Section title={t("flow")} id="chiffres" className="impact-flow">
      {view.empty ? (
        <Empty
          picture="bunch"
          level={3}
          title={t("empty", { year: String(view.year) })}
          actions={
            <ButtonLink icon="handshake" to={view.introductions}>
              {t("introductions.add")}
            </ButtonLink>
          }
        >
          {t("emptyText")}
        </Empty>
      ) : (
        <dl className="stats">
          {view.figures.map(({ key, icon, figure, note, to }) => (
            <div className="stat" key={key}>
              <dt>
                <Icon name={icon} size="sm" />
                {t(`figure.${key}`)}
              </dt>
              <dd className="fig">
                <Link to={to}>{figure}</Link>
              </dd>
              <dd className="note">{note}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="small soft measure">{t("counted")}</p>
    </Section>
  );
}

/** All the years beside one another. */
export function ImpactYears({ view }: { view: ImpactView }) {
  const t = useTranslations("impact");
  return (
    <Section title={t("byYear")} id="annees">
      <Table caption={t("byYearCaption")} hideCaption scroll className="impact-years">
        <thead>
          <tr>
            <th scope="col">{t("year")}</th>
            {view.figures.map(({ key }) => (
              <th key={key} scope="col" className="num">
                {t(`figure.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map(({ year, cells, current }) => (
            <tr key={year} className={current ? "me" : undefined}>
              <th scope="row">{year}</th>
              {cells.map(({ key, figure, zero, to }) => (
                <td key={key} className={classes("num", "nowrap", zero && "zero")}>
                  {zero ? figure : <Link to={to}>{figure}</Link>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** What buyers say in the end. */
export function Opinions({ view }: { view: ImpactView }) {
  const t = useTranslations("impact.satisfaction");
  return (
    <Section title={t("title")} id="satisfaction">
      {view.satisfaction ? (
        <Bars caption={t("title")} lead={t("lead", { year: String(view.year) })} bars={view.satisfaction} />
      ) : (
        <p className="soft">{t("none")}</p>
      )}
    </Section>
  );
}

/** Why structures put needs aside. */
export function Refusals({ view }: { view: ImpactView }) {
  const t = useTranslations("impact.refusals");
  return (
    <Section title={t("title")} id="refus">
      {view.refusals ? (
        <Bars caption={t("title")} lead={t("lead", { year: String(view.year) })} bars={view.refusals} />
      ) : (
        <p className="soft">{t("none")}</p>
      )}
    </Section>
  );
}

/** Figures beside one another, each as long as it is large, and open onto its list. */
function Bars({ caption, lead, bars }: { caption: string; lead: string; bars: NonNullable<ImpactView["refusals"]> }) {
  return (
    <>
      <p className="small soft">{lead}</p>
      <Table caption={caption} hideCaption className="bars">
        <tbody>
          {bars.map(({ key, words, count, part, to }) => (
            <tr key={key}>
              <th scope="row">{words}</th>
              <td className={classes("num", part === 0 && "zero")}>
                {part === 0 ? count : <Link to={to}>{count}</Link>}
              </td>
              <td className="bar" aria-hidden="true">
                {part > 0 && <span style={{ ["--v" as string]: part.toFixed(1) }} />}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** The same as files. */
export function ImpactExports({ view }: { view: ImpactView }) {
  const t = useTranslations("impact.export");
  return (
    <section className="section no-print" aria-labelledby="emporter">
      <div className="section-head">
        <h2 id="emporter">{t("title")}</h2>
      </div>
      <div className="actions">
        {(["needsCsv", "wonCsv"] as const).map((key) => (
          <ButtonLink key={key} variant="line" icon="download" to={view.exports[key]} reloadDocument>
            {t(key)}
          </ButtonLink>
        ))}
      </div>
    </section>
  );
}
