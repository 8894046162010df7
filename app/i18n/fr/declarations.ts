/** What a structure says of itself: it decides which lots it may answer, and how it may buy. */
const declarations = {
  title: "Ce qu’est la structure",
  lead: "La structure le dit d’elle-même. Les lots réservés et les règles des acheteurs publics en dépendent.",
  section: "Ce qu’elle est",
  none: "Rien de déclaré.",
  edit: "Modifier",
  say: {
    ess: "Économie sociale et solidaire",
    integration: "Structure d’insertion",
    fairTrade: "Commerce équitable",
    publicBuyer: "Acheteur public",
  },
  field: {
    ess: "Elle est de l’économie sociale et solidaire",
    integration: "Elle est une structure d’insertion ou du handicap",
    fairTrade: "Elle est un acteur du commerce équitable",
    publicBuyer: "Elle achète selon les règles des acheteurs publics",
  },
  hint: {
    ess: "Association, coopérative, mutuelle, fondation, ou société qui suit les principes de la loi du 31 juillet 2014.",
    integration:
      "Entreprise ou association d’insertion, chantier, régie de quartier, groupement GEIQ, entreprise adaptée, ESAT.",
    fairTrade: "Reconnue par un label ou un système de garantie du commerce équitable.",
    publicBuyer:
      "Collectivité, établissement public, ou association financée surtout par eux. Au-dessus d’un seuil, ses achats ne se décident pas ici.",
  },
  profile: "Adresse du profil d’acheteur",
  profileHint: "La plateforme où ses achats se publient. Commence par https://",
  profileWrong: "Écrivez une adresse complète, comme https://marches.exemple.fr.",
  local: "« Structures du territoire » ne se déclare pas : ce sont celles du pôle.",
};
export default declarations;
