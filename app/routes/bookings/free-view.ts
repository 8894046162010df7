import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { kindIcon, kindWord, type Words } from "~/routes/catalogue/words";
import { KIND_KEYS, type KindKey } from "~server/catalogue";
import { findFree, findFreeByKind, MOST_COUNTED, type FreeOverview, type Offer } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatNumber } from "~server/kernel/format";
import { addDays } from "~server/kernel/time";
import { KINDS_OF_PEOPLE, searchQuery, SORTS, type AskedSearch } from "./asked-search";
import { marksOf, windowOf } from "./day-view";
import { nearView, offerView, overQuotaView, sessionView } from "./offer-view";
import { slotOn, type When } from "./when";
import { slotWords, type Say } from "./words";

/** How much of one kind a page shows; and of each where all kinds are shown. */
const PAGE = 12;
const EACH = 4;
/** Where nothing is free: how many days later are looked at, and how many of them are proposed. */
const LATER_DAYS = 10;
const LATER_SHOWN = 2;

/** What is free for a slot, kind by kind or of one kind, as the first page shows it: everything in words. */
export async function freeView(actor: Actor, when: When, asked: AskedSearch) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const tc = await translator(locale, "catalogue");
  const ts = await translator(locale, "search");
  const { kind } = asked;
  const search = searchOf(when, asked);
  const overview = await findFreeByKind(actor, search, {
    kinds: KIND_KEYS,
    each: kind ? 0 : EACH,
    // Who looks for a course is told when there is one.
    nextSessions: kind === "training" || asked.q !== "",
  });
  const one =
    kind && (await findFree(actor, { ...search, kind, order: asked.sort, limit: PAGE, cursor: asked.cursor }));
  const sections = one ? [{ kind, count: one.offers.length, offers: one.offers }] : overview.kinds;
  // The hours drawn are those of the section: what is open day and night does not narrow the others.
  const windowFor = (offers: readonly Offer[]) =>
    windowOf(
      offers.map(({ day }) => day),
      when.until ? undefined : when,
    );
  const near = one ? one.nearlyFree : overview.nearlyFree;
  const nothing = sections.every(({ offers }) => offers.length === 0) && overview.sessions.length === 0;
  const to = (changes: Partial<AskedSearch>) =>
    `${paths.home(poleSlug, searchQuery(when, { ...asked, ...changes }))}#libres`;
  const ofKind = (sessions: FreeOverview["sessions"]) =>
    kind && kind !== "training" ? [] : sessions.map((session) => sessionView(session, asked, { actor, t, tc, ts }));
  return {
    kind,
    slot: slotWords(when, locale, t),
    dayWords: formatDay(when.day, locale),
    chips: chipsOf(overview, asked, to, { t, tc, locale }),
    sections: sections.map(({ kind: key, count, offers }) => ({
      kind: key as KindKey,
      title: one
        ? t("find.ofKind", { kind: kindWord(tc, key as KindKey, "many") })
        : `${kindWord(tc, key as KindKey, "many")}`,
      count: counted(count, locale),
      marks: marksOf(windowFor(offers), locale),
      offers: offers.map((offer: Offer) => offerView(offer, when, asked, windowFor(offers), { actor, t, tc, ts })),
      all: !one && count > offers.length ? to({ kind: key as KindKey }) : null,
    })),
    found: nothing ? 0 : sections.reduce((sum, { count }) => sum + count, 0) + (kind ? 0 : overview.sessions.length),
    sessions: ofKind(overview.sessions),
    // None then: the next ones, since a course is not to be had at another hour.
    nextSessions: overview.sessions.length > 0 ? [] : ofKind(overview.nextSessions),
    overQuota: (one ? one.overQuota : overview.overQuota).map((offer) =>
      overQuotaView(offer, when, asked, { actor, t, tc, ts }),
    ),
    near: near.map((offer) => nearView(offer, when, asked, { actor, t, tc, ts })),
    later: nothing && !asked.cursor ? await laterDays(actor, when, asked) : [],
    sorts: one
      ? SORTS.map((sort) => ({
          label: t(`find.sorts.${sort}`),
          to: to({ sort, cursor: null }),
          current: sort === asked.sort,
        }))
      : [],
    next: one?.nextCursor ?? null,
  };
}

export type FreeView = Awaited<ReturnType<typeof freeView>>;

function searchOf({ start, end, people }: When, { quantity, q, placeId, features, accessible }: AskedSearch) {
  return {
    start,
    end,
    attendees: people,
    attendeesOf: KINDS_OF_PEOPLE,
    quantity,
    q: q || undefined,
    placeId: placeId ?? undefined,
    features,
    accessible,
  };
}

/** A filter for each kind of which something is free, with how much. */
function chipsOf(
  { kinds, sessions }: FreeOverview,
  asked: AskedSearch,
  to: (changes: Partial<AskedSearch>) => string,
  { t, tc, locale }: { t: Say; tc: Words; locale: Actor["locale"] },
) {
  const counts = new Map(kinds.map(({ kind, count }) => [kind, count]));
  if (sessions.length > 0) counts.set("training", (counts.get("training") ?? 0) + sessions.length);
  const shown = KIND_KEYS.filter((kind) => counts.has(kind) || kind === asked.kind);
  return [
    {
      key: "all",
      label: t("find.all"),
      icon: null,
      count: null,
      to: to({ kind: null, cursor: null }),
      current: asked.kind === null,
    },
    ...shown.map((kind) => ({
      key: kind,
      label: kindWord(tc, kind, "many"),
      icon: kindIcon(kind),
      count: counted(counts.get(kind) ?? 0, locale),
      to: to({ kind, cursor: null }),
      current: asked.kind === kind,
    })),
  ];
}

/** "12", "50+": beyond, they are not counted. */
function counted(count: number, locale: Actor["locale"]): string {
  return `${formatNumber(count, locale)}${count >= MOST_COUNTED ? "+" : ""}`;
}

/** The first days on which something is free at the same hours. */
async function laterDays(actor: Actor, when: When, asked: AskedSearch) {
  const days: { label: string; to: string }[] = [];
  for (let later = 1; later <= LATER_DAYS && days.length < LATER_SHOWN; later += 1) {
    const until = when.until && addDays(when.until, later);
    const other = slotOn({ ...when, until, day: addDays(when.day, later) }, actor.timeZone);
    const { offers } = await findFree(actor, { ...searchOf(other, asked), kind: asked.kind ?? undefined, limit: 1 });
    if (offers.length === 0) continue;
    days.push({
      label: formatDay(other.day, actor.locale),
      to: paths.home(actor.poleSlug, searchQuery(other, asked)),
    });
  }
  return days;
}
