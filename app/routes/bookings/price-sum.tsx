import { useTranslations } from "use-intl";
import type { PriceLine } from "./price-words";

type PriceSumProps = {
  lines: readonly PriceLine[];
  total: string;
  cents: number;
  /** Whose price it is. */
  structure: string | null;
  /** It was fixed when the booking was made. */
  fixed?: boolean;
};

/** A price with every line it is made of. */
export function PriceSum({ lines, total, cents, structure, fixed }: PriceSumProps) {
  const t = useTranslations("bookings.price");
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
      <p className="tiny soft">{cents === 0 ? t("noteFree") : t(fixed ? "noteFixed" : "note")}</p>
    </>
  );
}
