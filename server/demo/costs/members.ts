import type { Measure } from "../../costs";

/** What is measured of a member: m², full-time equivalents; and in a usual month, kilometres and hours of the accountant. */
interface DemoMember {
  readonly surface: number;
  readonly fte: number;
  readonly kilometres: number;
  readonly hours: number;
}

/** Who left in the year, and who came. */
export const LEFT = { slug: "le-bocal", name: "Le Bocal", rank: 6, day: 15 } as const;
export const CAME = { slug: "les-petits-sarments", rank: 4, day: 15 } as const;

/** The members of the Val d’Orme, as its costs see them. */
export const members: Readonly<Record<string, DemoMember>> = {
  "recyclerie-le-cerceau": { surface: 380, fte: 11.2, kilometres: 688, hours: 18 },
  "la-grande-tablee": { surface: 214, fte: 9.8, kilometres: 96, hours: 22.5 },
  "proche-en-proche": { surface: 44, fte: 8.25, kilometres: 231, hours: 12 },
  "les-petits-sarments": { surface: 0, fte: 7.1, kilometres: 0, hours: 10 },
  "les-jardins-du-gue": { surface: 62, fte: 6.4, kilometres: 412, hours: 14 },
  "mille-metiers": { surface: 96, fte: 5.6, kilometres: 54, hours: 0 },
  "bois-d-appui": { surface: 0, fte: 5, kilometres: 122, hours: 7.5 },
  "bielle-et-compagnie": { surface: 148, fte: 4, kilometres: 0, hours: 9.5 },
  "halles-paysannes": { surface: 120, fte: 3.75, kilometres: 934, hours: 16 },
  "radio-berge": { surface: 58, fte: 2.5, kilometres: 37, hours: 4 },
  tempo: { surface: 28, fte: 2.2, kilometres: 0, hours: 0 },
  "universite-populaire": { surface: 86, fte: 1.9, kilometres: 18, hours: 3 },
  "le-bocal": { surface: 40, fte: 1.5, kilometres: 26, hours: 2 },
};

/** What stands, as it is kept: square metres × 100, full-time equivalents × 10 000. */
export const standing = ({ surface, fte }: DemoMember): readonly { measure: Measure; value: number }[] => [
  { measure: "surface", value: Math.round(surface * 100) },
  { measure: "fte", value: Math.round(fte * 10_000) },
];
