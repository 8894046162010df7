import { useTranslations } from "use-intl";
import type { PriceLine } from "./price-words";

type PriceSumProps = {
  lines: readonly PriceLine[];
  total: string;
  cents: number;
  /** Whose price it is. */
  structure: string | null;
  atCost: boolean;
  /** In words; null without one. */
  deposit: string | null;
  /** It was fixed when the booking was made. */
  fixed?: boolean;
};

/** A price with every line it is made of. */
export function PriceSum({ lines, total, cents, structure, atCost, deposit, fixed }: PriceSumProps) {
  const t = useTranslations("bookings.price");
  // Counted at the return: what is shown is not all yet.
  const later = lines.some(({ later }) => later);
  return (
    <>
      <dl className="sum">
        {lines.map(({ label, amount }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
        <div className="sum-t">
          <dt>{structure ? t("forStructure", { structure }) : t("forYou")}</dt>
          <dd>{total}</dd>
        </div>
      </dl>
      {deposit && <p className="small">{deposit}</p>}
      <p className="tiny soft">
        {t(atCost ? "noteAtCost" : later ? "noteLater" : cents === 0 ? "noteFree" : fixed ? "noteFixed" : "note")}
      </p>
    </>
  );
}
