export default {
  guest: {
    title: "You are a guest of {pole}.",
    text: "You book here for {structure}, at the network’s rate, what this pôle shares with the network.",
    catalogue: "See what is shared",
  },
  search: {
    title: "In the other pôles of the network",
    lead: "You book there as a guest, at the network’s rate.",
    all: "Everything it shares",
  },
  mine: {
    title: "In another pôle",
  },
};
