import { listenForChanges } from "../../db/changes";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";

/** Pages that one person looks at at once, and that one process tells. Beyond, a page asks by itself now and then. */
const PER_PERSON = 6;
const IN_ALL = 2000;
/** A page that comes so soon after a change may have been read before it. In milliseconds. */
const RECENT = 10_000;

interface Follower {
  readonly poleId: string;
  readonly personId: string;
  /** Something of the pôle changed: what, the page asks for. */
  changed(): void;
  /** The server stops. */
  end(): void;
}

interface Changes {
  readonly followers: Map<string, Set<Follower>>;
  readonly lastChange: Map<string, number>;
  close(): Promise<void>;
}

// On globalThis because the server's entry and the Remix bundle each load this file: one listens, the other tells.
const held = globalThis as typeof globalThis & { grappeChanges?: Changes };

/** Begins to listen, once a process. `onLost` is told each time the connection is lost; it comes back by itself. */
export function openChanges(appUrl: string, onLost: (error: Error) => void = () => {}): void {
  if (held.grappeChanges) throw new Error("Changes are already listened to.");
  const followers: Changes["followers"] = new Map();
  const lastChange: Changes["lastChange"] = new Map();
  const tell = (poleId: string) => {
    lastChange.set(poleId, Date.now());
    for (const follower of followers.get(poleId) ?? []) follower.changed();
  };
  const listening = listenForChanges(appUrl, {
    changed: tell,
    missed: () => [...followers.keys()].forEach(tell),
    lost: onLost,
  });
  held.grappeChanges = { followers, lastChange, close: () => listening.close() };
}

/** Ends every page's stream, and listens no more. */
export async function closeChanges(): Promise<void> {
  const changes = held.grappeChanges;
  held.grappeChanges = undefined;
  for (const follower of [...(changes?.followers.values() ?? [])].flatMap((some) => [...some])) follower.end();
  await changes?.close();
}

/**
 * Tells `changed` whenever a booking or a blocking of the actor's pôle changes; returns what stops it. Null when there
 * are too many already, or nobody listens: the page then asks by itself.
 */
export function followChanges(actor: Actor, { changed, end }: Pick<Follower, "changed" | "end">): (() => void) | null {
  allow(actor, "bookings.view");
  const { poleId, personId } = actor;
  const changes = held.grappeChanges;
  if (!changes) return null;
  const everybody = [...changes.followers.values()].flatMap((some) => [...some]);
  const own = everybody.filter((follower) => follower.personId === personId);
  if (everybody.length >= IN_ALL || own.length >= PER_PERSON) return null;
  const follower: Follower = { poleId, personId, changed, end };
  const here = changes.followers.get(poleId) ?? new Set();
  changes.followers.set(poleId, here.add(follower));
  if (Date.now() - (changes.lastChange.get(poleId) ?? -Infinity) < RECENT) changed();
  return () => {
    here.delete(follower);
    if (here.size === 0) changes.followers.delete(poleId);
  };
}
