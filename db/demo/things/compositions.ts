import type { DemoComposition } from "../describe";

/** What is made of what in the Val d’Orme, and what is proposed with it. */
export const compositions: DemoComposition[] = [
  {
    resource: "salle-haute",
    parts: [{ of: "salle-haute-cour" }, { of: "salle-haute-jardin" }],
    addons: ["accueil-cafe", "repas-de-la-cantine", "menage", "videoprojecteurs"],
  },
  {
    resource: "lot-chantier",
    parts: [{ of: "remorque" }, { of: "caisses-a-outils", takes: 1 }, { of: "videoprojecteurs", takes: 2 }],
  },
  { resource: "salle-du-pressoir", addons: ["accueil-cafe", "repas-de-la-cantine"] },
  { resource: "la-verriere", addons: ["accueil-cafe", "menage"] },
  { resource: "premiers-secours", addons: ["repas-de-la-cantine"] },
];
