import type { Tx } from "../../db/transaction";
import { addResources, changeResources, type BroughtResource } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { fold } from "../kernel/fold";
import { addMembers, changeMembers, invitePeople, type Invited, type MemberChange, type NewMember } from "../poles";
import type { Values } from "./cells";
import type { ImportKind } from "./headings";
import { PRICE_COLUMNS, RATE_COLUMN_OF } from "./price";
import type { Known, PlannedLine } from "./rules";

/** A line that is to be written. */
export interface LineToWrite {
  readonly values: Values;
  readonly plan: PlannedLine;
}

/** Writes some lines of an import, in a transaction in the realm of identity; returns how many people it invites. */
export async function writeLines(
  tx: Tx,
  now: Date,
  actor: Actor,
  kind: ImportKind,
  lines: readonly LineToWrite[],
  known: Known,
): Promise<number> {
  const creates = lines.filter(({ plan }) => plan.action === "create");
  const updates = lines.filter(({ plan }) => plan.action === "update");
  if (kind === "structures") return writeStructures(tx, now, actor, creates, updates);
  if (kind === "people") {
    await invitePeople(
      tx,
      now,
      actor,
      creates.flatMap(({ values, plan }) => invitation(plan.structureId, values)),
    );
    return creates.length;
  }
  const spelled = new Map(known.places.map((name) => [fold(name), name]));
  const resource = ({ values, plan }: LineToWrite): BroughtResource => ({
    ...values,
    kind: values.kind ?? "",
    name: values.name ?? "",
    structureId: plan.structureId ?? "",
    place: values.place && (spelled.get(fold(values.place)) ?? values.place),
    prices: PRICE_COLUMNS.flatMap(({ field, customer, part }) => {
      const cents = values[field];
      return cents === undefined ? [] : [{ customer, column: RATE_COLUMN_OF[part], cents }];
    }),
  });
  if (creates.length > 0) await addResources(tx, actor, creates.map(resource));
  if (updates.length > 0) {
    const changes = updates.map((line) => ({ ...resource(line), id: line.plan.target ?? "" }));
    await changeResources(tx, actor, changes);
  }
  return 0;
}

async function writeStructures(
  tx: Tx,
  now: Date,
  actor: Actor,
  creates: readonly LineToWrite[],
  updates: readonly LineToWrite[],
): Promise<number> {
  const made = creates.map(({ values }): NewMember => ({
    name: values.name ?? "",
    siret: values.siret ?? null,
    activity: values.activity ?? "",
    legalForm: values.legalForm ?? "",
    town: values.town ?? "",
    membership: values.membership ?? "member",
    since: values.since ?? null,
  }));
  const ids = made.length > 0 ? await addMembers(tx, actor, made) : [];
  const changed = updates.map(({ values, plan }): MemberChange => {
    const kept = Object.entries(values).filter(([field]) => (plan.changes as readonly string[]).includes(field));
    return { ...Object.fromEntries(kept), id: plan.target ?? "" };
  });
  if (changed.length > 0) await changeMembers(tx, actor, changed);
  const administrator = (values: Values): Values => ({ ...values, role: "administrator" });
  const invited = [
    ...creates.flatMap(({ values }, index) => invitation(ids[index] ?? null, administrator(values))),
    ...updates
      .filter(({ plan }) => plan.notes.includes("will_invite"))
      .flatMap(({ values, plan }) => invitation(plan.target, administrator(values))),
  ];
  if (invited.length > 0) await invitePeople(tx, now, actor, invited);
  return invited.length;
}

function invitation(structureId: string | null, { email, role = "employee" }: Values): Invited[] {
  return structureId && email ? [{ structureId, email, role }] : [];
}
