import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { NetworkView } from "./network-view";
import { OfferRow } from "./offer-row";

/** Under what is free here: what is free in the other pôles of the network, pôle by pôle. */
export function NetworkResults({ network }: { network: NetworkView }) {
  const t = useTranslations("network.search");
  if (network.length === 0) return null;
  return (
    <section className="section" aria-labelledby="reseau">
      <div className="section-head">
        <h2 id="reseau">{t("title")}</h2>
        <p className="small soft">{t("lead")}</p>
      </div>
      {network.map(({ pole, name, all, slot, marks, offers }) => (
        <section key={pole} className="free-kind" aria-labelledby={`reseau-${pole}`}>
          <div className="section-head">
            <h3 id={`reseau-${pole}`}>{name}</h3>
            <Link to={all} className="tap small">
              {t("all")}
              <span className="sr">{`, ${name}`}</span>
            </Link>
          </div>
          <ul className="sheet offers">
            {offers.map((offer) => (
              <OfferRow
                key={offer.id}
                pole={pole}
                offer={offer}
                slot={slot}
                marks={marks}
                canBook
                first={false}
                basket={false}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
