/** The words of mails that ask for money. */
export const frMoney = {
  calls: {
    subject: "Appel de provisions : {amount} avant le {due}",
    title: "Un appel de provisions pour {structure}.",
    intro:
      "Le pôle appelle d'avance la part de {structure} dans les dépenses partagées. La somme est à régler avant le {due}.",
    action: "Voir les appels",
    after:
      "C'est une avance : à la clôture du mois, elle est comparée à la dépense réelle, et la différence vous est rendue ou demandée. Ce qui n'en est pas payé à ce moment-là est compris dans le décompte du mois : ne payez qu'une fois.",
  },
  fee: {
    subject: "Cotisation {year} : {amount} avant le {due}",
    title: "La cotisation {year} de {structure}.",
    intro: "Le barème {year} du pôle donne {amount} pour {structure}. La somme est à régler avant le {due}.",
    action: "Voir comment elle est calculée",
    after:
      "Si elle n'est pas payée quand le mois est verrouillé, elle est comprise dans son décompte : ne payez qu'une fois.",
  },
  structure: "Structure",
  amount: "Cotisation",
  total: "À régler",
  due: "Avant le",
  decided: "Décidé par",
};
