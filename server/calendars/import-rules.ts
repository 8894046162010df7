/** A time read in a file, as it is kept between the preview and the confirmation. Instants are ISO 8601, in UTC. */
export interface KeptOccurrence {
  readonly uid: string;
  readonly recurrence: string | null;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly wholeDays: boolean;
  readonly free: boolean;
  readonly cancelled: boolean;
}

/** A blocking brought in earlier, and not ended. */
export interface Brought {
  readonly id: string;
  readonly sourceUid: string;
  readonly reason: string;
  readonly start: Date;
  readonly end: Date;
}

/** What a time would be for the resource. `cancelled` and `instant` cannot be taken. */
export type Standing = "new" | "same" | "changed" | "free" | "cancelled" | "instant";

/** Names an event and which of its times: what a later file is recognized by. */
export function sourceOf({ uid, recurrence }: Pick<KeptOccurrence, "uid" | "recurrence">): string {
  return recurrence ? `${uid} ${recurrence}` : uid;
}

/** The event in the name of one of its times. */
function uidIn(source: string): string {
  return source.replace(/ \d{8}(T\d{6}Z)?$/, "");
}

/** How a time stands to what was brought in before. */
export function standingOf(occurrence: KeptOccurrence, brought: ReadonlyMap<string, Brought>): Standing {
  if (occurrence.cancelled) return "cancelled";
  if (occurrence.start >= occurrence.end) return "instant";
  const known = brought.get(sourceOf(occurrence));
  if (known) return isSame(occurrence, known) ? "same" : "changed";
  return occurrence.free ? "free" : "new";
}

/** Whether it is proposed to be taken. */
export function isProposed(standing: Standing): boolean {
  return standing === "new" || standing === "same" || standing === "changed";
}

/**
 * What to write so that the blockings of a file's events are those chosen, and no others: what was brought in of the
 * same events and is not chosen ends; what another calendar brought stays.
 */
export function planBlockings(
  occurrences: readonly KeptOccurrence[],
  chosen: ReadonlySet<number>,
  brought: readonly Brought[],
): { add: KeptOccurrence[]; end: string[]; changed: number; same: number } {
  const known = new Map(brought.map((one) => [one.sourceUid, one]));
  const uids = new Set(occurrences.map(({ uid }) => uid));
  const wanted = new Map<string, KeptOccurrence>();
  for (const [index, occurrence] of occurrences.entries()) {
    const standing = standingOf(occurrence, known);
    if (chosen.has(index) && standing !== "cancelled" && standing !== "instant") {
      wanted.set(sourceOf(occurrence), occurrence);
    }
  }
  const stays = new Set<string>();
  const add: KeptOccurrence[] = [];
  let changed = 0;
  for (const [source, occurrence] of wanted) {
    const one = known.get(source);
    if (one && isSame(occurrence, one)) stays.add(one.id);
    else {
      add.push(occurrence);
      if (one) changed += 1;
    }
  }
  const end = brought.filter(({ id, sourceUid }) => !stays.has(id) && uids.has(uidIn(sourceUid))).map(({ id }) => id);
  return { add, end, changed, same: stays.size };
}

function isSame(occurrence: KeptOccurrence, { start, end, reason }: Brought): boolean {
  return (
    Date.parse(occurrence.start) === start.getTime() &&
    Date.parse(occurrence.end) === end.getTime() &&
    occurrence.title.trim() === reason
  );
}
