/** The page of a pôle's settings. */
export default {
  title: "Réglages du pôle",
  lead: "Ce qui vaut pour tout le pôle. Les réservations déjà faites restent, même un jour qui se ferme.",
  bank: "Jours fériés",
  bankZone: "Où se trouve le pôle",
  bankHint:
    "Les jours fériés ne sont pas les mêmes partout : l'Alsace-Moselle en a deux de plus, chaque outre-mer le sien.",
  bankFollowers:
    "{count, plural, =0 {Aucune ressource ne ferme les jours fériés pour l'instant.} one {Une ressource ferme les jours fériés.} other {# ressources ferment les jours fériés.}}",
  bankNext: "Les prochains : {days}.",
  school: "Vacances scolaires",
  schoolZone: "Zone scolaire",
  schoolHint: "La Corse et l'outre-mer ont leur propre calendrier : choisissez « Aucune ».",
  none: "Aucune",
  zone: "Zone {zone} : {academies}",
  schoolFollowers:
    "{count, plural, =0 {Aucune ressource ne ferme pendant les vacances pour l'instant.} one {Une ressource ferme pendant les vacances.} other {# ressources ferment pendant les vacances.}}",
  schoolKnown: "Le calendrier officiel est connu jusqu'au {day}. Au-delà, rien ne ferme encore.",
  where: "Chaque ressource dit dans ses règles si elle ferme ces jours-là.",
};
