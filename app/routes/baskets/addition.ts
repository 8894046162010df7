import { paths } from "~/paths";
import { usualTime, type Addon, type Thing } from "~server/baskets";

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

/** What goes with a thing, at its usual time. */
export function addonThings(
  addons: readonly Addon[],
  chosen: ReadonlyMap<string, number>,
  thing: Pick<Thing, "start" | "end">,
): Thing[] {
  return addons.flatMap((addon): Thing[] => {
    const quantity = chosen.get(addon.addonId);
    if (quantity === undefined) return [];
    return [{ resourceId: addon.addonId, quantity, ...usualTime(addon, thing) }];
  });
}
