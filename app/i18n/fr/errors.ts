/** What is wrong with a form or one of its fields: keys of the schemas (server/<capability>/forms.ts) and of refusals. */
const errors = {
  // A line of the summary above a form.
  ofField: "{field} : {problem}",
  required: "Ce champ est à remplir.",
  too_long: "Ce texte est trop long.",
  too_short: "Ce texte est trop court.",
  invalid: "Cette valeur n'est pas acceptée.",
  invalid_email: "Cette adresse n'est pas complète : il manque peut-être le @ ou la fin, comme dans nom@structure.fr.",
  invalid_date: "Cette date n'existe pas. Écrivez-la comme 26/11/2026.",
  password_too_short: "Il faut 12 caractères au moins. Trois ou quatre mots à la suite font l'affaire.",
  password_too_long: "Il faut 200 caractères au plus.",
  password_too_common: "Ce mot de passe se devine trop vite : il ressemble à beaucoup d'autres, ou à votre nom.",
  not_a_form: "Ce qui est arrivé n'est pas un formulaire.",

  too_large: "Ce nombre est trop grand.",
  too_small: "Ce nombre est trop petit.",
  time_invalid: "Cette heure ne se lit pas. Écrivez-la comme 14:30.",
  hours_missing: "Un jour d'ouverture a besoin de ses heures.",
  hours_incomplete: "Il manque une heure.",
  hours_reversed: "La fermeture vient avant l'ouverture.",
  hours_overlap: "La réouverture vient avant la première fermeture.",
  amount_invalid: "Ce montant ne se lit pas. Écrivez-le comme 6,00.",
  price_required: "Donnez au moins un prix, ou choisissez « Rien de particulier ».",
  hour_required: "Sans prix de l'heure, pas d'heures à un autre prix.",
  halfDay_below_shorter: "La demi-journée coûterait moins que ce qui est plus court.",
  day_below_shorter: "La journée coûterait moins que ce qui est plus court.",
  week_below_shorter: "La semaine coûterait moins que ce qui est plus court.",
  period_past_midnight:
    "La plage doit finir après son début, à minuit au plus tard. Pour la nuit, ajoutez-en une le lendemain.",
  periods_overlap: "Deux plages se recouvrent.",
  cap_below_hour: "La journée coûterait moins qu'une heure.",
  max_below_min: "La durée la plus longue est plus courte que la plus courte.",
  not_in_steps: "Cette durée ne tombe pas sur le pas.",
  notice_beyond_horizon: "À ce compte, on ne pourrait jamais réserver : c'est plus tôt que le plus tôt.",

  wrong_sign_in: "Cette adresse et ce mot de passe ne vont pas ensemble.",
  too_many_attempts:
    "Beaucoup d'essais en peu de temps. Réessayez dans {minutes, plural, one {une minute} other {# minutes}}.",
  wrong_current: "Ce n'est pas votre mot de passe actuel.",

  already_member: "Cette structure est déjà dans le pôle.",
  already_invited: "Une invitation attend déjà sa réponse. Vous pouvez la renvoyer.",
  already_colleague: "Cette personne travaille déjà pour la structure.",
  membership_ended: "Cette structure n'est plus dans le pôle.",
  last_administrator:
    "C'est la seule personne qui administre la structure : sans elle, plus personne ne pourrait inviter ni ouvrir d'accès. Nommez d'abord quelqu'un d'autre.",
  ends_before_start: "L'adhésion commence après ce jour.",
  already_ended: "Cette adhésion est déjà finie.",
  other_address: "L'invitation est adressée à quelqu'un d'autre.",
  has_account: "Un compte existe déjà à cette adresse : connectez-vous pour accepter.",
  already_created: "Ce jeton est déjà créé. Son secret ne se montre qu'une fois : retirez-le et créez-en un autre.",
  already_shown: "Ce lien est déjà créé. Son adresse ne se montre qu'une fois : retirez-le et créez-en un autre.",
  too_many_links: "Vous avez déjà beaucoup de liens. Retirez-en un qui ne sert plus.",
};
export default errors;
