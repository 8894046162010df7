import { paths } from "~/paths";
import type { Addon, Thing } from "~server/baskets";

/** The address that proposes the addition that a form asked for: signing in comes back to it. */
export function askedAgain(pole: string, form: FormData): string {
  const asked = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value === "string" && value !== "" && !["demande", "retour", "prix"].includes(name)) {
      asked.append(name, value.slice(0, 1000));
    }
  }
  return `${paths.addToBasket(pole)}?${asked.toString()}`;
}

/** What goes with a thing: a service for its shortest time at the start, other things for the whole of it. */
export function addonThings(
  addons: readonly Addon[],
  chosen: ReadonlyMap<string, number>,
  { start, end }: Pick<Thing, "start" | "end">,
): Thing[] {
  return addons.flatMap(({ addonId, kind, minMinutes }): Thing[] => {
    const quantity = chosen.get(addonId);
    if (quantity === undefined) return [];
    const shortest = new Date(start.getTime() + minMinutes * 60_000);
    return [{ resourceId: addonId, start, end: kind === "service" && shortest < end ? shortest : end, quantity }];
  });
}
