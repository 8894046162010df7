import { useTranslations } from "use-intl";
import type { RulesView } from "./rules-view";

/** What a field of the page of rules is called, from its name, for the summary of what is wrong. */
export function useRuleLabels(view: RulesView): (name: string) => string {
  const t = useTranslations("catalogue.ruling");
  const form = useTranslations("catalogue.form");
  const hourOf = (day: string | undefined, what: string | undefined) =>
    form("hourOf", { day: view.days[Number(day)] ?? t("opening"), what: form((what ?? "opens") as "opens") });
  return (name) => {
    const [group = "", a = "", b = "", c = "", d = ""] = name.split(/[.[\]]+/).filter(Boolean);
    switch (group) {
      case "hours":
        return hourOf(b, c);
      case "seasons":
        if (b === "hours") return hourOf(d, name.split(".").at(-1));
        return b === "from" || b === "to" ? t("dayOf", { what: t(b) }) : t("seasonName");
      case "closures":
        return t("closureLine", { number: Number(a) + 1 });
      case "rules":
        return form((LENGTHS[a] ?? "rules") as "min");
      case "prime":
        return t("prime");
      case "quotas": {
        const measure = view.measures.find(({ key }) => key === a)?.label ?? t("quotas");
        return t("quotaOf", { measure, customer: view.customers.find(({ key }) => key === b)?.label ?? "" });
      }
      case "changeNoticeMinutes":
        return t("changeNotice");
      case "lateCancel":
        return t("lateCancel");
      case "approval":
        return a === "minutes" ? t("approvalMinutes") : t("approval");
      default:
        return t("who");
    }
  };
}

/** Keys of `catalogue.form`, by the name of the rule. */
const LENGTHS: Record<string, string> = {
  stepMinutes: "step",
  minMinutes: "min",
  maxMinutes: "max",
  noticeMinutes: "notice",
  cancelNoticeMinutes: "cancelNotice",
  horizonDays: "horizon",
  bufferBeforeMinutes: "bufferBefore",
  bufferAfterMinutes: "bufferAfter",
};
