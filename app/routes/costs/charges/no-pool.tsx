import { useTranslations } from "use-intl";
import { Empty } from "~/ui/empty";

/** Nothing can be charged to anything yet. */
export function NoPool({ member }: { member?: boolean }) {
  const t = useTranslations("costsCharges");
  return (
    <Empty picture="box" title={t(member ? "advance.noPool" : "noPool")}>
      {t(member ? "advance.noPoolText" : "noPoolText")}
    </Empty>
  );
}
