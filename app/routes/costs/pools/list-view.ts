import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";
import type { PoolKind, PoolLine, poolsOf } from "~server/costs";
import { keyWords } from "./key-words";

/** What stands for each kind of pool. */
export const POOL_ICONS: Record<PoolKind, IconName> = {
  building: "building",
  vehicle: "truck",
  equipment: "wrench",
  canteen: "utensils",
  reception: "concierge-bell",
  internet: "wifi",
  post: "briefcase-business",
  animation: "users",
  project: "flag",
  other: "layers",
};

/** The list of pools, in words. */
export async function listView({ pools, month, can }: Awaited<ReturnType<typeof poolsOf>>, actor: Actor) {
  const t = await translator(actor.locale, "costsPools");
  const line = (pool: PoolLine) => ({
    id: pool.id,
    to: paths.costPool(actor.poleSlug, pool.id),
    icon: POOL_ICONS[pool.kind],
    name: pool.name,
    key: pool.key ? keyWords(pool.key, t, actor.locale, new Map()).sentence : t("noKey"),
    keyless: pool.key === null,
    who: pool.everyone ? t("everyone") : t("members", { count: pool.members }),
    cost: pool.monthCents === 0 ? t("nothing") : formatMoney(pool.monthCents, actor.locale),
    free: pool.monthCents === 0,
  });
  return {
    pole: actor.poleSlug,
    can,
    month: t("month", { month: formatMonth(month, actor.locale) }),
    pools: pools.filter(({ archivedAt }) => archivedAt === null).map(line),
    archived: pools.filter(({ archivedAt }) => archivedAt !== null).map(line),
  };
}
