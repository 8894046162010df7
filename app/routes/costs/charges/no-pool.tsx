import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { useRootData } from "~/viewer";

/** Nothing can be charged to anything yet. */
export function NoPool({ member }: { member?: boolean }) {
  const t = useTranslations("costsCharges");
  const pole = useRootData()?.frame.acting?.poleSlug;
  const create = !member && pole && (
    <ButtonLink to={paths.addCostPool(pole)} icon="plus">
      {t("createPool")}
    </ButtonLink>
  );
  return (
    <Empty picture="box" actions={create} title={t(member ? "advance.noPool" : "noPool")}>
      {t(member ? "advance.noPoolText" : "noPoolText")}
    </Empty>
  );
}
