/** The words of mails about what members advanced for the pôle. */
export const frAdvances = {
  "advance-approved": {
    subject: "Avance acceptée : {label}, {amount}",
    title: "Votre avance est acceptée.",
    intro: "Le pôle a accepté {label}, {amount}. Elle sera déduite de ce que votre structure doit pour {month}.",
    action: "Voir l'avance",
    after: "Vous n'avez rien d'autre à faire.",
  },
  "advance-refused": {
    subject: "Avance à revoir : {label}, {amount}",
    title: "Votre avance n'a pas été acceptée.",
    intro: "Le pôle n'a pas accepté {label}, {amount}, et dit pourquoi.",
    action: "La corriger ou la supprimer",
    after: "Une fois corrigée, déclarez-la de nouveau : elle sera regardée comme les autres.",
  },
  document: "Document",
  reason: "Pourquoi",
  number: "Numéro",
};
