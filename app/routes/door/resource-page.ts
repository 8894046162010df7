import { paths, type WhenQuery } from "~/paths";
import type { Actor } from "~server/kernel/actor";

type Reader = Pick<Actor, "poleSlug" | "guest" | "structureId">;

/** Whoever looks by the public door, without having said who they are. */
export function isPasserBy({ guest, structureId }: Pick<Actor, "guest" | "structureId">): boolean {
  return guest !== null && structureId === null;
}

/** The page of a resource, for its reader: whoever passes by has one outside the pôle. */
export function resourcePage(actor: Reader, resource: string, when: WhenQuery & { semaine?: string } = {}): string {
  if (!isPasserBy(actor)) return paths.resource(actor.poleSlug, resource, when);
  return paths.openResource(actor.poleSlug, resource, { ...when, pour: payer(actor) });
}

/** Where a slot is confirmed; whoever passes by looks at its price first, and says who they are. */
export function confirmationPage(actor: Reader, resource: string, when: WhenQuery): string {
  return isPasserBy(actor)
    ? `${resourcePage(actor, resource, when)}#reserver`
    : paths.newBooking(actor.poleSlug, resource, when);
}

function payer({ guest }: Reader): string | undefined {
  return guest === "public" ? "particulier" : undefined;
}
