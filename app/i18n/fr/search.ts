/** Ce qui est libre, ce qui l'est sous condition, et ce qui ne l'est pas pour vous. */
export default {
  approval: {
    badge: "Sur accord",
    by: "{who} répond au plus tard le {instant}.",
    needed:
      "Cette réservation demande l'accord de {who}, qui répond au plus tard le {instant}. D'ici là, le créneau vous est gardé ; sans réponse, il est rendu, et rien n'est dû.",
    title: "Demander la réservation",
    book: "Demander",
    send: "Demander la réservation",
    sending: "Envoi de la demande…",
  },
  features: { legend: "Avec", accessible: "Accès de plain-pied" },
  nextSessions: "Prochaines séances de formation",
  overQuota: {
    title: "Libres, mais votre structure en a assez pris",
    badge: "Quota atteint",
    see: "Voir sa semaine",
  },
  unitsFree: "{free, plural, one {# libre} other {# libres}} sur {total}",
  // La liste de ceux qui veillent sur le pôle.
  pole: {
    title: "Réservations du pôle",
    lead: "Tout ce qui est réservé, par qui et quoi que ce soit ; à filtrer, à emporter.",
    filters: "Filtrer les réservations",
    from: "Du",
    to: "Au",
    structure: "Structure",
    everyStructure: "Toutes les structures",
    resource: "Ressource",
    everyResource: "Toutes les ressources",
    state: "État",
    everyState: "Tous les états",
    q: "Ressource, structure",
    submit: "Filtrer",
    clear: "Tout effacer",
    empty: "Aucune réservation ne répond à cela",
    emptyText: "Élargissez les dates, ou effacez un filtre.",
    next: "Les suivantes",
    first: "Revenir au début",
  },
  noSession: "Pas de séance",
  // Une ressource que la structure ne peut pas réserver.
  barred: {
    slot: "Pas pour vous",
    day: "Votre structure ne la réserve pas",
  },
  move: { what: "Quoi" },
  // Sur un calendrier dessiné.
  drag: {
    moving: "Déplacement en cours…",
    stayed: "Votre réservation est restée où elle était.",
    otherwise: "Chercher un autre créneau pour elle",
  },
  // Sur la page qui confirme : ce qui change, et le prix qui suit.
  asked: {
    counting: "Nous calculons le prix…",
    changed: "Votre demande a changé : son prix est de {price}.",
    changedText: "Rien n'est encore réservé. Relisez, puis confirmez s'il vous convient.",
    explain:
      "Si vous changez le jour, l'heure, le nombre ou les kilomètres, demandez d'abord le nouveau prix : vous confirmez ensuite ce que vous voyez.",
    recalculate: "Recalculer",
  },
};
