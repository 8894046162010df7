import type { DemoNeed } from "./describe";

/** Needs that are closed: waiting to be opened, being judged, proposed. */
export const judgedNeeds: DemoNeed[] = [
  {
    key: "site",
    buyer: "les-jardins-du-gue",
    kind: "call",
    title: "Refaire le site de nos paniers",
    summary: "Commander, reporter, payer : en trois gestes, sur un téléphone.",
    description: "Le site actuel ne se lit pas sur un téléphone. Deux cent dix familles s’en servent.",
    trade: "72400000",
    place: "Brizac",
    openTo: "network",
    lots: [{ title: "", description: "Conception, mise en ligne, deux formations.", euros: 8_000, model: "balanced" }],
    published: { ago: 22, closes: -1 },
    answers: [
      {
        by: "mille-metiers",
        says: "Trois de nos entrepreneurs font des sites pour l’économie sociale.",
        text: "Maquette en janvier, mise en ligne en mars.",
        lots: [{ euros: 7_600 }],
      },
      {
        by: "radio-berge",
        says: "Nous avons fait notre site et celui de l’Université populaire.",
        text: "En ligne en six semaines.",
        lots: [{ euros: 6_900 }],
      },
      {
        by: "universite-populaire",
        says: "Notre atelier numérique forme quinze personnes par an.",
        text: "Un chantier d’école, encadré par un professionnel.",
        lots: [{ euros: 5_200, hours: 120 }],
      },
    ],
  },
  {
    key: "marches",
    buyer: "les-jardins-du-gue",
    kind: "call",
    title: "Porter nos légumes aux marchés",
    summary: "Trois marchés par semaine, de mars à novembre.",
    description: "Chargement à 6 h, au Gué. Deux cents kilos au plus.",
    trade: "60100000",
    place: "Val d’Orme",
    openTo: "pole",
    lots: [{ title: "", description: "", euros: 11_000, model: "responsible" }],
    published: { ago: 26, closes: -4 },
    answers: [
      {
        by: "bielle-et-compagnie",
        says: "Nos vélos cargos portent cent kilos chacun.",
        text: "Deux cargos, deux cyclistes, un en réserve.",
        lots: [{ euros: 10_400, hours: 120 }],
      },
      {
        by: "halles-paysannes",
        says: "Notre camion passe déjà au marché de Saint-Orme.",
        text: "Une tournée partagée, moins de kilomètres.",
        lots: [{ euros: 9_800, hours: 30 }],
      },
    ],
    judged: {
      ago: 2,
      until: "scoring",
      scores: {
        "bielle-et-compagnie": { quality: 4, social: 4, environment: 5, proximity: 5 },
        "halles-paysannes": { quality: 4, social: 2, environment: 3, proximity: 4 },
      },
    },
  },
  {
    key: "nappes",
    buyer: "la-grande-tablee",
    kind: "call",
    title: "Nappes et tabliers",
    summary: "Soixante nappes, quarante tabliers, en lin ou en coton recyclé.",
    description: "Un échantillon sera demandé.",
    trade: "39500000",
    place: "Brizac",
    openTo: "network",
    lots: [{ title: "", description: "", euros: 4_500, model: "balanced" }],
    published: { ago: 30, closes: -8 },
    answers: [
      {
        by: "recyclerie-le-cerceau",
        says: "Notre atelier textile reprend des draps anciens.",
        text: "Du lin ancien, teint à l’atelier.",
        lots: [{ euros: 4_200, hours: 140 }],
      },
      {
        by: "mille-metiers",
        says: "Deux de nos entrepreneuses sont couturières.",
        text: "Coton recyclé, livré en un mois.",
        lots: [{ euros: 3_950 }],
      },
    ],
    judged: {
      ago: 5,
      until: "evaluated",
      scores: { "recyclerie-le-cerceau": { quality: 5, delay: 3 }, "mille-metiers": { quality: 3, delay: 4 } },
    },
  },
  {
    key: "vitrine",
    buyer: "les-jardins-du-gue",
    kind: "call",
    title: "Agencer la boutique de la ferme",
    summary: "Des étals, un comptoir, une vitrine, dans une grange de trente mètres carrés.",
    description: "Les plans sont joints sur demande.",
    trade: "45400000",
    place: "Brizac",
    openTo: "pole",
    lots: [
      { title: "Menuiserie", description: "Étals et comptoir.", euros: 6_000, model: "balanced" },
      { title: "Réemploi", description: "Meubles de rangement, de seconde main.", euros: 1_800, model: "price" },
    ],
    published: { ago: 34, closes: -12 },
    answers: [
      {
        by: "bois-d-appui",
        says: "Nous avons fait le comptoir de Radio Berge.",
        text: "Du châtaignier de la vallée, assemblé sans colle.",
        lots: [{ euros: 5_850, hours: 110 }, null],
      },
      {
        by: "recyclerie-le-cerceau",
        says: "Nous remettons en état ce qui nous est donné.",
        text: "Des planches de récupération, huilées.",
        lots: [
          { euros: 5_200, hours: 160 },
          { euros: 1_500, hours: 60 },
        ],
      },
    ],
    judged: {
      ago: 9,
      until: "proposed",
      scores: { "bois-d-appui": { quality: 5, delay: 4 }, "recyclerie-le-cerceau": { quality: 3, delay: 3 } },
      awards: [
        { lot: 1, by: "bois-d-appui", reasons: "La méthode la mieux décrite, pour un prix proche du plus bas." },
        { lot: 2, by: "recyclerie-le-cerceau", reasons: "Seule réponse, sous notre estimation." },
      ],
    },
  },
];
