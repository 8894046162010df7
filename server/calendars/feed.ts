import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { inTransaction, type Tx } from "../../db/transaction";
import { titleFor } from "../bookings";
import { publicAddress } from "../config";
import type { Actor } from "../kernel/actor";
import { calendarUid, links, oneLine } from "../notifications";
import { MOST_EVENTS, readFeed, type FeedRow } from "./feed-events";
import { eventText, FEED_END, feedHead, type FeedEvent } from "./feed-text";
import { followedBy, type Followed } from "./links";
import { wordsOf } from "./words";

/** A calendar as a program fetches it. */
export interface Feed {
  readonly text: string;
  /** Changes with anything in it, and with nothing else. */
  readonly tag: string;
  /** When something in it last changed; null when it is empty. */
  readonly changedAt: Date | null;
}

/** Rows read at a time, with time for other requests in between. */
const PAGE = 1000;

/**
 * The calendar that a secret opens; null where it opens nothing (unknown, revoked, its owner gone). 10 000 events at
 * most, from a month ago on: some five megabytes.
 */
export async function feedOf(secret: string): Promise<Feed | null> {
  const followed = await followedBy(secret);
  if (!followed) return null;
  const { reader } = followed;
  return inTransaction(reader, async (tx, now) => {
    const name = await nameOf(tx, followed);
    if (name === null) return null;
    const parts = [feedHead(wordsOf(reader.locale).named(oneLine(name), oneLine(reader.poleName)), reader.timeZone)];
    let changedAt: Date | null = null;
    let last: FeedRow | undefined;
    for (let read = 0; read < MOST_EVENTS; read += PAGE) {
      const rows = await readFeed(tx, followed, now, { after: last, limit: PAGE });
      for (const row of rows) {
        parts.push(eventText(eventOf(row, followed)));
        if (!changedAt || row.changedAt > changedAt) changedAt = row.changedAt;
      }
      last = rows.at(-1);
      if (rows.length < PAGE) break;
      await breathe();
    }
    const text = [...parts, FEED_END].join("");
    return { text, tag: createHash("sha256").update(text).digest("base64url").slice(0, 27), changedAt };
  });
}

/** What the calendar is called; null when its subject is gone. */
async function nameOf(tx: Tx, { reader, subject }: Followed): Promise<string | null> {
  if (subject.kind === "mine") return reader.personName;
  const row =
    subject.kind === "structure"
      ? await tx.selectFrom("structures").select("name").where("id", "=", subject.structureId).executeTakeFirst()
      : await tx.selectFrom("resources").select("name").where("id", "=", subject.resourceId).executeTakeFirst();
  return row?.name ?? null;
}

/** A row in the words of its reader, who learns no more than on the pages. */
function eventOf(row: FeedRow, { reader, subject }: Followed): FeedEvent {
  const words = wordsOf(reader.locale);
  const ofResource = subject.kind === "resource";
  const title = oneLine(titleSeen(row, reader, ofResource));
  const resource = oneLine(row.resourceName);
  const structure = oneLine(row.structureName ?? "");
  const what = !ofResource
    ? resource
    : row.kind === "blocking"
      ? row.state === "maintenance" || row.state === "closed"
        ? words[row.state]
        : words.blocked
      : row.resourceId === subject.resourceId
        ? structure
        : words.inside(structure, resource);
  const url = row.kind === "booking" ? links(publicAddress()).booking(reader.poleSlug, row.id) : null;
  const lines = [
    title && words.purpose(title),
    !ofResource && words.bookedFor(structure),
    subject.kind === "structure" && row.personName && words.bookedBy(oneLine(row.personName)),
    isTentative(row.state) && words.waiting,
    url,
  ];
  return {
    uid: row.kind === "booking" ? calendarUid(row.id) : `blocking-${row.id}@grappe`,
    sequence: row.sequence,
    changedAt: row.changedAt,
    start: row.startsAt,
    end: row.endsAt,
    summary: title ? words.titled(what, title) : what,
    location: oneLine([resource, row.place].filter(Boolean).join(", "), 400),
    description: lines.filter(Boolean).join("\n"),
    url,
    status: statusOf(row.state),
  };
}

/** The calendar of a resource is for a wall or a colleague's screen: it tells only what is shared with everybody. */
function titleSeen(row: FeedRow, reader: Actor, ofResource: boolean): string {
  if (ofResource) return row.titleShared ? row.title : "";
  return row.structureId === null ? "" : (titleFor(reader, { ...row, structureId: row.structureId }) ?? "");
}

function isTentative(state: string): boolean {
  return state === "requested" || state === "offered";
}

function statusOf(state: string): FeedEvent["status"] {
  if (isTentative(state)) return "TENTATIVE";
  return ["cancelled", "declined", "expired"].includes(state) ? "CANCELLED" : "CONFIRMED";
}
