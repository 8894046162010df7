import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";

type PartOfSeriesProps = { series: { to: string; change: string; cancel: string; mine: boolean } };

/** On the page of one date: the series that it is of, and what can be done from this date on. */
export function PartOfSeries({ series }: PartOfSeriesProps) {
  const t = useTranslations("series.page");
  return (
    <Card as="section" tone="flat" className="stack" aria-labelledby="serie">
      <h2 id="serie">
        <Icon name="repeat-2" size="sm" /> {t("partOf")}
      </h2>
      <ul className="series-links">
        <li>
          <Link className="tap" to={series.to}>
            {t("see")}
          </Link>
        </li>
        {series.mine && (
          <>
            <li>
              <Link className="tap" to={series.change}>
                {t("changeFrom")}
              </Link>
            </li>
            <li>
              <Link className="tap" to={series.cancel}>
                {t("cancelFrom")}
              </Link>
            </li>
          </>
        )}
      </ul>
    </Card>
  );
}
