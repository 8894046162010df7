/** A search part: "" when nothing is set. Undefined and empty values are left out. */
type Query = Record<string, string | number | boolean | undefined | null>;

function query(values: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) search.set(key, String(value));
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** What the address of the dates-first search holds: a day, hours, a number of people. */
export type WhenQuery = { jour?: string; de?: string; a?: string; personnes?: number | string };

/** Typed links to every page of routes.ts. `pole` is a pôle's slug. */
export const paths = {
  public: () => "/",
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  privacy: () => "/donnees-personnelles",
  language: () => "/langue",

  signIn: (back?: string) => `/connexion${query({ retour: back })}`,
  requestLink: () => "/connexion/lien",
  useLink: (token: string) => `/connexion/lien/${token}`,
  forgottenPassword: () => "/mot-de-passe",
  newPassword: (token: string) => `/mot-de-passe/${token}`,
  invitation: (token: string) => `/invitation/${token}`,
  signOut: () => "/deconnexion",
  account: () => "/compte",
  endSession: (session: string) => `/compte/sessions/${session}/fin`,
  actingFor: () => "/agir-pour",

  home: (pole: string, when: WhenQuery = {}) => `/poles/${pole}${query(when)}`,
  catalogue: (pole: string, filters: Query = {}) => `/poles/${pole}/catalogue${query(filters)}`,
  addResource: (pole: string, kind = "room") => `/poles/${pole}/catalogue/nouveau${query({ genre: kind })}`,
  resource: (pole: string, resource: string, when: WhenQuery & { semaine?: string } = {}) =>
    `/poles/${pole}/catalogue/${resource}${query(when)}`,
  editResource: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/modification`,
  resourcePhotos: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/photos`,
  archiveResource: (pole: string, resource: string) => `/poles/${pole}/catalogue/${resource}/archivage`,
  photo: (pole: string, photo: string, width: number) => `/poles/${pole}/photos/${photo}/${width}.webp`,

  planning: (pole: string, view: { vue?: string; jour?: string; page?: number } = {}) =>
    `/poles/${pole}/planning${query(view)}`,
  bookings: (pole: string, filters: Query = {}) => `/poles/${pole}/reservations${query(filters)}`,
  newBooking: (pole: string, resource: string, when: WhenQuery = {}) =>
    `/poles/${pole}/reservations/nouvelle${query({ ressource: resource, ...when })}`,
  booking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}`,
  cancelBooking: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/annulation`,
  calendarFile: (pole: string, booking: string) => `/poles/${pole}/reservations/${booking}/agenda.ics`,

  structures: (pole: string) => `/poles/${pole}/structures`,
  structure: (pole: string, structure: string) => `/poles/${pole}/structures/${structure}`,
  revokeInvitation: (pole: string, invitation: string) => `/poles/${pole}/invitations/${invitation}/retrait`,

  mailbox: () => "/courriels",
  email: (email: string) => `/courriels/${email}`,
} as const;
