// Opening the answers to a need: by two persons, the minutes and the register, what was opened, what can be judged.
export default {
  panel: {
    ours: "Votre besoin",
    theirs: "Suivi du besoin",
    isDone: " : fait",
    in: "{count, plural, =0 {Aucune réponse pour l'instant} one {Une réponse déposée} other {# réponses déposées}}",
    toOpen: "Réponses à ouvrir",
    second: "Une seconde personne est attendue",
    nobody: "Personne n'a répondu",
    opened: "{count, plural, =0 {Ouvert, sans réponse} one {Une réponse ouverte} other {# réponses ouvertes}}",
    sealed: "Leur contenu reste scellé jusqu'à l'ouverture.",
    nobodyText:
      "Ouvrez quand même : le procès-verbal dira qu'aucune réponse n'était déposée. Ou annulez ce besoin, avec une raison.",
    toOpenText: "{count, plural, one {Une réponse attend} other {# réponses attendent}} sous scellé.",
    received: "Réponses",
    receivedText: "{count, plural, =0 {aucune déposée} one {une déposée} other {# déposées}}",
    opening: "Ouverture à deux",
    openingText: "après la date limite, par deux personnes",
    openingAsked: "demandée par {name}, une seconde personne ouvre",
    openingDone: "le {at}, par {first} et {second}",
    admission: "Recevabilité",
    admissionText: "chaque réponse est dite recevable ou irrégulière",
    admissionDone:
      "{judged, plural, =0 {aucune examinée} one {une examinée} other {# examinées}} sur {all}{irregular, plural, =0 {} one {, une irrégulière} other {, # irrégulières}}",
    change: "Modifier par un additif",
    cancel: "Annuler ce besoin",
  },
};
