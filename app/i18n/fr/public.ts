const publicPages = {
  home: {
    title: "Grappe : réserver ce que votre pôle partage",
    description:
      "Dans un pôle territorial de coopération économique, associations, coopératives et entreprises d'insertion se prêtent salles, véhicules et matériel. Grappe montre ce qui est libre et le réserve en trois gestes.",
    kicker: "Pour les pôles territoriaux de coopération économique",
    headline: "Ce que l'un possède, tous s'en servent.",
    lead: "Associations, coopératives et entreprises d'insertion d'un même territoire se prêtent salles, véhicules et matériel. Grappe montre ce qui est libre et le réserve en trois gestes.",
    signIn: "Se connecter",
    tryDemo: "Essayer la démonstration",
    how: "Comment ça marche",
    bunch: "Une grappe dont chaque grain montre une salle : réunion, cours, table ronde, conférence, petit salon",
    shared: {
      title: "Ce qui se partage",
      note: "Des salles, des véhicules, du matériel, mais aussi des services, des formations, des emplois.",
      rooms: {
        title: "Des choses bien décrites",
        text: "Photos, places, surface, équipement, accès de plain-pied, horaires, et le prix pour votre structure.",
      },
      free: {
        title: "Ce qui est libre, à l'instant",
        text: "Un jour, une heure, un nombre de personnes : tout ce qui est libre, de toutes les structures, dans une seule liste.",
      },
      sure: {
        title: "Une réservation qui tient",
        text: "La même chose n'est jamais promise deux fois. La confirmation arrive par courriel, avec le rendez-vous pour votre agenda.",
      },
    },
    steps: {
      title: "Comment ça marche",
      one: {
        title: "On partage ce qu'on a",
        text: "Chaque structure inscrit la salle, le véhicule, l'outil qu'elle n'utilise pas tout le temps, avec ses règles, ses horaires et son prix.",
      },
      two: {
        title: "On réserve en trois gestes",
        text: "Vous dites quand et pour combien. Vous choisissez parmi ce qui est libre. Vous confirmez.",
      },
      three: {
        title: "Chacun s'y retrouve",
        text: "Le planning du pôle dit ce qui est pris, et par quelle structure. Vous annulez en un geste, dans le délai prévu.",
      },
    },
    who: {
      title: "Pour qui",
      employees: {
        title: "Les équipes",
        text: "Une salle ou un véhicule pour jeudi après-midi, depuis l'ordinateur ou le téléphone.",
      },
      owners: {
        title: "Les structures qui partagent",
        text: "Des salles mieux remplies, du matériel qui sert, dans les règles que vous fixez.",
      },
      managers: {
        title: "L'équipe du pôle",
        text: "Une vue de tout ce qui se partage, sans tableur à tenir.",
      },
    },
    join: {
      title: "Votre structure a sa place ici",
      text: "Association, coopérative, entreprise d'insertion, PME engagée : écrivez à l'équipe de votre pôle, qui vous enverra une invitation par courriel. Vous l'avez déjà reçue ? Ouvrez simplement son lien.",
    },
  },
  help: {
    title: "Aide",
    lead: "L'essentiel, en une page.",
    book: {
      title: "Réserver",
      one: "À l'accueil, dites quel jour, de quelle heure à quelle heure et pour combien de personnes, puis choisissez <b>Voir ce qui est libre</b>.",
      two: "Dans la liste, choisissez <b>Réserver</b> à côté de ce qui vous convient.",
      three:
        "Relisez, puis choisissez <b>Confirmer la réservation</b>. La confirmation part par courriel, avec le rendez-vous à ajouter à votre agenda.",
      week: "Vous savez déjà ce qu'il vous faut ? Sa page montre sa semaine : chaque heure libre est un lien.",
    },
    rules: {
      title: "Quand une réservation est refusée",
      text: "Chaque salle, véhicule ou matériel a ses horaires, une durée minimale et maximale, un délai pour réserver et une limite dans l'avenir. Le refus dit toujours laquelle de ces règles s'applique, et propose une autre heure ou autre chose de semblable.",
      taken:
        "Si quelqu'un prend le même créneau au même instant, un seul l'obtient. L'autre en est prévenu aussitôt, et rien n'est enregistré pour lui.",
    },
    cancel: {
      title: "Annuler",
      text: "Dans <b>Réservations</b>, ouvrez la réservation puis choisissez <b>Annuler</b> et dites pourquoi. C'est possible jusqu'au délai indiqué sur sa page. Le créneau redevient libre pour tous.",
    },
    acting: {
      title: "Agir pour une autre structure",
      text: "Si vous travaillez pour plusieurs structures, ou dans plusieurs pôles, ouvrez le menu à votre nom, en haut de la page : un geste suffit pour changer. Ce que vous réservez l'est toujours pour la structure affichée.",
    },
    share: {
      title: "Partager une salle, un véhicule, inviter des collègues",
      text: "Les administrateurs d'une structure ajoutent et modifient ce qu'elle partage depuis le <b>Catalogue</b>, et invitent leurs collègues depuis <b>Votre structure</b>, dans le menu à leur nom. L'équipe du pôle invite les structures.",
    },
    access: {
      title: "Entrer sans mot de passe",
      text: "À la connexion, demandez un lien par courriel : il sert une seule fois, pendant dix minutes. C'est aussi la solution si vous avez oublié votre mot de passe.",
    },
    more: {
      title: "Une question reste ?",
      text: "Écrivez à l'équipe de votre pôle. Si une page d'erreur donne une référence, citez-la.",
    },
  },
  accessibility: {
    title: "Accessibilité",
    lead: "Grappe veut servir tout le monde, au clavier comme à la souris, avec ou sans écran.",
    state: {
      title: "Où nous en sommes",
      text: "Grappe vise le niveau AA des règles WCAG 2.2 et du RGAA 4.1. Chaque page est vérifiée par un outil automatique à chaque changement. Aucun audit complet n'a encore été mené par un tiers : nous ne pouvons donc pas déclarer Grappe conforme.",
    },
    done: {
      title: "Ce que vous pouvez attendre",
      keyboard: "Tout se fait au clavier, et l'endroit où vous êtes se voit toujours.",
      script:
        "Tout se lit et se fait sans JavaScript : les calendriers sont d'abord des tableaux, chaque heure libre est un lien.",
      colour: "Un état n'est jamais dit par la couleur seule : un mot et une icône l'accompagnent.",
      zoom: "Les pages restent lisibles à 320 pixels de large, ou agrandies quatre fois, sans défilement de côté.",
      motion: "Rien ne bouge si votre appareil demande moins de mouvement.",
      forms:
        "Une erreur de saisie est dite en tête du formulaire et à côté du champ ; ce que vous avez écrit est gardé.",
    },
    limits: {
      title: "Ce qui ne va pas encore",
      calendar:
        "Le calendrier où l'on dessine une plage à la souris n'est pas fait pour un lecteur d'écran : le tableau de la semaine et le formulaire, sur la même page, font la même chose.",
      photos: "La description d'une photo dépend de la personne qui l'a ajoutée.",
      wide: "Le planning d'une journée défile de côté dans son cadre sur un écran moyen ; sur un téléphone, c'est une liste.",
    },
    report: {
      title: "Signaler un problème",
      text: "Écrivez à l'équipe de votre pôle : dites la page, ce que vous vouliez faire et votre matériel. Si la réponse ne vient pas, vous pouvez saisir le <link>Défenseur des droits</link>.",
    },
  },
  privacy: {
    title: "Données personnelles",
    lead: "Le moins possible, et seulement pour réserver ensemble.",
    kept: {
      title: "Ce que Grappe garde",
      account:
        "Votre nom, votre adresse électronique, votre langue, votre téléphone si vous vous êtes inscrit sans pôle, et les structures pour lesquelles vous agissez.",
      password: "Votre mot de passe, sous une forme qui ne permet pas de le retrouver.",
      sessions:
        "Vos connexions ouvertes : leur date, le navigateur et l'adresse du réseau. Vous les voyez et les fermez dans <b>Votre compte</b>.",
      bookings: "Vos réservations et leur histoire : qui a fait quoi, et quand.",
      needs:
        "Les besoins et les réponses de votre structure. Une réponse n'est lue que de ses auteurs jusqu'à l'ouverture.",
      emails:
        "Les courriels que Grappe vous a envoyés, les alertes que vous gardez, et ce que vous choisissez de ne pas recevoir.",
      attempts: "Le nombre d'essais de connexion, un quart d'heure, pour arrêter qui devine un mot de passe.",
    },
    seen: {
      title: "Qui voit quoi",
      text: "Les membres de votre pôle voient qu'un créneau est pris, et par quelle structure. L'objet d'une réservation et la personne qui l'a faite ne sont vus que de votre structure et de l'équipe du pôle, sauf si vous choisissez d'en partager l'objet. Si vous réservez sans être du pôle, la structure qui vous prête et l'équipe du pôle voient comment vous joindre. Un autre pôle ne voit rien du vôtre.",
    },
    why: {
      title: "Pourquoi, et qui répond",
      text: "Ces données servent à réserver, à prévenir et à rendre compte de l'usage des lieux. Votre pôle en est responsable ; il décide de leur durée de conservation. Rien n'est vendu ni transmis à d'autres.",
    },
    cookies: {
      title: "Cookies",
      text: "Trois, tous nécessaires : votre connexion, la langue choisie, et le message qui suit une action. Aucune mesure d'audience, aucun contenu chargé depuis un autre site.",
    },
    rights: {
      title: "Vos droits",
      text: "Vous pouvez demander à voir, corriger, recevoir ou effacer ce qui vous concerne : écrivez à l'équipe de votre pôle. En cas de désaccord, vous pouvez saisir la <link>CNIL</link>.",
    },
  },
};
export default publicPages;
