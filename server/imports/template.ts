import { fieldsOf, headingOf, type Field, type ImportKind } from "./headings";
import { writeXlsx } from "./write-xlsx";

type Example = Partial<Record<Field, string>>;

/** Believable lines, which a test imports without a mistake. Their addresses reach nobody (RFC 2606). */
const EXAMPLES: Record<ImportKind, readonly Example[]> = {
  structures: [
    {
      name: "Les Jardins du Gué",
      siret: "732 829 320 00074",
      activity: "Maraîchage d’insertion",
      legalForm: "Association",
      town: "Brizac",
      membership: "Membre",
      since: "01/09/2026",
      email: "direction@jardins.example",
    },
    {
      name: "Mairie de Brizac",
      activity: "Collectivité",
      legalForm: "Commune",
      town: "Brizac",
      membership: "Partenaire",
      email: "accueil@mairie.example",
    },
  ],
  people: [
    { name: "Claire Morin", email: "claire@jardins.example", structure: "Les Jardins du Gué", role: "Administration" },
    { name: "Samir Haddad", email: "samir@jardins.example", structure: "732 829 320 00074", role: "Équipe" },
  ],
  resources: [
    {
      kind: "Salle",
      name: "Salle du Pressoir",
      owner: "Les Jardins du Gué",
      place: "Ancienne Filature",
      address: "4 rue du Moulin",
      town: "Brizac",
      capacity: "14",
      description: "Une longue table devant trois fenêtres.",
      hourPrice: "6,50",
      halfDayPrice: "20",
      dayPrice: "35",
      networkHourPrice: "9",
      networkDayPrice: "50",
      outsiderHourPrice: "15",
      outsiderDayPrice: "90",
      hours: "lun-ven 8h-20h ; sam 9h-13h",
      units: "1",
      openTo: "Réseau",
      approval: "Non",
    },
    {
      kind: "Véhicule",
      name: "Fourgon électrique",
      owner: "Les Jardins du Gué",
      place: "Ancienne Filature",
      capacity: "3",
      dayPrice: "25",
      kilometrePrice: "0,20",
      hours: "tous les jours 7:00-22:00",
      openTo: "Pôle",
      approval: "Oui",
    },
  ],
};

/** The template of a kind: its headings and lines to write over, as a CSV that French spreadsheets open, or an .xlsx. */
export function templateFile(kind: ImportKind, format: "csv" | "xlsx"): Buffer {
  const fields = fieldsOf(kind);
  const lines = [fields.map((field) => headingOf(kind, field))];
  for (const example of EXAMPLES[kind]) lines.push(fields.map((field) => example[field] ?? ""));
  if (format === "xlsx") return writeXlsx(headingOf(kind, "name"), lines);
  const cell = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return Buffer.from(`\ufeff${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`);
}
