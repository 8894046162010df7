/** What is shared with the other pôles of the network, and being a guest there. */
export default {
  basket: {
    title: "Vous avez un panier ailleurs",
    text: "Un panier se confirme dans son pôle, d’un seul coup. {count, plural, one {Une chose attend} other {# choses attendent}} dans le {pole}.",
    open: "Ouvrir ce panier",
  },
  guest: {
    title: "Vous êtes invité dans le {pole}.",
    text: {
      network:
        "Vous y réservez pour {structure} ce que ce pôle partage avec le réseau, au tarif réseau, et vous répondez à ses besoins.",
      outsider:
        "Vous y réservez pour {structure} ce que ce pôle ouvre à tous, au tarif des structures extérieures, et vous répondez à ses besoins.",
      public: "Vous y réservez ce que ce pôle ouvre à tous, au tarif des particuliers.",
    },
    catalogue: "Voir ce qui est partagé",
  },
  search: {
    title: "Dans les autres pôles du réseau",
    lead: "Vous y réservez en tant qu’invité, au tarif réseau.",
    all: "Tout ce qui est partagé",
  },
  mine: {
    title: "Dans un autre pôle",
    home: "Toutes vos réservations",
  },
};
