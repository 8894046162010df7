/** What is wrong with one field, by the message key that the schemas of server/<capability>/forms.ts give. */
const errors = {
  title: "",
  required: "Ce champ est à remplir.",
  too_long: "Ce texte est trop long.",
  too_short: "Ce texte est trop court.",
  invalid: "Cette valeur n'est pas acceptée.",
  invalid_email: "Cette adresse n'est pas complète : il manque peut-être le @ ou la fin, comme dans nom@structure.fr.",
  invalid_date: "Cette date n'existe pas. Écrivez-la comme 26/11/2026.",
  password_too_short: "Il faut 12 caractères au moins. Trois ou quatre mots à la suite font l'affaire.",
  password_too_long: "Il faut 200 caractères au plus.",
  password_too_common: "Ce mot de passe se devine trop vite : il ressemble à beaucoup d'autres, ou à votre nom.",
  passwords_differ: "Les deux mots de passe ne sont pas les mêmes.",
};
export default errors;
