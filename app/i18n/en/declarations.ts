/** What a structure says of itself: it decides which lots it may answer, and how it may buy. */
const declarations = {
  title: "What the structure is",
  lead: "The structure says so of itself. Reserved lots and the rules of public buyers follow from it.",
  section: "What it is",
  none: "Nothing is stated.",
  edit: "Change",
  say: {
    ess: "Social and solidarity economy",
    integration: "Work-integration structure",
    fairTrade: "Fair trade",
    publicBuyer: "Public buyer",
  },
  field: {
    ess: "It is of the social and solidarity economy",
    integration: "It is a work-integration or disability structure",
    fairTrade: "It is a fair-trade organisation",
    publicBuyer: "It buys under the rules of public buyers",
  },
  hint: {
    ess: "An association, cooperative, mutual or foundation, or a company that follows the principles of the law of 31 July 2014.",
    integration: "A work-integration firm, association or site, a GEIQ group, an adapted firm, an ESAT.",
    fairTrade: "Recognised by a fair-trade label or guarantee system.",
    publicBuyer:
      "A local authority, a public establishment, or an association mostly funded by them. Above a threshold, what it buys is not decided here.",
  },
  profile: "Address of the buyer’s profile",
  profileHint: "The platform on which it publishes what it buys. Begins with https://",
  profileWrong: "Write a whole address, like https://procurement.example.org.",
  local: "“Structures of the territory” is not stated: they are those of the pôle.",
};
export default declarations;
