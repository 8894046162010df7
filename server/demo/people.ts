import { actorIn, contextsOf, guestContextsOf } from "../poles";
import type { Actor } from "../kernel/actor";
import { demoId } from "../../db/demo/chance";
import type { DemoPole } from "../../db/demo/describe";
import { emailOf } from "../../db/demo/ids";

/** Finds whoever acts in the demonstration: for a structure, in a pôle, as its administrator unless told. */
export function peopleOf(poles: readonly DemoPole[]) {
  const known = new Map<string, Promise<Actor>>();
  return (structure: string, role = "administrator", pole = "val-d-orme"): Promise<Actor> => {
    const key = `${structure} ${role} ${pole}`;
    const found = known.get(key) ?? find(structure, role, pole);
    known.set(key, found);
    return found;
  };

  async function find(structure: string, role: string, pole: string): Promise<Actor> {
    const people = poles.flatMap(({ structures }) => structures).find(({ slug }) => slug === structure)?.people ?? [];
    const person = people.find((each) => each.role === role);
    // Of no pôle: the outsider, at the public door.
    const email = person ? emailOf(person, structure) : "outsider@demo.example";
    const id = demoId(`person ${email}`);
    const contexts = person ? await contextsOf(id) : await guestContextsOf(id, pole);
    const context = contexts.find((each) => each.poleSlug === pole && (!person || each.structureSlug === structure));
    if (!context) throw new Error(`${structure} has no ${role} in ${pole}.`);
    return actorIn(context, { personId: id, name: person?.name ?? "Solène Baudry" }, "fr");
  }
}

export type Who = ReturnType<typeof peopleOf>;
