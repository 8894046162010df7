/** A search part: "" when nothing is set. Undefined and empty values are left out; a list repeats its name. */
type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

function query(values: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (Array.isArray(value)) for (const one of value) search.append(key, String(one));
    else if (value !== undefined && value !== null && value !== "" && value !== false) search.set(key, String(value));
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** What the address of the dates-first search holds: a day, hours, a number of people. */
export type WhenQuery = {
  jour?: string | undefined;
  de?: string | undefined;
  a?: string | undefined;
  /** The last day, where it is another one. */
  jusquau?: string | undefined;
  personnes?: number | string | undefined;
  /** Units, of what is given one by one. */
  combien?: number | string | undefined;
};

/** The same, with what is looked for: a kind, words, a place, what it must have, an order. */
export type SearchQuery = WhenQuery & {
  genre?: string | undefined;
  equipement?: readonly string[] | undefined;
  plainpied?: string | undefined;
  q?: string | undefined;
  lieu?: string | undefined;
  tri?: string | undefined;
};

/** Typed links to every page of routes.ts. `pole` is a pôle's slug. */
export const paths = {
  public: () => "/",
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  privacy: () => "/donnees-personnelles",
  language: () => "/langue",

  doors: () => "/ouvert-a-tous",
  openThings: (pole: string, filters: Query = {}) => `/ouvert-a-tous/${pole}${query(filters)}`,
  // `pour`: "particulier" to see the price of a private person.
  openResource: (pole: string, resource: string, when: WhenQuery & { semaine?: string; pour?: string } = {}) =>
    `/ouvert-a-tous/${pole}/${resource}${query(when)}`,
  // Needs that anybody may answer, for who belongs to no pôle.
  publicNeeds: (filters: Query = {}) => `/besoins${query(filters)}`,
  publicNeed: (need: string) => `/besoins/${need}`,
  // The link of an alert's mail, without signing in.
  stopNeedAlert: (token: string) => `/alertes/${token}`,
  needsAtom: (filters: Query = {}) => `/besoins.atom${query(filters)}`,
  needsJson: (filters: Query = {}) => `/besoins.json${query(filters)}`,
  register: (back?: string | null, { sent = false } = {}) =>
    `/inscription${query({ retour: back, envoye: sent && 1 })}`,
  confirmRegistration: (token: string) => `/inscription/${token}`,

  // One amount for each member of a month ("2026-10").
  costNetting: (pole: string, month: string) => `/poles/${pole}/comptes/periodes/${month}/compensation`,
  costNettingCsv: (pole: string, month: string) => `/poles/${pole}/comptes/periodes/${month}/compensation.csv`,
  // A member's statement of a month ("2026-10"), and one pool of it for paper.
  costStatement: (pole: string, month: string, structure: string) =>
    `/poles/${pole}/comptes/periodes/${month}/decomptes/${structure}`,
  costStatementPool: (pole: string, month: string, structure: string, pool: string) =>
    `/poles/${pole}/comptes/periodes/${month}/decomptes/${structure}/postes/${pool}`,
  // The books: the journal and its entries, balances, accounts, payments, files for the accountant.
  journal: (pole: string, asked: Query = {}) => `/poles/${pole}/comptes/journal${query(asked)}`,
  journalCsv: (pole: string, asked: Query = {}) => `/poles/${pole}/comptes/journal.csv${query(asked)}`,
  journalHledger: (pole: string, asked: Query = {}) => `/poles/${pole}/comptes/journal.hledger${query(asked)}`,
  fec: (pole: string, year: number) => `/poles/${pole}/comptes/fec.txt${query({ exercice: year })}`,
  entry: (pole: string, entry: string) => `/poles/${pole}/comptes/journal/${entry}`,
  balances: (pole: string, asked: Query = {}) => `/poles/${pole}/comptes/balances${query(asked)}`,
  checkBooks: (pole: string) => `/poles/${pole}/comptes/balances/controle`,
  accountLines: (pole: string, account: string, asked: Query = {}) =>
    `/poles/${pole}/comptes/balances/${account}${query(asked)}`,
  memberAccount: (pole: string, structure: string, asked: Query = {}) =>
    `/poles/${pole}/comptes/comptes/${structure}${query(asked)}`,
  letterAccount: (pole: string, structure: string) => `/poles/${pole}/comptes/comptes/${structure}/lettrage`,
  accountsOfBooks: (pole: string) => `/poles/${pole}/comptes/plan`,
  recordPayment: (pole: string, asked: { structure?: string } = {}) =>
    `/poles/${pole}/comptes/paiements/nouveau${query(asked)}`,

  signIn: (back?: string | null) => `/connexion${query({ retour: back })}`,
  requestLink: (back?: string | null, { sent = false } = {}) =>
    `/connexion/lien${query({ retour: back, envoye: sent && 1 })}`,
  useLink: (token: string, back?: string | null) => `/connexion/lien/${token}${query({ retour: back })}`,
  forgottenPassword: ({ sent = false } = {}) => `/mot-de-passe${query({ envoye: sent && 1 })}`,
  newPassword: (token: string) => `/mot-de-passe/${token}`,
  invitation: (token: string) => `/invitation/${token}`,
  signOut: () => "/deconnexion",
  account: () => "/compte",
  changePassword: () => "/compte/mot-de-passe",
  endSession: (session: string) => `/compte/sessions/${session}/fin`,
  endOtherSessions: () => "/compte/sessions/fin",
  apiTokens: () => "/compte/jetons",
  revokeApiToken: (token: string) => `/compte/jetons/${token}/retrait`,
  actingFor: () => "/agir-pour",

  home: (pole: string, asked: SearchQuery = {}) => `/poles/${pole}${query(asked)}`,
  catalogue: (pole: string, filters: Query = {}) => `/poles/${pole}/catalogue${query(filters)}`,
  // Without a kind, the page asks for it.
  addResource: (pole: string, kind?: string) => `/poles/${pole}/catalogue/nouveau${query({ genre: kind })}`,
  resource: (pole: string, resource: string, when: WhenQuery & { semaine?: string } = {}) =>
    `/poles/${pole}/catalogue/${resource}${query(when)}`,
  editResource: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/modification`,
  resourceRates: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/tarifs`,
  resourceRules: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/regles`,
  // `bloque` is the one that was just added.
  resourceBlockings: (pole: string, resource: string, asked: { bloque?: string } = {}) =>
    `/poles/${pole}/catalogue/${resource}/blocages${query(asked)}`,
  // `retirer` is the photo that the page asks about before removing it.
  resourcePhotos: (pole: string, resource: string, asked: { retirer?: string } = {}) =>
    `/poles/${pole}/catalogue/${resource}/photos${query(asked)}`,
  resourceUnits: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/unites`,
  resourceSessions: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/seances`,
  resourceParts: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/composition`,
  resourceAddons: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/options`,
  archiveResource: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/archivage`,
  // The form of the same page, sent with this, undoes it.
  restoreResource: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/archivage?retablir=1`,
  photo: (pole: string, photo: string, width: number) => `/poles/${pole}/photos/${photo}/${width}.webp`,

  planning: (pole: string, view: Query = {}) => `/poles/${pole}/planning${query(view)}`,
  bookings: (pole: string, filters: Query = {}) => `/poles/${pole}/reservations${query(filters)}`,
  poleBookings: (pole: string, filters: Query = {}) => `/poles/${pole}/reservations/toutes${query(filters)}`,
  poleBookingsFile: (pole: string, filters: Query = {}) => `/poles/${pole}/reservations/toutes.csv${query(filters)}`,
  newBooking: (pole: string, resource: string, when: WhenQuery = {}) =>
    `/poles/${pole}/reservations/nouvelle${query({ ressource: resource, ...when })}`,
  booking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}`,
  cancelBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/annulation`,
  moveBooking: (pole: string, booking: string, when: WhenQuery = {}) =>
    `/poles/${pole}/reservations/${booking}/deplacement${query(when)}`,
  undoMove: (pole: string, booking: string, back?: string | null) =>
    `/poles/${pole}/reservations/${booking}/deplacement/retour${query({ retour: back })}`,
  answerRequest: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/reponse`,
  answerOffer: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/proposition`,
  requests: (pole: string) => `/poles/${pole}/demandes`,
  joinWaiting: (pole: string) => `/poles/${pole}/attente`,
  leaveWaiting: (pole: string, waiting: string) => `/poles/${pole}/attente/${waiting}/fin`,
  // Without signing in: the secret is the key.
  approval: (secret: string) => `/accord/${secret}`,
  restoreBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/retablissement`,
  calendarFile: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/agenda.ics`,
  takeBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/depart`,
  returnBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/retour`,

  // What a door's code holds; it leads to atDoor.
  door: (code: string) => `/q/${code}`,
  atDoor: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/porte`,
  doorSheet: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/affiche`,
  useSettings: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/sur-place`,
  useLog: (pole: string, resource: string, filters: Query = {}) =>
    `/poles/${pole}/catalogue/${resource}/carnet${query(filters)}`,
  useLogFile: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/carnet.csv`,
  displays: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/affichages`,
  incidents: (pole: string, filters: Query = {}) => `/poles/${pole}/incidents${query(filters)}`,
  reportIncident: (pole: string, resource: string, booking?: string | null) =>
    `/poles/${pole}/incidents/nouveau${query({ ressource: resource, reservation: booking })}`,
  incident: (pole: string, incident: string) => `/poles/${pole}/incidents/${incident}`,
  planMaintenance: (pole: string, incident: string) => `/poles/${pole}/incidents/${incident}/maintenance`,
  closeIncident: (pole: string, incident: string) => `/poles/${pole}/incidents/${incident}/cloture`,
  letServe: (pole: string, incident: string) => `/poles/${pole}/incidents/${incident}/remise-en-service`,
  reopenIncident: (pole: string, incident: string) => `/poles/${pole}/incidents/${incident}/reouverture`,
  replaceBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/remplacement`,
  // A booking's own link, and a tablet's: they open to who holds them.
  checkInLink: (token: string) => `/arrivee/${token}`,
  display: (token: string) => `/affichage/${token}`,
  evidence: (pole: string, photo: string) => `/poles/${pole}/etats/${photo}/photo.webp`,

  // `apercu` is a calendar that was read, to be confirmed.
  importCalendar: (pole: string, resource: string, asked: { apercu?: string } = {}) =>
    `/poles/${pole}/catalogue/${resource}/import${query(asked)}`,
  changes: (pole: string) => `/poles/${pole}/changements`,
  newSeries: (pole: string, resource: string, asked: Query = {}) =>
    `/poles/${pole}/series/nouvelle${query({ ressource: resource, ...asked })}`,
  series: (pole: string, series: string, asked: Query = {}) => `/poles/${pole}/series/${series}${query(asked)}`,
  // `date` is that of one of its dates, "2026-11-26T09:00", from which it is asked.
  changeSeries: (pole: string, series: string, asked: { date?: string | null } = {}) =>
    `/poles/${pole}/series/${series}/modification${query(asked)}`,
  cancelSeries: (pole: string, series: string, asked: { date?: string | null } = {}) =>
    `/poles/${pole}/series/${series}/annulation${query(asked)}`,
  // `typed`: what was typed beside the basket, when signing in comes back to it.
  basket: (pole: string, typed: { title?: string; titleShared?: boolean } = {}) =>
    `/poles/${pole}/panier${query({ objet: typed.title, partage: typed.titleShared && 1 })}`,
  // Proposes to put a resource in the basket; `item`: with that thing of it.
  addToBasket: (pole: string, resource?: string, when: WhenQuery = {}, item?: string) =>
    `/poles/${pole}/panier/ajout${query({ ressource: resource, ...when, pour: item })}`,
  clearBasket: (pole: string) => `/poles/${pole}/panier/vidage`,
  changeBasketItem: (pole: string, item: string) => `/poles/${pole}/panier/${item}/modification`,
  removeBasketItem: (pole: string, item: string) => `/poles/${pole}/panier/${item}/retrait`,
  bookedTogether: (pole: string, basket: string) => `/poles/${pole}/reservations/ensemble/${basket}`,
  orders: (pole: string, day?: string) => `/poles/${pole}/commandes${query({ jour: day })}`,

  // What the form proposes first: one's own bookings, or those of `structure`, or a resource.
  calendarLinks: (pole: string, asked: { ressource?: string; structure?: string } = {}) =>
    `/poles/${pole}/agendas${query(asked)}`,
  revokeCalendarLink: (pole: string, link: string) => `/poles/${pole}/agendas/${link}/retrait`,
  calendarFeed: (token: string) => `/agendas/${token}.ics`,

  // `quoi` is what the table holds.
  imports: (pole: string, asked: { quoi?: string } = {}) => `/poles/${pole}/import${query(asked)}`,
  importTemplate: (pole: string, kind: "structures" | "people" | "resources", format: "csv" | "xlsx") =>
    `/poles/${pole}/import/modeles/${{ structures: "structures", people: "personnes", resources: "ressources" }[kind]}.${format}`,
  import: (pole: string, id: string, view: Query = {}) => `/poles/${pole}/import/${id}${query(view)}`,

  printPlanning: (pole: string, view: Query = {}) => `/poles/${pole}/planning/impression${query(view)}`,
  bookingsCsv: (pole: string, filters: Query = {}) => `/poles/${pole}/reservations.csv${query(filters)}`,
  catalogueCsv: (pole: string, filters: Query = {}) => `/poles/${pole}/catalogue.csv${query(filters)}`,
  structuresCsv: (pole: string, filters: Query = {}) => `/poles/${pole}/structures.csv${query(filters)}`,
  peopleCsv: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}/personnes.csv`,

  // `mois`: "2026-10", the last one where it is left out.
  costs: (pole: string, asked: { mois?: string | undefined } = {}) => `/poles/${pole}/comptes${query(asked)}`,
  costsWhatIf: (pole: string, asked: Query = {}) => `/poles/${pole}/comptes/simulation${query(asked)}`,
  costReferences: (pole: string) => `/poles/${pole}/comptes/prix-ailleurs`,
  charges: (pole: string, filters: Query = {}) => `/poles/${pole}/comptes/charges${query(filters)}`,
  chargesCsv: (pole: string, filters: Query = {}) => `/poles/${pole}/comptes/charges.csv${query(filters)}`,
  // `modele`: a charge to begin from.
  addCharge: (pole: string, asked: { modele?: string } = {}) =>
    `/poles/${pole}/comptes/charges/nouvelle${query(asked)}`,
  charge: (pole: string, charge: string) => `/poles/${pole}/comptes/charges/${charge}`,
  editCharge: (pole: string, charge: string) => `/poles/${pole}/comptes/charges/${charge}/modification`,
  correctCharge: (pole: string, charge: string) => `/poles/${pole}/comptes/charges/${charge}/correction`,
  chargeProofs: (pole: string, charge: string) => `/poles/${pole}/comptes/charges/${charge}/justificatifs`,
  chargeProof: (pole: string, charge: string, proof: string) =>
    `/poles/${pole}/comptes/charges/${charge}/justificatifs/${proof}`,
  recurringCharges: (pole: string) => `/poles/${pole}/comptes/charges/recurrentes`,
  addRecurringCharge: (pole: string) => `/poles/${pole}/comptes/charges/recurrentes/nouvelle`,
  chargeImports: (pole: string) => `/poles/${pole}/comptes/charges/import`,
  chargeImportTemplate: (pole: string) => `/poles/${pole}/comptes/charges/import/modele.csv`,
  chargeImport: (pole: string, id: string, view: Query = {}) =>
    `/poles/${pole}/comptes/charges/import/${id}${query(view)}`,
  advances: (pole: string, page: Query = {}) => `/poles/${pole}/comptes/avances${query(page)}`,
  declareAdvance: (pole: string) => `/poles/${pole}/comptes/avances/nouvelle`,
  usage: (pole: string, period: Query = {}) => `/poles/${pole}/usage${query(period)}`,
  resourceUsage: (pole: string, resource: string, period: Query = {}) =>
    `/poles/${pole}/catalogue/${resource}/statistiques${query(period)}`,
  // The bookings that make a figure of the two above.
  usageBookings: (pole: string, asked: Query = {}) => `/poles/${pole}/usage/reservations${query(asked)}`,
  need: (pole: string, need: string) => `/poles/${pole}/besoins/${need}`,
  needs: (pole: string, filters: Query = {}) => `/poles/${pole}/besoins${query(filters)}`,
  needAlerts: (pole: string) => `/poles/${pole}/besoins/alertes`,
  needAlert: (pole: string, search: string) => `/poles/${pole}/besoins/alertes/${search}`,
  // The filters that the form begins with.
  newNeedAlert: (pole: string, filters: Query = {}) => `/poles/${pole}/besoins/alertes/nouvelle${query(filters)}`,
  refuseNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/pas-pour-nous`,
  // A form sent there takes it back, and comes to `back`.
  takeNeedBack: (pole: string, need: string, back: string) =>
    `/poles/${pole}/besoins/${need}/pas-pour-nous${query({ retablir: back })}`,
  usageCsv: (pole: string, asked: Query = {}) => `/poles/${pole}/usage/reservations.csv${query(asked)}`,
  newNeed: (pole: string, asked: Query = {}) => `/poles/${pole}/besoins/nouveau${query(asked)}`,
  ownNeeds: (pole: string) => `/poles/${pole}/besoins/de-la-structure`,
  editNeed: (pole: string, need: string, step?: string, more: Query = {}) =>
    `/poles/${pole}/besoins/${need}/modification${query({ etape: step, ...more })}`,
  publishNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/publication`,
  cancelNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/annulation`,
  needAddendum: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/additif`,
  needDocuments: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/documents`,
  needDocument: (pole: string, need: string, document: string) =>
    `/poles/${pole}/besoins/${need}/documents/${document}`,
  askAboutNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/questions`,
  answerNeedQuestion: (pole: string, need: string, question: string) =>
    `/poles/${pole}/besoins/${need}/questions/${question}`,
  needOpening: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/ouverture`,
  needMinutes: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/proces-verbal`,
  needRegister: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/registre`,
  openedAnswers: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/reponses`,
  openedAnswer: (pole: string, need: string, answer: string) => `/poles/${pole}/besoins/${need}/reponses/${answer}`,
  answerClarification: (pole: string, need: string, clarification: string) =>
    `/poles/${pole}/besoins/${need}/reponse/precisions/${clarification}`,
  openedFile: (pole: string, need: string, answer: string, file: string) =>
    `/poles/${pole}/besoins/${need}/reponses/${answer}/fichiers/${file}`,

  // Judging: who scores, their scores (`reponse`: of which answer), answers side by side.
  needPanel: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/jury`,
  needScores: (pole: string, need: string, more: { reponse?: string | undefined } = {}) =>
    `/poles/${pole}/besoins/${need}/notes${query(more)}`,
  needComparison: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/comparaison`,

  poleSettings: (pole: string) => `/poles/${pole}/reglages`,

  structures: (pole: string, filters: Query = {}) => `/poles/${pole}/structures${query(filters)}`,
  inviteStructure: (pole: string) => `/poles/${pole}/structures/invitation`,
  // A structure's slug or its id.
  structure: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}`,
  // What it says of itself; `besoin`: the answer that one comes back to.
  declareStructure: (pole: string, structure: string, asked: { besoin?: string } = {}) =>
    `/poles/${pole}/structures/${structure}/qualites${query(asked)}`,
  inviteColleague: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}/invitation`,
  endMembership: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}/fin`,
  resumeMembership: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}/reprise`,
  colleague: (pole: string, structure: string, person: string) =>
    `/poles/${pole}/structures/${structure}/personnes/${person}`,
  endAffiliation: (pole: string, structure: string, person: string) =>
    `/poles/${pole}/structures/${structure}/personnes/${person}/fin`,
  revokeInvitation: (pole: string, invitation: string) => `/poles/${pole}/invitations/${invitation}/retrait`,
  resendInvitation: (pole: string, invitation: string) => `/poles/${pole}/invitations/${invitation}/renvoi`,

  mailbox: (filters: { q?: string; page?: number } = {}) => `/courriels${query(filters)}`,
  email: (email: string) => `/courriels/${email}`,
  emailFile: (email: string, position: number) => `/courriels/${email}/fichiers/${position}`,

  awardNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/attribution`,
  needLetters: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/courriers`,
  needLetter: (pole: string, need: string, letter: string) => `/poles/${pole}/besoins/${need}/courriers/${letter}`,
  needMarket: (pole: string, need: string, award: string) => `/poles/${pole}/besoins/${need}/marches/${award}`,
  answers: (pole: string) => `/poles/${pole}/reponses`,
  // `reponse`: which one, where a structure is in several groups.
  answer: (pole: string, need: string, more: { reponse?: string | undefined; fait?: string } = {}) =>
    `/poles/${pole}/besoins/${need}/reponse${query(more)}`,
  writeAnswer: (pole: string, need: string, more: { reponse?: string | undefined } = {}) =>
    `/poles/${pole}/besoins/${need}/reponse/rediger${query(more)}`,
  answerFiles: (pole: string, need: string, more: { reponse?: string | undefined } = {}) =>
    `/poles/${pole}/besoins/${need}/reponse/fichiers${query(more)}`,
  answerFile: (pole: string, need: string, file: string) => `/poles/${pole}/besoins/${need}/reponse/fichiers/${file}`,
  answerGroup: (pole: string, need: string, more: { reponse?: string | undefined } = {}) =>
    `/poles/${pole}/besoins/${need}/reponse/groupement${query(more)}`,
  answerReceipt: (pole: string, need: string, submission: string) =>
    `/poles/${pole}/besoins/${need}/reponse/recus/${submission}`,

  printNeed: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/impression`,
  printPublicNeed: (need: string) => `/besoins/${need}/impression`,
  needOcds: (pole: string, need: string) => `/poles/${pole}/besoins/${need}/ocds.json`,
  publicNeedOcds: (need: string) => `/besoins/${need}/ocds.json`,
  // `annee` is the year, this one where it is left out.
  needsImpact: (pole: string, asked: { annee?: number | undefined } = {}) =>
    `/poles/${pole}/besoins/bilan${query(asked)}`,
  needsImpactDetails: (pole: string, asked: { annee: number; voir: string }) =>
    `/poles/${pole}/besoins/bilan/details${query(asked)}`,
  impactNeedsCsv: (pole: string, annee: number) => `/poles/${pole}/besoins/bilan/besoins.csv${query({ annee })}`,
  impactWonCsv: (pole: string, annee: number) => `/poles/${pole}/besoins/bilan/attributions.csv${query({ annee })}`,
  introductions: (pole: string, asked: { annee?: number | undefined } = {}) =>
    `/poles/${pole}/besoins/mises-en-relation${query(asked)}`,
  introduction: (pole: string, introduction: string) => `/poles/${pole}/besoins/mises-en-relation/${introduction}`,

  // What members give in advance, what funders bring, fees.
  // "2026-10".
  costPeriods: (pole: string) => `/poles/${pole}/comptes/periodes`,
  costPeriod: (pole: string, month: string) => `/poles/${pole}/comptes/periodes/${month}`,
  costDispute: (pole: string, dispute: string) => `/poles/${pole}/comptes/contestations/${dispute}`,
  budget: (pole: string, year?: number) => `/poles/${pole}/comptes/budget${query({ annee: year })}`,
  calls: (pole: string, month?: string) => `/poles/${pole}/comptes/budget/appel${query({ mois: month })}`,
  fundings: (pole: string, year?: number) => `/poles/${pole}/comptes/financements${query({ annee: year })}`,
  newFunding: (pole: string) => `/poles/${pole}/comptes/financements/nouveau`,
  funding: (pole: string, funding: string) => `/poles/${pole}/comptes/financements/${funding}`,
  editFunding: (pole: string, funding: string) => `/poles/${pole}/comptes/financements/${funding}/modification`,
  fundingProof: (pole: string, funding: string, proof: string) =>
    `/poles/${pole}/comptes/financements/${funding}/preuves/${proof}`,
  fees: (pole: string, year?: number) => `/poles/${pole}/comptes/cotisations${query({ annee: year })}`,
  feeScale: (pole: string, year?: number) => `/poles/${pole}/comptes/cotisations/bareme${query({ annee: year })}`,
  costPools: (pole: string) => `/poles/${pole}/comptes/postes`,
  addCostPool: (pole: string) => `/poles/${pole}/comptes/postes/nouveau`,
  costPool: (pole: string, pool: string) => `/poles/${pole}/comptes/postes/${pool}`,
  editCostPool: (pole: string, pool: string) => `/poles/${pole}/comptes/postes/${pool}/modification`,
  archiveCostPool: (pole: string, pool: string) => `/poles/${pole}/comptes/postes/${pool}/archivage`,
  restoreCostPool: (pole: string, pool: string) => `/poles/${pole}/comptes/postes/${pool}/archivage?retablir=1`,
  // `genre`: the kind of key, once chosen.
  addCostKey: (pole: string, pool: string, asked: { genre?: string | undefined } = {}) =>
    `/poles/${pole}/comptes/postes/${pool}/cle${query(asked)}`,
  editCostKey: (pole: string, pool: string, version: string, asked: { genre?: string | undefined } = {}) =>
    `/poles/${pole}/comptes/postes/${pool}/cle/${version}${query(asked)}`,
  costMeasures: (pole: string) => `/poles/${pole}/comptes/mesures`,
  // `poste`, `mesure`, `mois` (2026-10): what is read.
  costReadings: (
    pole: string,
    asked: { poste?: string | undefined; mesure?: string | undefined; mois?: string | undefined } = {},
  ) => `/poles/${pole}/comptes/releves${query(asked)}`,
} as const;
