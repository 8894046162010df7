import { resourcesInDetail, type Rate } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { invitedStructures, membersInDetail, siretsElsewhere } from "../poles";
import type { ReadLine } from "./cells";
import type { ImportKind } from "./headings";
import { PRICE_COLUMNS, RATE_COLUMN_OF, type Prices } from "./price";
import type { Known } from "./rules";

/** What is there already, as far as these lines need to know: a few questions, however many lines. */
export async function knownFor(actor: Actor, kind: ImportKind, lines: readonly ReadLine[]): Promise<Known> {
  const structures = await membersInDetail(actor);
  const nothing = { places: [], resources: [], siretsElsewhere: new Set<string>(), structuresInvited: [] };
  if (kind === "people") return { ...nothing, structures };
  if (kind === "resources") {
    const { resources, places } = await resourcesInDetail(actor);
    const priced = resources.map(({ rates, ...resource }) => ({ ...resource, prices: pricesOf(rates) }));
    return { ...nothing, structures, places, resources: priced };
  }
  const sirets = lines.flatMap(({ values }) => values.siret ?? []);
  const invited = await invitedStructures(actor);
  return {
    ...nothing,
    structures,
    siretsElsewhere: await siretsElsewhere(actor, sirets),
    structuresInvited: invited.flatMap(({ structureName }) => structureName ?? []),
  };
}

function pricesOf(rates: readonly Rate[]): Prices {
  return Object.fromEntries(
    PRICE_COLUMNS.flatMap(({ field, customer, part }) => {
      const rate = rates.find((one) => one.customer === customer);
      return rate ? [[field, rate[RATE_COLUMN_OF[part]] ?? null]] : [];
    }),
  );
}
