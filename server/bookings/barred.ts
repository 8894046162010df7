import type { Actor } from "../kernel/actor";
import { askerOf } from "./asker";
import { mayBook, type Access } from "./rules";

/** Why the structure acted for books nothing of a resource: it is open to others; null where it may, or for nobody. */
export function barredFrom({ access }: { readonly access: Access }, actor: Actor) {
  const asker = askerOf(actor);
  const { openTo } = access;
  if (!asker || openTo === "public" || mayBook(access, asker)) return null;
  return { code: "not_open_to_you" as const, openTo };
}
