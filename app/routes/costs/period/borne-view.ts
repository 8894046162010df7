import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { PeriodOverview } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";

type Say = Awaited<ReturnType<typeof translator<"costsPeriod">>>;

/** What a key finds nobody to bear: pools that wait for the pôle's word, and those it took on itself. */
export function borneView(actor: Actor, { checks, borne, month }: PeriodOverview, t: Say) {
  const amount = (cents: number) => formatMoney(cents, actor.locale);
  const unshared = checks.find(({ code }) => code === "keys")?.items ?? [];
  return {
    bearable: unshared
      .filter(({ why }) => why === "zero_total_weight" || why === "no_members")
      .map(({ id, name, cents = 0, why }) => ({
        id,
        title: t("borne.waits", { pool: name, amount: amount(cents) }),
        text: t(why === "no_members" ? "borne.noMembers" : "borne.noUse"),
        mend: why === "no_members" ? paths.costPool(actor.poleSlug, id) : paths.costReadings(actor.poleSlug),
        mendWords: t(why === "no_members" ? "borne.seePool" : "borne.seeReadings"),
      })),
    borne: borne.map(({ id, name, cents, reason }) => ({
      ...{ id, reason },
      title: t("borne.taken", { pool: name, amount: amount(cents) }),
      undo: month.state === "open" || month.state === "review",
    })),
  };
}
