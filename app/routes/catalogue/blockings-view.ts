import type { z } from "zod";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { blockingsOf, bookingsMetBy, type blockingForm } from "~server/bookings";
import { rulesOfResource, unitsFor, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatPeriod } from "~server/kernel/format";
import { isId, newId } from "~server/kernel/ids";
import { instantAt, MINUTES_PER_DAY, type Period } from "~server/kernel/time";
import { unitName } from "./unit-name";
import type { Words } from "./words";

const KINDS = ["closed", "maintenance", "reserved"] as const;

/** The page of a resource's blockings, in words. @param added the one that was just added */
export async function blockingsView(actor: Actor, resource: Resource, added: string | null, now: Date) {
  const { locale, timeZone, poleSlug } = actor;
  const t = await translator(locale, "catalogue");
  const { structures } = await rulesOfResource(actor, resource.id);
  const units = resource.takesAllUnits ? [] : await unitsInService(actor, resource, t);
  const unitNames = new Map(units.map(({ value, label }) => [value, label]));
  const nameOf = new Map(structures.map(({ id, name }) => [id, name]));
  const period = (of: Period) => formatPeriod(of.start, of.end, timeZone, locale);
  const met = isId(added) ? await bookingsMetBy(actor, added) : [];
  return {
    title: t("blockings.title", { name: resource.name }),
    resource: { id: resource.id, name: resource.name },
    list: (await blockingsOf(actor, { resourceId: resource.id, from: now })).map((blocking) => {
      const except = blocking.exceptStructures.flatMap((id) => nameOf.get(id) ?? []);
      return {
        id: blocking.id,
        period: period(blocking),
        what: [t(`blockings.kinds.${blocking.kind}`), blocking.reason, blocking.createdBy].filter(Boolean).join(" · "),
        units: someUnits(blocking.unitIds, unitNames, locale),
        except: except.length > 0 ? t("blockings.excepted", { names: formatList(except, locale) }) : null,
        remove: t("blockings.removeOf", { period: period(blocking) }),
      };
    }),
    met: met.map((booking) => ({
      to: paths.booking(poleSlug, booking.id),
      period: period(booking),
      who: booking.structure.name,
    })),
    form: {
      // Sent twice, it blocks once.
      id: newId(),
      kinds: KINDS.map((value) => ({ value, label: t(`blockings.kinds.${value}`) })),
      units: units.length > 1 ? units : [],
      structures: structures.map(({ id, name }) => ({ value: id, label: name })),
    },
  };
}

/** Those that a blocking may take one by one. */
async function unitsInService(actor: Actor, { id, kind }: Resource, t: Words) {
  return (await unitsFor(actor, id))
    .filter(({ retiredAt }) => retiredAt === null)
    .map((unit) => ({ value: unit.id, label: unitName(unit, kind, t) }));
}

/** Which, when it is not all of them. */
function someUnits(ids: readonly string[], names: ReadonlyMap<string, string>, locale: Actor["locale"]) {
  const named = [...names].flatMap(([id, name]) => (ids.includes(id) ? [name] : []));
  return named.length > 0 && named.length < names.size ? formatList(named, locale) : null;
}

export type BlockingsView = Awaited<ReturnType<typeof blockingsView>>;

/** Whole days where no hours are told; null when it would end before it starts. */
export function periodOfBlocking({ du, de, au, a }: z.output<typeof blockingForm>, zone: string): Period | null {
  const start = instantAt(du, de ?? 0, zone);
  const end = instantAt(au || du, a ?? MINUTES_PER_DAY, zone);
  return start < end ? { start, end } : null;
}
