/** The simulation of shared costs: any key, a member more or less, on a day. */
export default {
  genreHint: "Choisissez, puis simulez : les champs de la clé paraissent, remplis de ceux d'aujourd'hui.",
  fillKey: "Complétez la clé ci-dessous, puis simulez.",
  tooMany:
    "Plus de soixante structures prennent part à ce poste : une part pour chacune ne tient pas ici. Essayez-la depuis la page du poste, « Changer la clé », qui montre aussi ce qu'elle aurait donné.",
  joinsHint: "Il prend part aux mêmes postes, et pèse autant, sauf ce que vous dites plus bas.",
  from: "Arrivé le",
  fromHint: "Vide : présent tout le temps de l'autre.",
  until: "Parti le",
  untilHint: "Son dernier jour. Vide : absent dès le début. Son usage est compté au prorata des jours.",
  ownMeasures: "Les mesures de ce nouveau membre",
  ownMeasuresHint: "Ce que vous laissez vide est repris du membre auquel il ressemble.",
  own: {
    fte: "Équivalents temps plein",
    headcount: "Effectif",
    surface: "Surface, en m²",
    minutes: "Heures réservées par mois",
    kilometres: "Kilomètres par mois",
    hours: "Heures validées par mois",
    seats: "Places par mois",
    meals: "Repas par mois",
    weight: "Part fixe (tantièmes)",
  },
};
