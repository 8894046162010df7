/** Words of pooled jobs. */
export default {
  one: "Emploi partagé",
  many: "Emplois partagés",
  found: "{count, plural, =0 {Aucun emploi partagé} one {# emploi partagé} other {# emplois partagés}}",
  foundArchived:
    "{count, plural, =0 {Aucun emploi partagé archivé} one {# emploi partagé archivé} other {# emplois partagés archivés}}",
  add: "Ajouter un emploi partagé",
  addLead: "Il se réserve dès qu'il est enregistré. Tout peut changer plus tard.",
  choose: "Une personne qui travaille pour plusieurs structures, au prix coûtant.",
  free: "Quand est-ce possible ?",
  gone: "Ce poste n'est plus partagé.",
  itself: "Le poste",
  nameHint: "Le métier, sans nom de personne : « Comptable ».",
  archived: "Archivé",
  closed: "Fermé pour l'instant",
  open: "Ouvert {hours}.",
  openAlways: "Disponible jour et nuit, tous les jours.",
  neverOpen: "Fermé pour l'instant : aucune heure d'ouverture n'est donnée.",
  attributes: {
    trade: {
      label: "Métier",
      note: "",
      hint: "",
      value: "{value}",
    },
    employer: {
      label: "Employeur",
      note: "",
      hint: "",
      value: "employé par {value}",
    },
    skills: {
      label: "Savoir-faire",
      note: "",
      hint: "",
      value: "{value}",
    },
    workplace: {
      label: "Lieu de travail",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        "on-site": "chez vous",
        remote: "à distance",
        both: "chez vous ou à distance",
      },
    },
  },
};
