/** Words of workspaces. */
export default {
  one: "Espace de travail",
  many: "Espaces de travail",
  found: "{count, plural, =0 {Aucun espace de travail} one {# espace de travail} other {# espaces de travail}}",
  foundArchived:
    "{count, plural, =0 {Aucun espace de travail archivé} one {# espace de travail archivé} other {# espaces de travail archivés}}",
  add: "Ajouter un espace de travail",
  addLead: "Il se réserve dès qu'il est enregistré. Tout peut changer plus tard.",
  choose: "Un bureau ou un poste, à la demi-journée ou à la journée.",
  free: "Quand est-il libre ?",
  gone: "Cet espace ne se partage plus.",
  itself: "L'espace",
  nameHint: "Comme on l'appelle chez vous : « Postes de la mezzanine ».",
  archived: "Archivé",
  closed: "Fermé pour l'instant",
  open: "Ouvert {hours}.",
  openAlways: "Disponible jour et nuit, tous les jours.",
  neverOpen: "Fermé pour l'instant : aucune heure d'ouverture n'est donnée.",
  units: "{count, plural, one {# poste} other {# postes}}",
  unitsLabel: "Postes",
  unitName: "Poste {number}",
  accessible: "Plain-pied",
  accessibleHint: "On y entre et on y circule sans marche, en fauteuil roulant aussi.",
  accessibleNote: "porte de 93 cm",
  attributes: {
    sort: {
      label: "Genre",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        desk: "poste partagé",
        "fixed-desk": "poste attitré",
        office: "bureau fermé",
        booth: "cabine d'appel",
      },
    },
    surface: {
      label: "Surface",
      note: "(en m²)",
      hint: "",
      value: "{value} m²",
    },
    floor: {
      label: "Étage",
      note: "",
      hint: "0 : rez-de-chaussée, −1 : sous-sol.",
      value:
        "{below, plural, =0 {{value, plural, =0 {rez-de-chaussée} =1 {1er étage} other {#e étage}}} =1 {sous-sol} other {#e sous-sol}}",
    },
  },
};
