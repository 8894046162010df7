/** What is shared with the other pôles of the network, and being a guest there. */
export default {
  guest: {
    title: "Vous êtes invité dans le {pole}.",
    text: "Vous y réservez pour {structure} ce que ce pôle partage avec le réseau, au tarif réseau.",
    catalogue: "Voir ce qui est partagé",
  },
  search: {
    title: "Dans les autres pôles du réseau",
    lead: "Vous y réservez en tant qu’invité, au tarif réseau.",
    all: "Tout ce qui est partagé",
  },
  mine: {
    title: "Dans un autre pôle",
  },
};
