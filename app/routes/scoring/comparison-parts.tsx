import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { Who } from "~/ui/grain";
import { classes } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { ComparisonView } from "./comparison-view";

type ComparedLotView = ComparisonView["lots"][number];

/** A lot: its ranking, then each criterion with all answers side by side. */
export function ComparedLot({ lot }: { lot: ComparedLotView }) {
  const t = useTranslations("scoring.comparison");
  return (
    <Section id={`lot-${lot.id}`} title={lot.title}>
      {lot.rows.length === 0 ? (
        <Empty title={t("none")} level={3} picture="search">
          {t("noneText")}
        </Empty>
      ) : (
        <>
          {lot.ranked ? <Ranking lot={lot} /> : <p className="soft">{lot.notYet}</p>}
          {lot.criteria.map((criterion) => (
            <ComparedCriterion key={criterion.id} criterion={criterion} />
          ))}
          {lot.hours.length > 0 && (
            <Section title={t("hours")} level={3} className="compared">
              <ul className="side-by-side">
                {lot.hours.map(({ id, shown, ...face }) => (
                  <li key={id}>
                    <Bidder {...face} />
                    <p className="compared-f">{shown}</p>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
      {lot.irregular.length > 0 && (
        <ul className="bullets section">
          {lot.irregular.map(({ id, name, words }) => (
            <li key={id}>
              <b>{name}</b> {words}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Places and points: each line adds up by hand, and says why it stands there. */
function Ranking({ lot }: { lot: ComparedLotView }) {
  const t = useTranslations("scoring.comparison");
  return (
    <>
      {lot.provisional && <p className="small soft">{t("provisional")}</p>}
      <Table caption={lot.caption} scroll className="ranking">
        <thead>
          <tr>
            <th scope="col">{t("rank")}</th>
            <th scope="col">{t("bidder")}</th>
            <th scope="col" className="num">
              {t("total")}
            </th>
            {lot.heads.map(({ id, name, weight }) => (
              <th scope="col" className="num" key={id}>
                {name} <span className="nowrap">/ {weight}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lot.rows.map((row) => (
            <tr key={row.id} className={classes(row.rank === 1 && "first")}>
              <td>{row.rank ? <b>{row.rank}</b> : <span className="soft">{t("unranked")}</span>}</td>
              <th scope="row">
                <Link to={row.to}>{row.name}</Link>
                {row.group && <small className="soft block">{row.group}</small>}
              </th>
              <td className="num">
                <b>{row.total ?? "–"}</b>
              </td>
              {row.points.map((points, place) => (
                <td className="num" key={lot.heads[place]?.id}>
                  {points ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="small soft ranking-adds">{t("adds")}</p>
      {lot.rows.some(({ notes }) => notes.length > 0) && (
        <ul className="bullets small ranking-notes">
          {lot.rows.flatMap(({ id, name, notes }) =>
            notes.map((note) => (
              <li key={`${id} ${note}`}>
                <b>{name}</b> {note}
              </li>
            )),
          )}
        </ul>
      )}
      {lot.lowText && <p className="small soft">{t("lowText")}</p>}
    </>
  );
}

/** One criterion: how its points are counted, then each answer. */
function ComparedCriterion({ criterion }: { criterion: ComparedLotView["criteria"][number] }) {
  const t = useTranslations("scoring.comparison");
  return (
    <Section
      title={criterion.name}
      level={3}
      aside={<p className="small soft">{criterion.how}</p>}
      className="compared"
    >
      {criterion.guideline && <p className="small soft compared-g">{criterion.guideline}</p>}
      <ul className="side-by-side">
        {criterion.offers.map(({ id, shown, sum, points, low, words, said, underMinimum, ...face }) => (
          <li key={id}>
            <Bidder {...face} />
            {shown && (
              <p className="compared-f">
                {shown} {points && <b className="nowrap">{points}</b>}
              </p>
            )}
            {sum && <p className="small soft">{sum}</p>}
            {low && (
              <Badge tone="wait" icon="triangle-alert">
                {low}
              </Badge>
            )}
            {underMinimum && (
              <Badge tone="no" icon="circle-x">
                {t("unranked")}
              </Badge>
            )}
            {words && <p className="small">{t("words", { words })}</p>}
            {said !== null && (
              <details className="small" open>
                <summary>{t("said")}</summary>
                <p className="lines">{said}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type BidderProps = { name: string; initials: string; colour: number; group: string | null };

function Bidder({ name, initials, colour, group }: BidderProps) {
  return <Who name={name} initials={initials} colour={colour} {...(group ? { sub: group } : {})} />;
}
