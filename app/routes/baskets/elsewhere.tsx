import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import type { BasketElsewhere } from "./elsewhere-view";

/** Baskets of the same person in other pôles of the network: each is confirmed there. */
export function BasketsElsewhere({ baskets }: { baskets: readonly BasketElsewhere[] }) {
  const t = useTranslations("network.basket");
  return baskets.map(({ pole, name, count }) => (
    <Alert key={pole} tone="you" title={t("title")} level={2}>
      {t("text", { pole: name, count })} <Link to={paths.basket(pole)}>{t("open")}</Link>
    </Alert>
  ));
}
