import { index, prefix, route, type RouteConfig } from "@remix-run/route-config";

/** Every URL of the product: French addresses over English files. Links to them are in paths.ts. */
export default [
  index("routes/public/home.tsx"),
  route("aide", "routes/public/help.tsx"),
  route("accessibilite", "routes/public/accessibility.tsx"),
  route("donnees-personnelles", "routes/public/privacy.tsx"),
  route("langue", "routes/identity/language.ts"),

  route("connexion", "routes/identity/sign-in.tsx"),
  route("connexion/lien", "routes/identity/request-link.tsx"),
  route("connexion/lien/:token", "routes/identity/use-link.tsx"),
  route("mot-de-passe", "routes/identity/forgotten-password.tsx"),
  route("mot-de-passe/:token", "routes/identity/new-password.tsx"),
  route("invitation/:token", "routes/identity/invitation.tsx"),
  route("deconnexion", "routes/identity/sign-out.ts"),
  route("compte", "routes/identity/account.tsx"),
  route("compte/mot-de-passe", "routes/identity/change-password.tsx"),
  route("compte/sessions/fin", "routes/identity/end-other-sessions.ts"),
  route("compte/sessions/:session/fin", "routes/identity/end-session.ts"),
  route("compte/jetons", "routes/identity/api-tokens.tsx"),
  route("compte/jetons/:token/retrait", "routes/identity/revoke-api-token.ts"),
  route("agir-pour", "routes/poles/acting-for.tsx"),

  route("q/:code", "routes/use/door-code.ts"),
  route("arrivee/:token", "routes/use/check-in-link.tsx"),
  route("affichage/:token", "routes/use/display.tsx"),

  ...prefix("poles/:pole", [
    index("routes/bookings/home.tsx"),

    route("catalogue", "routes/catalogue/list.tsx"),
    route("catalogue/nouveau", "routes/catalogue/add.tsx"),
    route("catalogue/:resource", "routes/catalogue/resource.tsx"),
    route("catalogue/:resource/modification", "routes/catalogue/edit.tsx"),
    route("catalogue/:resource/tarifs", "routes/catalogue/rates.tsx"),
    route("catalogue/:resource/photos", "routes/catalogue/photos.tsx"),
    route("catalogue/:resource/unites", "routes/catalogue/units.tsx"),
    route("catalogue/:resource/seances", "routes/catalogue/sessions.tsx"),
    route("catalogue/:resource/composition", "routes/catalogue/parts.tsx"),
    route("catalogue/:resource/options", "routes/catalogue/addons.tsx"),
    route("catalogue/:resource/archivage", "routes/catalogue/archive.tsx"),
    route("catalogue/:resource/porte", "routes/use/at-door.tsx"),
    route("catalogue/:resource/affiche", "routes/use/door-sheet.tsx"),
    route("catalogue/:resource/usage", "routes/use/settings.tsx"),
    route("catalogue/:resource/affichages", "routes/use/displays.tsx"),
    route("catalogue/:resource/usage", "routes/usage/resource.tsx"),
    route("photos/:photo/:file", "routes/catalogue/photo-file.ts"),

    route("planning", "routes/bookings/planning.tsx"),
    route("changements", "routes/calendars/changes.ts"),
    route("reservations", "routes/bookings/mine.tsx"),
    route("reservations/nouvelle", "routes/bookings/new.tsx"),
    route("reservations/:booking", "routes/bookings/booking.tsx"),
    route("reservations/:booking/annulation", "routes/bookings/cancellation.tsx"),
    route("reservations/:booking/retablissement", "routes/bookings/restoration.ts"),
    route("reservations/:booking/depart", "routes/use/take.tsx"),
    route("reservations/:booking/retour", "routes/use/give-back.tsx"),
    route("etats/:evidence/photo.webp", "routes/use/evidence-file.ts"),
    route("reservations/:booking/agenda.ics", "routes/bookings/calendar-file.ts"),

    route("catalogue/:resource/import", "routes/calendars/import.tsx"),
    route("agendas", "routes/calendars/links.tsx"),
    route("agendas/:link/retrait", "routes/calendars/revoke-link.ts"),

    route("planning/impression", "routes/exports/planning-print.tsx"),
    route("reservations.csv", "routes/exports/bookings.ts"),
    route("catalogue.csv", "routes/exports/catalogue.ts"),
    route("structures.csv", "routes/exports/structures.ts"),
    route("structures/:structure/personnes.csv", "routes/exports/people.ts"),

    route("import", "routes/imports/start.tsx"),
    route("import/modeles/:model", "routes/imports/template.ts"),
    route("import/:import", "routes/imports/import.tsx"),

    route("usage", "routes/usage/pole.tsx"),
    route("usage/reservations", "routes/usage/bookings.tsx"),
    route("usage/reservations.csv", "routes/usage/bookings-csv.ts"),

    route("structures", "routes/poles/structures.tsx"),
    route("structures/invitation", "routes/poles/invite-structure.tsx"),
    route("structures/:structure", "routes/poles/structure.tsx"),
    route("structures/:structure/invitation", "routes/poles/invite-colleague.tsx"),
    route("structures/:structure/fin", "routes/poles/end-membership.tsx"),
    route("structures/:structure/reprise", "routes/poles/resume-membership.ts"),
    route("structures/:structure/personnes/:person", "routes/poles/colleague.tsx"),
    route("structures/:structure/personnes/:person/fin", "routes/poles/end-affiliation.tsx"),
    route("invitations/:invitation/retrait", "routes/poles/revoke-invitation.ts"),
    route("invitations/:invitation/renvoi", "routes/poles/resend-invitation.ts"),
  ]),

  // Read by programs, which do not sign in: the secret in the address is the key.
  route("agendas/:file", "routes/calendars/feed.ts"),

  route("courriels", "routes/notifications/mailbox.tsx"),
  route("courriels/:email", "routes/notifications/email.tsx"),
  route("courriels/:email/fichiers/:position", "routes/notifications/attachment.ts"),

  ...prefix("api/v1", [
    route("openapi.json", "routes/api/openapi.ts"),
    route("me", "routes/api/me.ts"),
    route("resources", "routes/api/resources.ts"),
    route("resources/:resource", "routes/api/resource.ts"),
    route("resources/:resource/availability", "routes/api/resource-availability.ts"),
    route("availability", "routes/api/availability.ts"),
    route("bookings", "routes/api/bookings.ts"),
    route("bookings/:booking", "routes/api/booking.ts"),
    route("bookings/:booking/cancellation", "routes/api/booking-cancellation.ts"),
    route("*", "routes/api/not-found.ts"),
  ]),

  route("*", "routes/public/not-found.tsx"),
] satisfies RouteConfig;
