import { useTranslations } from "use-intl";
import type { PriceLine } from "./words";

type PriceSumProps = {
  lines: readonly PriceLine[];
  total: string;
  cents: number;
  /** Whose price it is. */
  structure: string | null;
};

/** A price with every line it is made of. */
export function PriceSum({ lines, total, cents, structure }: PriceSumProps) {
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
      <p className="tiny soft">{cents > 0 ? t("note") : t("noteFree")}</p>
    </>
  );
}
