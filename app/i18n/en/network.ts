export default {
  basket: {
    title: "You have a basket elsewhere",
    text: "A basket is confirmed in its own pôle, all at once. {count, plural, one {One thing waits} other {# things wait}} in {pole}.",
    open: "Open that basket",
  },
  guest: {
    title: "You are a guest of {pole}.",
    text: {
      network:
        "You book here for {structure}, at the network’s rate, what this pôle shares with the network; and you answer its needs.",
      outsider:
        "You book here for {structure}, at the rate for outside structures, what this pôle opens to everybody; and you answer its needs.",
      public: "You book here what this pôle opens to everybody, at the rate for private persons.",
    },
    catalogue: "See what is shared",
  },
  search: {
    title: "In the other pôles of the network",
    lead: "You book there as a guest, at the network’s rate.",
    all: "Everything it shares",
  },
  mine: {
    title: "In another pôle",
    home: "All your bookings",
  },
};
