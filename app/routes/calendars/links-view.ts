import { paths } from "~/paths";
import { translator } from "~/i18n/translator";
import { since, dayOf } from "~/routes/identity/since";
import { calendarLinksOf } from "~server/calendars";
import { resourceOf } from "~server/catalogue";
import { publicAddress } from "~server/config";
import type { Actor } from "~server/kernel/actor";
import { isId } from "~server/kernel/ids";
import { can } from "~server/kernel/permissions";
import { structureOfPole } from "~server/poles";

/** What somebody may follow, what the address asks for being chosen, and the links they have. */
export async function linksView(actor: Actor, address: URLSearchParams, now: Date) {
  const { locale, timeZone: zone, structureId, structureName } = actor;
  const t = await translator(locale, "calendars");
  const subjects = [
    {
      value: "mine",
      label: t("mine"),
      hint: structureName ? t("mineHint", { structure: structureName }) : t("mineHintAlone"),
    },
  ];
  if (structureId && structureName) subjects.push(structureSubject(structureId, structureName));
  let chosen = "mine";
  const resourceId = address.get("ressource");
  if (isId(resourceId)) {
    const { id, name } = await resourceOf(actor, resourceId);
    chosen = `resource:${id}`;
    subjects.unshift({ value: chosen, label: t("resource", { resource: name }), hint: t("resourceHint") });
  }
  const slug = address.get("structure");
  if (slug) {
    const { member } = await structureOfPole(actor, slug);
    if (can(actor, "bookings.see-purpose", member.id)) {
      chosen = `structure:${member.id}`;
      if (member.id !== structureId) subjects.unshift(structureSubject(member.id, member.name));
    }
  }
  return {
    subjects,
    chosen,
    links: (await calendarLinksOf(actor)).map(({ id, kind, about, label, createdAt, lastUsedAt }) => {
      const what =
        kind === "mine"
          ? t("mine")
          : kind === "structure"
            ? t("structure", { structure: about ?? "" })
            : t("resource", { resource: about ?? "" });
      return {
        id,
        name: label || what,
        what: label ? what : null,
        revoke: paths.revokeCalendarLink(actor.poleSlug, id),
        created: dayOf(createdAt, { zone, locale }),
        used: lastUsedAt && since(lastUsedAt, now, { zone, locale }),
      };
    }),
  };

  function structureSubject(id: string, name: string) {
    return { value: `structure:${id}`, label: t("structure", { structure: name }), hint: t("structureHint") };
  }
}

export type LinksView = Awaited<ReturnType<typeof linksView>>;

/** The address of a new feed, and those that add it to a calendar in one press. */
export function newFeedView(token: string) {
  const url = publicAddress() + paths.calendarFeed(token);
  const webcal = url.replace(/^https?:/, "webcal:");
  return {
    url,
    webcal,
    google: `https://calendar.google.com/calendar/r?${new URLSearchParams({ cid: webcal }).toString()}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?${new URLSearchParams({ url, name: "Grappe" }).toString()}`,
  };
}

export type NewFeedView = ReturnType<typeof newFeedView>;
