import { IMPORT_LIMITS, type FileProblem, type RawTable } from "./limits";
import { fold } from "../kernel/fold";
import { done, refused, type Outcome } from "../kernel/outcome";

/** What can be brought in from a table. */
export const IMPORT_KINDS = ["structures", "people", "resources"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a column can hold, by kind of import, in the order of the template, with the headings it answers to. */
export const FIELDS = {
  structures: {
    name: ["Nom", "Structure", "Nom de la structure", "Raison sociale", "Dénomination", "Name"],
    siret: ["SIRET", "N° SIRET", "Numéro SIRET"],
    activity: ["Activité", "Activité principale", "Métier", "Activity"],
    legalForm: ["Forme juridique", "Statut juridique", "Statut", "Legal form"],
    town: ["Ville", "Commune", "Localité", "Town", "City"],
    membership: ["Place dans le pôle", "Place", "Type d'adhésion", "Adhésion", "Membership"],
    since: ["Dans le pôle depuis", "Depuis", "Date d'adhésion", "Date d'entrée", "Since"],
    email: ["Courriel de l'administration", "Courriel", "E-mail", "Email", "Mail", "Adresse électronique", "Contact"],
  },
  people: {
    name: ["Prénom et nom", "Nom", "Nom et prénom", "Personne", "Name"],
    email: ["Courriel", "E-mail", "Email", "Mail", "Adresse électronique", "Adresse e-mail"],
    structure: ["Structure", "Nom de la structure", "Organisation", "SIRET", "Organization"],
    role: ["Rôle", "Fonction", "Role"],
  },
  resources: {
    kind: ["Genre", "Type", "Catégorie", "Nature", "Kind"],
    name: ["Nom", "Ressource", "Salle", "Intitulé", "Name"],
    owner: ["Structure", "Propriétaire", "Structure propriétaire", "Owner"],
    place: ["Lieu", "Site", "Bâtiment", "Place"],
    address: ["Adresse", "Address"],
    town: ["Ville", "Commune", "Town", "City"],
    capacity: ["Capacité", "Places", "Nombre de places", "Capacity", "Seats"],
    description: ["Description", "Présentation", "Remarques"],
    hourPrice: ["Prix de l'heure", "Prix horaire", "Tarif horaire", "Tarif", "Prix", "Hourly price"],
    halfDayPrice: ["Prix de la demi-journée", "Demi-journée", "Tarif demi-journée", "Half-day price"],
    dayPrice: ["Prix de la journée", "Journée", "Tarif journée", "Prix du jour", "Day price"],
    kilometrePrice: ["Prix du kilomètre", "Prix au km", "Prix du km", "Tarif kilométrique", "Price per kilometre"],
    unitPrice: ["Prix à l'unité", "Prix unitaire", "Prix par place", "Unit price"],
    networkHourPrice: [
      "Prix de l'heure (réseau)",
      "Prix de l'heure réseau",
      "Prix de l'heure pour le réseau",
      "Hourly price (network)",
    ],
    networkHalfDayPrice: [
      "Prix de la demi-journée (réseau)",
      "Prix de la demi-journée réseau",
      "Prix de la demi-journée pour le réseau",
      "Half-day price (network)",
    ],
    networkDayPrice: [
      "Prix de la journée (réseau)",
      "Prix de la journée réseau",
      "Prix de la journée pour le réseau",
      "Day price (network)",
    ],
    networkKilometrePrice: [
      "Prix du kilomètre (réseau)",
      "Prix du kilomètre réseau",
      "Prix du kilomètre pour le réseau",
      "Price per kilometre (network)",
    ],
    networkUnitPrice: [
      "Prix à l'unité (réseau)",
      "Prix à l'unité réseau",
      "Prix à l'unité pour le réseau",
      "Unit price (network)",
    ],
    outsiderHourPrice: [
      "Prix de l'heure (extérieur)",
      "Prix de l'heure extérieur",
      "Prix de l'heure pour l'extérieur",
      "Hourly price (outsider)",
    ],
    outsiderHalfDayPrice: [
      "Prix de la demi-journée (extérieur)",
      "Prix de la demi-journée extérieur",
      "Prix de la demi-journée pour l'extérieur",
      "Half-day price (outsider)",
    ],
    outsiderDayPrice: [
      "Prix de la journée (extérieur)",
      "Prix de la journée extérieur",
      "Prix de la journée pour l'extérieur",
      "Day price (outsider)",
    ],
    outsiderKilometrePrice: [
      "Prix du kilomètre (extérieur)",
      "Prix du kilomètre extérieur",
      "Prix du kilomètre pour l'extérieur",
      "Price per kilometre (outsider)",
    ],
    outsiderUnitPrice: [
      "Prix à l'unité (extérieur)",
      "Prix à l'unité extérieur",
      "Prix à l'unité pour l'extérieur",
      "Unit price (outsider)",
    ],
    hours: ["Horaires", "Heures d'ouverture", "Ouverture", "Opening hours"],
    units: ["Exemplaires", "Quantité", "Nombre", "Unités", "Quantity", "Units"],
    openTo: ["Qui peut réserver", "Ouvert à", "Réservable par", "Open to"],
    approval: ["Accord", "Validation", "Accord demandé", "Approval"],
  },
} as const satisfies Record<ImportKind, Record<string, readonly string[]>>;

export type FieldOf<K extends ImportKind> = keyof (typeof FIELDS)[K] & string;
export type Field = { [K in ImportKind]: FieldOf<K> }[ImportKind];

/** Without these columns, nothing can be understood. */
const REQUIRED: Record<ImportKind, readonly Field[]> = {
  structures: ["name"],
  people: ["email", "structure"],
  resources: ["kind", "name", "owner"],
};

/** The fields of a kind, in the order of its template. */
export function fieldsOf(kind: ImportKind): Field[] {
  return Object.keys(FIELDS[kind]) as Field[];
}

/** The heading that the template gives a field. */
export function headingOf(kind: ImportKind, field: Field): string {
  const known: Readonly<Record<string, readonly string[]>> = FIELDS[kind];
  return known[field]?.[0] ?? field;
}

/** A line under the headings: its number in the file, and the cells that say something. */
export interface TypedLine {
  readonly number: number;
  readonly cells: Readonly<Partial<Record<Field, string>>>;
}

/** A table whose columns are known; `ignored` are the headings that answer to nothing. */
export interface TypedTable {
  readonly columns: readonly { readonly field: Field; readonly heading: string }[];
  readonly ignored: readonly string[];
  readonly lines: readonly TypedLine[];
}

/** Knows the columns of a table by its first line. Two columns for one thing: the first counts, the other is told. */
export function readHeadings(kind: ImportKind, { lines }: RawTable): Outcome<TypedTable, FileProblem> {
  const [head, ...rest] = lines;
  const headings = head?.cells ?? [];
  const known = new Map(
    Object.entries(FIELDS[kind])
      .flatMap(([field, names]: [string, readonly string[]]) =>
        names.map((name) => [fold(name), field as Field] as const),
      )
      // A name that two fields answer to is the first one's.
      .reverse(),
  );
  const columns: (Field | null)[] = [];
  const ignored: string[] = [];
  for (const heading of headings) {
    const field = known.get(fold(heading)) ?? null;
    const free = field !== null && !columns.includes(field);
    columns.push(free ? field : null);
    if (!free && heading !== "") ignored.push(heading.slice(0, 80));
  }
  const missing = REQUIRED[kind].filter((field) => !columns.includes(field));
  if (missing.length > 0) {
    const found = headings
      .filter(Boolean)
      .map((heading) => heading.slice(0, 40))
      .slice(0, 12);
    return refused({ code: "headings_missing", headings: missing.map((field) => headingOf(kind, field)), found });
  }
  if (rest.length === 0) return refused({ code: "no_lines" });
  if (rest.length > IMPORT_LIMITS.lines) return refused({ code: "too_many_lines" });
  return done({
    columns: columns.flatMap((field, index) => (field ? [{ field, heading: headings[index] ?? "" }] : [])),
    ignored,
    lines: rest.map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(
        columns.flatMap((field, index) => (field && cells[index] ? [[field, cells[index]] as const] : [])),
      ),
    })),
  });
}
