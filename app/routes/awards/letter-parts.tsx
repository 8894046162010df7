import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { Section } from "~/ui/surface";
import type { LetterView } from "./letter-view";

/** Criterion by criterion: the bidder's points beside those of the one retained, and what the panel says. */
export function LetterScores({ page }: { page: LetterView }) {
  const t = useTranslations("awards.letter");
  const said = page.criteria.filter(({ words }) => words);
  return (
    <Section title={t("scores")}>
      <Table caption={t("scoresCaption")} hideCaption>
        <thead>
          <tr>
            <th scope="col">{t("criterion")}</th>
            <th scope="col">{t("score")}</th>
            <th scope="col" className="num">
              {t("yourPoints")}
            </th>
            {page.compares && (
              <th scope="col" className="num">
                {t("winnerPoints")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {page.criteria.map(({ label, value, points, winner }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
              <td className="num">{points}</td>
              {page.compares && <td className="num">{winner}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td />
            <td className="num">{page.totals.own}</td>
            {page.compares && <td className="num">{page.totals.winner}</td>}
          </tr>
        </tfoot>
      </Table>
      {said.length > 0 && (
        <Section title={t("said")} level={3}>
          <dl>
            {said.map(({ label, words }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="lines">{words}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </Section>
  );
}

/** What everybody is told of the one retained. */
export function LetterWinner({ winner }: { winner: NonNullable<LetterView["winner"]> }) {
  const t = useTranslations("awards.letter");
  const lines = [
    [t(winner.group ? "winnerGroup" : "winnerName"), winner.name],
    [t("winnerPrice"), winner.price],
    [t("winnerHours"), winner.hours],
    [t("winnerTotal"), winner.total],
    [t("reasons"), winner.reasons],
    [t("whyNotFirst"), winner.whyNotFirst],
  ] as const;
  return (
    <Section title={t("winner")}>
      <dl>
        {lines.map(
          ([term, words]) =>
            words && (
              <div key={term}>
                <dt>{term}</dt>
                <dd className="lines">{words}</dd>
              </div>
            ),
        )}
      </dl>
    </Section>
  );
}
