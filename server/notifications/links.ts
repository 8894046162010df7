/**
 * Addresses of pages, as app/paths.ts writes them (a test compares): the server never imports the application.
 * All are absolute.
 */
export function links(origin: string) {
  return {
    home: `${origin}/`,
    account: `${origin}/compte`,
    series: (pole: string, series: string) => `${origin}/poles/${pole}/series/${series}`,
    booking: (pole: string, booking: string) => `${origin}/poles/${pole}/reservations/${booking}`,
    incident: (pole: string, incident: string) => `${origin}/poles/${pole}/incidents/${incident}`,
    replacement: (pole: string, booking: string) => `${origin}/poles/${pole}/reservations/${booking}/remplacement`,
    checkIn: (secret: string) => `${origin}/arrivee/${secret}`,
    resource: (pole: string, resource: string) => `${origin}/poles/${pole}/catalogue/${resource}`,
    // What was booked together, what is ordered from a structure on a day.
    basket: (pole: string, basket: string) => `${origin}/poles/${pole}/reservations/ensemble/${basket}`,
    orders: (pole: string, day: string) => `${origin}/poles/${pole}/commandes?jour=${day}`,
    signInLink: (secret: string, back: string | null) => `${origin}/connexion/lien/${secret}${query(back)}`,
    newPassword: (secret: string) => `${origin}/mot-de-passe/${secret}`,
    approval: (secret: string) => `${origin}/accord/${secret}`,
    registration: (secret: string) => `${origin}/inscription/${secret}`,
    need: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}`,
    ownAnswer: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/reponse`,
    answerGroup: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/reponse/groupement`,
    receipt: (pole: string, need: string, line: string) =>
      `${origin}/poles/${pole}/besoins/${need}/reponse/recus/${line}`,
    opening: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/ouverture`,
    openedAnswer: (pole: string, need: string, answer: string) =>
      `${origin}/poles/${pole}/besoins/${need}/reponses/${answer}`,
    panel: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/jury`,
    comparison: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/comparaison`,
    award: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/attribution`,
    letters: (pole: string, need: string) => `${origin}/poles/${pole}/besoins/${need}/courriers`,
    market: (pole: string, need: string, award: string) => `${origin}/poles/${pole}/besoins/${need}/marches/${award}`,
    budget: (pole: string, year: number) => `${origin}/poles/${pole}/comptes/budget?annee=${year}`,
    fees: (pole: string, year: number) => `${origin}/poles/${pole}/comptes/cotisations?annee=${year}`,
    charge: (pole: string, charge: string) => `${origin}/poles/${pole}/comptes/charges/${charge}`,
    needs: (pole: string) => `${origin}/poles/${pole}/besoins`,
    statement: (pole: string, month: string, structure: string) =>
      `${origin}/poles/${pole}/comptes/periodes/${month}/decomptes/${structure}`,
    mailTopics: (pole: string) => `${origin}/poles/${pole}/besoins/alertes#courriels`,
    stopSearch: (token: string) => `${origin}/alertes/${token}`,
    invitation: (secret: string) => `${origin}/invitation/${secret}`,
  };
}

function query(back: string | null): string {
  return back ? `?${new URLSearchParams({ retour: back }).toString()}` : "";
}
