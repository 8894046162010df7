// The section « Comptes »: its navigation and its first page.
const costs = {
  title: "Comptes",
  section: "Les comptes",
  lead: "Ce que le pôle partage, mois par mois.",
  months: "Mois",
  state: { open: "Ouvert", review: "En relecture", locked: "Verrouillé", closed: "Clos" },
  empty: {
    title: "Rien n'est encore partagé",
    text: "Le premier mois commence avec sa première charge.",
  },
  nav: {
    overview: "Vue d'ensemble",
  },
};
export default costs;
