import { chance } from "../../../db/demo/chance";
import type { DemoYear } from "./year";

/** What a document is drawn as: the bytes of its proof. */
export type Paper = "invoice" | "payslip" | "ticket";

/** A document that comes again in the year. */
export interface DemoDocument {
  readonly pool: string;
  readonly supplier: string;
  readonly label: string;
  /** Of a usual month, in euros; `swing` is how far it moves, as a part; `winter` how much more in January. */
  readonly euros: number;
  readonly swing?: number;
  readonly winter?: number;
  readonly account: string;
  readonly nature?: "salary" | "social_charges" | "expenses";
  /** The day of the month on which it is dated. */
  readonly day: number;
  /** The ranks on which it comes; left out: each month. */
  readonly ranks?: readonly number[];
  /** Over how many months it was served, this one the last. */
  readonly months?: number;
  readonly paper: Paper;
  /** Who advanced the money: by slug. */
  readonly advancedBy?: string;
}

/** What is the same every month, and comes by itself. */
export const recurring = [
  {
    pool: "batiment",
    supplier: "SCI de la Filature",
    label: "Loyer et charges de l’Ancienne Filature",
    euros: 6200,
    account: "6132",
  },
  {
    pool: "vehicules",
    supplier: "Val Mobilité",
    label: "Location du fourgon et du minibus",
    euros: 986,
    account: "6135",
  },
  { pool: "internet", supplier: "Orme Télécom", label: "Fibre, abonnement du bâtiment", euros: 299, account: "626" },
  { pool: "internet", supplier: "Bureau des Vallées", label: "Location du photocopieur", euros: 246, account: "6135" },
] as const;

const documents: readonly DemoDocument[] = [
  {
    pool: "batiment",
    supplier: "Énergies de l’Orme",
    label: "Électricité",
    ...{ euros: 820, swing: 0.08, winter: 0.6, account: "6061", day: 28, paper: "invoice" },
  },
  {
    pool: "batiment",
    supplier: "Éclat Services",
    label: "Ménage des parties communes",
    ...{ euros: 1248, account: "615", day: 27, paper: "invoice" },
  },
  {
    pool: "batiment",
    supplier: "Régie des eaux du Val",
    label: "Eau et assainissement du trimestre",
    ...{ euros: 486, swing: 0.15, account: "6061", day: 24, months: 3, ranks: [1, 4, 7, 10], paper: "invoice" },
  },
  {
    pool: "batiment",
    supplier: "Mutuelle des Deux Vallées",
    label: "Assurance du bâtiment",
    ...{ euros: 1860, account: "616", day: 8, ranks: [2], paper: "invoice" },
  },
  {
    pool: "batiment",
    supplier: "Ascenseurs Morel",
    label: "Entretien du monte-charge",
    ...{ euros: 312, account: "615", day: 18, ranks: [0, 6, 11], paper: "invoice" },
  },
  {
    pool: "batiment",
    supplier: "Quincaillerie du Pont",
    label: "Serrure de la porte cochère",
    ...{ euros: 184.9, account: "6063", day: 11, ranks: [3], paper: "ticket", advancedBy: "bielle-et-compagnie" },
  },
  {
    pool: "accueil",
    supplier: "Salaires",
    label: "Salaire du poste d’accueil",
    ...{ euros: 2486.3, account: "641", day: 28, paper: "payslip" },
  },
  {
    pool: "accueil",
    supplier: "Urssaf",
    label: "Cotisations du poste d’accueil",
    ...{ euros: 1126.18, account: "645", day: 29 - 1, paper: "payslip" },
  },
  {
    pool: "accueil",
    supplier: "Orme Télécom",
    label: "Téléphone et standard",
    ...{ euros: 214, account: "626", day: 20, paper: "invoice" },
  },
  {
    pool: "accueil",
    supplier: "Papeterie Lescure",
    label: "Fournitures de l’accueil",
    ...{ euros: 152, swing: 0.35, account: "6064", day: 22, paper: "ticket" },
  },
  {
    pool: "vehicules",
    supplier: "Bornes du Val",
    label: "Recharges et carburant",
    ...{ euros: 690, swing: 0.2, account: "6061", day: 27, paper: "invoice" },
  },
  {
    pool: "vehicules",
    supplier: "Mutuelle des Deux Vallées",
    label: "Assurance des véhicules",
    ...{ euros: 312, account: "616", day: 6, paper: "invoice" },
  },
  {
    pool: "vehicules",
    supplier: "Garage Tissier",
    label: "Révision et pneus du minibus",
    ...{ euros: 478.2, swing: 0.2, account: "615", day: 19, ranks: [1, 5, 8, 11], paper: "invoice" },
  },
  {
    pool: "vehicules",
    supplier: "Autoroutes du Centre",
    label: "Péage du minibus",
    ...{ euros: 23.8, account: "625", day: 14, ranks: [2, 6, 11], paper: "ticket" },
  },
  {
    pool: "vehicules",
    supplier: "Station du Gué",
    label: "Plein du minibus",
    ...{ euros: 74.6, account: "6061", day: 16, ranks: [5, 11], paper: "ticket", advancedBy: "les-jardins-du-gue" },
  },
  {
    pool: "internet",
    supplier: "Bureau des Vallées",
    label: "Copies et papier",
    ...{ euros: 134.5, swing: 0.25, account: "6064", day: 26, paper: "invoice" },
  },
  {
    pool: "internet",
    supplier: "Bureau des Vallées",
    label: "Avoir sur copies comptées deux fois",
    ...{ euros: -38.4, account: "6064", day: 9, ranks: [5], paper: "invoice" },
  },
  {
    pool: "comptable",
    supplier: "Salaires",
    label: "Salaire de la comptable",
    ...{ euros: 2812.4, account: "641", nature: "salary", day: 28, paper: "payslip" },
  },
  {
    pool: "comptable",
    supplier: "Urssaf",
    label: "Cotisations de la comptable",
    ...{ euros: 1209.07, account: "645", nature: "social_charges", day: 28, paper: "payslip" },
  },
  {
    pool: "comptable",
    supplier: "Frais de déplacement",
    label: "Déplacements chez les membres",
    ...{ euros: 96.6, swing: 0.3, account: "625", nature: "expenses", day: 28, paper: "ticket" },
  },
  {
    pool: "animation",
    supplier: "Salaires",
    label: "Animation du pôle, mi-temps",
    ...{ euros: 1390, account: "641", day: 28, paper: "payslip" },
  },
  {
    pool: "animation",
    supplier: "Urssaf",
    label: "Cotisations de l’animation",
    ...{ euros: 588.4, account: "645", day: 28, paper: "payslip" },
  },
  {
    pool: "animation",
    supplier: "La Grande Tablée",
    label: "Rencontre des membres, buffet",
    ...{ euros: 420, swing: 0.2, account: "623", day: 21, ranks: [1, 4, 7, 10], paper: "invoice" },
  },
];

/** The documents of a month, with what each comes to in cents: the same each time. */
export function documentsOf(year: DemoYear, rank: number): (DemoDocument & { cents: number })[] {
  const month = Number((year.months[rank] ?? year.today).slice(5, 7));
  const cold = Math.max(0, Math.cos(((month - 1) / 12) * 2 * Math.PI));
  return documents
    .filter(({ ranks }) => !ranks || ranks.includes(rank))
    .map((document) => {
      const { euros, swing = 0, winter = 0, supplier, label } = document;
      const moved = 1 + swing * (2 * chance(`${supplier} ${label} ${rank}`)() - 1) + winter * cold;
      return { ...document, cents: Math.round(euros * 100 * moved) };
    });
}
