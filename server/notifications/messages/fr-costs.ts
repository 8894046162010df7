/** The words of mails about shared costs. */
export const frCosts = {
  ready: {
    subject: "Votre décompte de {month} est prêt",
    title: "Votre décompte est prêt.",
    intro: "Le décompte de {structure} pour {month} est en relecture. Chaque montant s'ouvre sur ce qui le compose.",
    action: "Lire le décompte",
    after:
      "Tout est juste ? Dites-le d'une pression. Un montant vous étonne ? Contestez-le : il attend à part, et le reste suit son cours.",
  },
  reminder: {
    subject: "À lire avant la fin de la relecture : votre décompte de {month}",
    title: "Votre décompte vous attend.",
    intro: "Le décompte de {structure} pour {month} n'a pas encore été lu.",
    action: "Lire le décompte",
    after: "Passé cette date, la relecture se termine d'elle-même et le décompte est tenu pour lu.",
  },
  changed: {
    subject: "Votre décompte de {month} a changé",
    title: "Votre décompte a changé.",
    intro:
      "Le décompte de {structure} pour {month} n'est plus celui que vous aviez reçu : une charge, une décision ou un relevé est venu depuis. Relisez-le avant la fin de la relecture.",
    action: "Relire le décompte",
    after: "Tout est juste ? Dites-le d'une pression. Un montant vous étonne ? Contestez-le : il attend à part.",
  },
  filed: {
    subject: "Une part est contestée : {pool}, {structure}",
    title: "Une part est contestée.",
    intro: "{structure} conteste une part de {pool} pour {month}. La somme attend à part ; le reste est dû.",
    action: "Voir le décompte",
    after: "Répondez depuis la page du mois : rendre tout, une partie, ou maintenir le montant.",
  },
  upheld: {
    subject: "Votre contestation est acceptée : {pool}, {month}",
    title: "Vous avez raison.",
    intro:
      "{structure} contestait une part de {pool} pour {month}. Cette somme vous est rendue : elle est répartie de nouveau entre les autres.",
    action: "Voir le décompte",
    after: "L'avoir figure sur le décompte du mois qui se clôt.",
  },
  adjusted: {
    subject: "Votre contestation est acceptée en partie : {pool}, {month}",
    title: "Vous avez raison pour une part.",
    intro: "{structure} contestait une part de {pool} pour {month}. Une partie vous en est rendue, le reste est dû.",
    action: "Voir le décompte",
    after: "L'avoir figure sur le décompte du mois qui se clôt.",
  },
  rejected: {
    subject: "Votre contestation n'est pas retenue : {pool}, {month}",
    title: "Le montant est maintenu.",
    intro: "{structure} contestait une part de {pool} pour {month}. Après vérification, cette part reste due.",
    action: "Voir le décompte",
    after: "Une question ? Parlez-en avec la personne qui tient les comptes du pôle.",
  },
  structure: "Structure",
  number: "Décompte",
  until: "À lire avant",
  pool: "Poste",
  disputed: "Somme contestée",
  granted: "Somme rendue",
  reason: "Pourquoi",
  decision: "Réponse du pôle",
};
