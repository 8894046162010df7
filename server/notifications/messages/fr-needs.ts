/** The words of mails about needs and answers. Nothing of an answer is ever in them. */
export const frNeeds = {
  alert: {
    subject: "Un besoin pour vous : {title}",
    subjectMany: "{count} besoins pour vous",
    title: "Un besoin correspond à votre recherche.",
    titleMany: "{count} besoins correspondent à vos recherches.",
    intro: "Répondez seul ou en groupement, avant la date limite.",
    action: "Lire le besoin",
    actionMany: "Voir tous les besoins ouverts",
    after: "",
    item: "{buyer}, {place}",
    closes: "Répondre avant le {instant}",
    stop: "Ne plus recevoir « {name} » par courriel",
  },
};
