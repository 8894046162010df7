import { declareReferences } from "../../costs";
import type { Who } from "../people";
import { poolId } from "./pools";

/** What some members would pay alone, in euros a month, as they declared it, and where they know it from. */
const REFERENCES = [
  ["les-jardins-du-gue", "batiment", 620, "Devis d’un local de 60 m² à Valsonne"],
  ["les-jardins-du-gue", "accueil", 480, "Un accueil quatre heures par semaine"],
  ["les-jardins-du-gue", "vehicules", 590, "Location d’un utilitaire à l’année"],
  ["les-jardins-du-gue", "internet", 95, "Offre d’un opérateur, janvier"],
  ["les-jardins-du-gue", "comptable", 640, "Devis d’un cabinet comptable"],
  ["halles-paysannes", "vehicules", 890, "Contrat de location précédent"],
  ["halles-paysannes", "comptable", 720, "Cabinet comptable, exercice précédent"],
] as const;

/** Their treasurers declare them. */
export async function declareAlone(who: Who): Promise<void> {
  for (const slug of new Set(REFERENCES.map(([by]) => by))) {
    const own = REFERENCES.filter(([by]) => by === slug);
    await declareReferences(
      await who(slug, "treasurer"),
      own.map(([, pool, euros, source]) => ({ poolId: poolId(pool), price: { centsAMonth: euros * 100, source } })),
    );
  }
}
