import { frAdvances } from "./fr-advances";
import { frCosts } from "./fr-costs";
import { frMoney } from "./fr-money";
import { frNeeds } from "./fr-needs";
import { frUse } from "./fr-use";

/**
 * The words of mails. French is the source; plain spaces and straight apostrophes here, typography is put in when the
 * texts are read. `{name}` is replaced by what it names.
 */
export const fr = {
  use: frUse,
  money: frMoney,
  needs: frNeeds,
  costs: frCosts,
  advances: frAdvances,
  greeting: "Bonjour {name},",
  greetingAlone: "Bonjour,",
  label: "{label} :",
  otherwise: "Si le bouton ne s'ouvre pas, copiez cette adresse dans votre navigateur :",
  sentBy: "Envoyé par Grappe pour {pole}.",
  sentByGrappe: "Envoyé par Grappe.",
  noReply: "Personne ne lit les réponses à ce courriel.",

  booking: {
    requested: {
      subject: "Demande envoyée : {resource}, {period}",
      title: "Votre demande est envoyée.",
      intro: "{resource}, {period} : le créneau vous est gardé en attendant la réponse.",
      after: "Le fichier joint le met dans votre agenda, comme à confirmer.",
      action: "Voir la demande",
    },
    approved: {
      subject: "Demande acceptée : {resource}, {period}",
      title: "C'est accepté.",
      intro: "{resource} est à vous, {period}.",
      after: "Le fichier joint met cette réservation dans votre agenda.",
      action: "Voir la réservation",
    },
    declined: {
      subject: "Demande refusée : {resource}, {period}",
      title: "Votre demande n'a pas été acceptée.",
      intro: "{resource}, {period} : le créneau n'est plus gardé pour vous.",
      after: "Le fichier joint le retire de votre agenda. La page de la demande propose d'autres créneaux.",
      action: "Voir la demande",
    },
    expired: {
      subject: "Demande sans réponse : {resource}, {period}",
      title: "Votre demande est restée sans réponse.",
      intro: "{resource}, {period} : le délai de réponse est passé, le créneau n'est plus gardé pour vous.",
      after: "Le fichier joint le retire de votre agenda. Vous pouvez demander un autre créneau.",
      action: "Voir la demande",
    },
    offered: {
      subject: "Une place se libère : {resource}, {period}",
      title: "Une place se libère.",
      intro: "{resource}, {period} : vous êtes en tête de la liste d'attente, le créneau vous est gardé.",
      after: "Sans réponse de votre part à temps, il sera proposé à la personne suivante.",
      action: "Prendre la place",
    },
    offer_lapsed: {
      subject: "Proposition expirée : {resource}, {period}",
      title: "La proposition a expiré.",
      intro: "{resource}, {period} : le créneau a été proposé à la personne suivante.",
      after: "Le fichier joint le retire de votre agenda.",
      action: "Voir la réservation",
    },
    moved: {
      subject: "Réservation déplacée : {resource}, {period}",
      title: "Réservation déplacée.",
      intro: "{resource} est maintenant à vous {period}.",
      after: "Le fichier joint la déplace dans votre agenda.",
      action: "Voir la réservation",
    },
    confirmed: {
      subject: "C'est réservé : {resource}, {period}",
      title: "C'est réservé.",
      intro: "{resource} est à vous, {period}.",
      after: "Le fichier joint met cette réservation dans votre agenda.",
      action: "Voir la réservation",
    },
    restored: {
      subject: "Réservation rétablie : {resource}, {period}",
      title: "Réservation rétablie.",
      intro: "{resource} est de nouveau à vous, {period}.",
      after: "Le fichier joint la remet dans votre agenda.",
      action: "Voir la réservation",
    },
    cancelled: {
      subject: "Réservation annulée : {resource}, {period}",
      title: "Réservation annulée.",
      intro: "{resource} n'est plus à vous, {period}.",
      after: "Le fichier joint la retire de votre agenda.",
      action: "Voir la réservation",
    },
    resource: "Ressource",
    when: "Quand",
    where: "Où",
    access: "Accès",
    instructions: "Sur place",
    structure: "Pour",
    purpose: "Objet",
    quantity: "Quantité",
    attendees: "Personnes",
    price: "Prix",
    free: "Sans frais",
    cancelBefore: "Annulation possible",
    until: "jusqu'au {instant}",
    cancelledBy: "Annulée par",
    reason: "Motif",
    answerBefore: "Réponse attendue",
  },

  approval: {
    subject: "À accepter : {structure} demande {resource}, {period}",
    title: "Une demande attend votre réponse.",
    intro: "{structure} demande {resource}, {period}. Le créneau est gardé jusqu'à votre réponse.",
    message: "Message",
    action: "Répondre",
    after:
      "Sans réponse avant le {until}, la demande expire et le créneau est rendu. Ce lien est à vous seul : il répond en votre nom.",
  },

  calendar: {
    summary: "{resource} – {title}",
    structure: "Réservé pour {structure}",
    purpose: "Objet : {title}",
  },

  identity: {
    "sign-in-link": {
      subject: "Votre lien de connexion",
      title: "Votre lien de connexion",
      intro: "Ce lien vous connecte à Grappe. Il sert une seule fois, pendant {minutes} minutes.",
      action: "Se connecter",
      after: "Vous n'avez rien demandé ? Laissez ce courriel de côté : sans ce lien, personne n'entre.",
    },
    reset: {
      subject: "Choisir un nouveau mot de passe",
      title: "Choisir un nouveau mot de passe",
      intro: "Ce lien vous laisse choisir un nouveau mot de passe. Il sert une seule fois, pendant {minutes} minutes.",
      action: "Choisir un mot de passe",
      after: "Vous n'avez rien demandé ? Laissez ce courriel de côté : votre mot de passe reste le même.",
    },
    "password-changed": {
      subject: "Votre mot de passe a changé",
      title: "Votre mot de passe a changé",
      intro: "Votre mot de passe Grappe vient de changer. Vos autres connexions sont fermées.",
      action: "Ouvrir le compte",
      after: "Ce n'était pas vous ? Demandez tout de suite un nouveau mot de passe, puis prévenez votre pôle.",
    },
    registration: {
      subject: "Confirmez votre inscription",
      title: "Confirmez votre inscription",
      intro:
        "Ce lien confirme votre adresse et vous ramène là où vous étiez. Il sert une seule fois, pendant {minutes} minutes.",
      action: "Confirmer mon inscription",
      after: "Vous n'avez rien demandé ? Laissez ce courriel de côté : sans ce lien, rien n'est créé.",
    },
    "invitation-colleague": {
      subject: "{inviter} vous invite à rejoindre {structure} sur Grappe",
      title: "Rejoignez {structure}",
      intro:
        "{inviter} vous invite à rejoindre {structure} sur Grappe, où les structures d'un même pôle partagent leurs salles et leur matériel.",
      action: "Accepter l'invitation",
      after: "L'invitation tient jusqu'au {instant}. Vous ne connaissez pas {inviter} ? Laissez ce courriel de côté.",
    },
    "invitation-structure": {
      subject: "{inviter} invite {structure} sur Grappe",
      title: "Une invitation pour {structure}",
      intro:
        "{inviter} invite {structure} à rejoindre {pole} sur Grappe, où les structures d'un même pôle partagent leurs salles et leur matériel.",
      action: "Accepter l'invitation",
      after: "L'invitation tient jusqu'au {instant}. Vous ne connaissez pas {inviter} ? Laissez ce courriel de côté.",
    },
  },

  basket: {
    subject: "C'est réservé : {count} réservations, {day}",
    subjectAsked: "Réservations et demandes : {count}, {day}",
    title: "C'est réservé.",
    titleAsked: "C'est envoyé.",
    intro: "Voici ce que vous avez réservé ensemble.",
    introAsked: "Voici ce que vous avez réservé ensemble. Ce qui attend une réponse vous est gardé jusque-là.",
    quantity: "{resource} × {quantity}",
    asked: "réponse attendue jusqu'au {instant}",
    over: "n'est plus à vous",
    total: "En tout",
    action: "Voir ces réservations",
    after: "Le fichier joint les met toutes dans votre agenda. Chacune se déplace ou s'annule à part.",
  },

  series: {
    confirmed: {
      subject: "C'est réservé : {resource}, {count} dates à partir du {day}",
      title: "Votre série est réservée.",
      intro: "{resource} est à vous à ces {count} dates.",
      after:
        "Le fichier joint les met toutes dans votre agenda. Chacune se déplace ou s'annule à part, ou toutes ensemble.",
    },
    changed: {
      subject: "Série changée : {resource}, {count} dates à partir du {day}",
      title: "Votre série a changé.",
      intro: "Voici ses {count} dates changées, telles qu'elles sont maintenant.",
      after: "Le fichier joint les met à jour dans votre agenda.",
    },
    cancelled: {
      subject: "Série annulée : {resource}, {count} dates à partir du {day}",
      title: "Ces dates sont annulées.",
      intro: "{resource} n'est plus à vous à ces {count} dates.",
      after: "Le fichier joint les retire de votre agenda.",
    },
    dates: "Dates",
    requested: "en attente d'une réponse",
    cancelledDate: "annulée",
    total: "En tout",
    action: "Voir la série",
  },

  order: {
    ordered: {
      subject: "Commande : {service}, {period}",
      title: "Une commande pour vous.",
      intro: "{structure} commande {service}, {period}.",
    },
    changed: {
      subject: "Commande changée : {service}, {period}",
      title: "Une commande a changé.",
      intro: "{structure} a changé sa commande : {service}, {period}.",
    },
    cancelled: {
      subject: "Commande annulée : {service}, {period}",
      title: "Une commande est annulée.",
      intro: "{structure} n'a plus besoin de {service}, {period}. Vous n'avez rien à préparer.",
    },
    service: "Service",
    structure: "Pour",
    person: "Commandé par",
    goesWith: "Avec",
    message: "Précisions",
    action: "Voir les commandes du jour",
    after: "La page des commandes dit, jour par jour, ce qui est à préparer ; elle s'imprime.",
  },
};
