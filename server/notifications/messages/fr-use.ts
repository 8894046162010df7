/** The words of mails about the use of things. */
export const frUse = {
  checkIn: "Dire que vous êtes là, le moment venu (sans vous connecter)",
  "no-show": {
    subject: "Créneau rendu aux autres : {resource}, {period}",
    title: "Le créneau est rendu aux autres.",
    intro:
      "Personne n'a dit être là à temps pour {resource}, {period}. Nous avons rendu le créneau, pour que la ressource serve à d'autres.",
    action: "Réserver de nouveau",
    after: "Vous y étiez ? La prochaine fois, scannez le code de la porte en arrivant : une pression suffit.",
  },
  "incident-reported": {
    subject: "Problème signalé : {resource}",
    title: "Un problème est signalé sur {resource}.",
    intro: "{person} ({structure}) l'a signalé le {instant}.",
    action: "Voir l'incident",
    after:
      "Prévoyez une maintenance s'il faut l'immobiliser : les personnes touchées seront prévenues, avec des solutions de rechange.",
    afterStopped:
      "Plus personne ne peut réserver en attendant votre réponse. La page de l'incident la remet en service d'une pression, ou prévoit une maintenance.",
  },
  "incident-lifted": {
    subject: "De nouveau en service : {resource}, {period}",
    title: "{resource} peut de nouveau servir.",
    intro: "Votre réservation, {period}, tient toujours : il n'y a rien à faire.",
    action: "Voir la réservation",
    after: "",
  },
  "incident-affected": {
    subject: "Votre réservation est à déplacer : {resource}, {period}",
    title: "{resource} ne pourra pas servir.",
    intro: "Un problème immobilise {resource} jusqu'au {until}. Votre réservation, {period}, est à déplacer.",
    action: "Choisir une solution",
    after: "Vous pouvez aussi la garder, si vous pensez que ce sera réparé à temps : rien n'est annulé sans vous.",
    alternative: "{resource}, {period}",
    none: "Nous n'avons rien trouvé d'équivalent pour l'instant.",
    proposals: "Ce qui s'en approche",
  },
  "incident-closed": {
    subject: "Problème réglé : {resource}",
    title: "Le problème est réglé.",
    intro: "Ce que vous aviez signalé sur {resource} est réglé. Merci de l'avoir dit.",
    action: "Voir ce qui a été fait",
    after: "",
  },
  resource: "Ressource",
  when: "Quand",
  what: "Ce qui est signalé",
  usable: "Peut encore servir",
  yes: "oui",
  no: "non",
  blocked: "Immobilisée",
  until: "jusqu'au {instant}",
  done: "Ce qui a été fait",
  somebody: "Quelqu'un",
};
