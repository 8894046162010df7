import { resourcesInDetail } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { invitedStructures, membersInDetail, siretsElsewhere } from "../poles";
import type { ReadLine } from "./cells";
import type { ImportKind } from "./headings";
import type { Known } from "./rules";

/** What is there already, as far as these lines need to know: a few questions, however many lines. */
export async function knownFor(actor: Actor, kind: ImportKind, lines: readonly ReadLine[]): Promise<Known> {
  const structures = await membersInDetail(actor);
  const nothing = { places: [], resources: [], siretsElsewhere: new Set<string>(), structuresInvited: [] };
  if (kind === "people") return { ...nothing, structures };
  if (kind === "resources") return { ...nothing, structures, ...(await resourcesInDetail(actor)) };
  const sirets = lines.flatMap(({ values }) => values.siret ?? []);
  const invited = await invitedStructures(actor);
  return {
    ...nothing,
    structures,
    siretsElsewhere: await siretsElsewhere(actor, sirets),
    structuresInvited: invited.flatMap(({ structureName }) => structureName ?? []),
  };
}
