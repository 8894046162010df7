import { demoId } from "./chance";
import type { DemoPerson, DemoPole } from "./describe";

/** Ids of the demonstration, the same each time. */
export const structureId = (slug: string) => demoId(`structure ${slug}`);
export const poleId = (pole: DemoPole) => demoId(`pole ${pole.slug}`);
/** Of a room or of any other thing. */
export const resourceId = (pole: DemoPole, key: string) => demoId(`room ${pole.slug} ${key}`);
/** A room is one unit; other things have theirs numbered. */
export const unitId = (pole: DemoPole, key: string, number = 0) =>
  demoId(`unit ${pole.slug} ${key}${number > 0 ? ` ${number}` : ""}`);

/** "Nadia Ferhat" of Les Jardins du Gué: nadia.ferhat@les-jardins-du-gue.example. */
export function emailOf(person: DemoPerson, structure: string): string {
  const name = person.name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".");
  return person.email ?? `${name}@${structure}.example`;
}

export const personId = (person: DemoPerson, structure: string) => demoId(`person ${emailOf(person, structure)}`);
