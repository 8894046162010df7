import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Check, PeriodOverview } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDuration, formatList, formatMoney, formatMonth } from "~server/kernel/format";

type Say = Awaited<ReturnType<typeof translator<"costsPeriod">>>;

/** How many names a line gives before "et 3 autres". */
const NAMED = 3;

const ICONS: Record<Check["code"], IconName> = {
  unfinished: "calendar-days",
  earlier_months: "calendar-days",
  charges_waiting: "receipt-euro",
  proofs: "paperclip",
  keys: "scale",
  hours: "clock",
  parked: "triangle-alert",
  statements: "users",
  reread: "users",
  kilometres: "gauge",
  disputes: "flag",
  bank: "landmark",
  payments: "banknote",
  exact: "equal",
};

/** What is missing, each with the act that mends it; what is in order. */
export function checksView(actor: Actor, { checks, month }: PeriodOverview, t: Say) {
  const shown = checks.filter(({ code }) => code !== "disputes");
  const missing = shown.filter(({ ok, blocks }) => !ok && blocks);
  const noted = shown.filter(({ ok, blocks }) => !ok && !blocks);
  const inOrder = shown.filter(({ ok }) => ok);
  const line = (check: Check) => ({
    code: check.code,
    icon: ICONS[check.code],
    title: t(`missing.${check.code}`, { count: check.count, duration: durationOf(check, actor) }),
    text: namesOf(check, actor, t),
    how: howOf(check, t),
    // Who has not read is reminded from the page itself.
    act: check.code === "statements" ? null : mendOf(check, actor.poleSlug, month.startsOn),
  });
  return {
    missing: missing.map(line),
    noted: noted.map(line),
    inOrder: inOrder.map(({ code, count }) => ({ code, words: t(`ok.${code}`, { count }) })),
    progress: { value: inOrder.length + noted.length, max: Math.max(1, shown.length) },
  };
}

/** What to know of it, where its title does not say. */
function howOf({ code, blocks }: Check, t: Say): string | null {
  if (blocks) return code === "bank" || code === "reread" ? t(`how.${code}`) : null;
  const told = ["unfinished", "kilometres", "payments", "charges_waiting", "hours"] as const;
  const known = told.find((one) => one === code);
  return known ? t(`noted.${known}`) : null;
}

function durationOf({ items }: Check, { locale }: Actor): string {
  return formatDuration(
    items.reduce((all, { minutes = 0 }) => all + minutes, 0),
    locale,
  );
}

function namesOf({ code, items }: Check, { locale }: Actor, t: Say): string {
  const names = items.slice(0, NAMED).map(({ name, cents, minutes, why }) => {
    if (code === "earlier_months" || code === "unfinished") return formatMonth(name, locale);
    if (code === "parked") return name || t("everyPool");
    if (minutes !== undefined) return `${name}, ${formatDuration(minutes, locale)}`;
    const label = cents === undefined ? name : t("named", { name, amount: formatMoney(cents, locale) });
    return why === undefined ? label : t("because", { name: label, why: t(`why.${reasonOf(why)}`) });
  });
  const left = items.length - names.length;
  return formatList(left > 0 ? [...names, t("others", { count: left })] : names, locale);
}

function reasonOf(why: string): "no_key" | "zero_total_weight" | "no_members" | "other" {
  return why === "no_key" || why === "zero_total_weight" || why === "no_members" ? why : "other";
}

/** The page where it is mended. */
function mendOf({ code, items }: Check, pole: string, startsOn: string): string | null {
  const only = items.length === 1 ? items[0] : undefined;
  const month = startsOn.slice(0, 7);
  switch (code) {
    case "earlier_months":
      return paths.costPeriod(pole, (items[0]?.id ?? startsOn).slice(0, 7));
    case "charges_waiting":
      return only ? paths.charge(pole, only.id) : paths.charges(pole, { etat: "submitted" });
    case "proofs":
      return only ? paths.charge(pole, only.id) : paths.charges(pole, { mois: month, sans: "justificatif" });
    case "keys":
      return only ? paths.costPool(pole, only.id) : paths.costPools(pole);
    case "hours":
      return paths.costReadings(pole, { mesure: "hours", mois: month });
    case "kilometres":
      return only ? paths.booking(pole, only.id) : paths.poleBookings(pole);
    case "bank": {
      const line = only ?? items[0];
      if (only || !line?.accountId) return line ? paths.entry(pole, line.id) : null;
      return paths.accountLines(pole, line.accountId, { a: month });
    }
    case "payments":
      return only ? paths.memberAccount(pole, only.id) : paths.balances(pole);
    case "parked":
      return paths.balances(pole);
    default:
      return null;
  }
}
