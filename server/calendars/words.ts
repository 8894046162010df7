import type { Locale } from "../kernel/actor";

/** What feeds say to people, beside what people typed. */
const WORDS = {
  fr: {
    named: (what: string, pole: string) => `${what} · ${pole}`,
    titled: (what: string, title: string) => `${what} – ${title}`,
    inside: (structure: string, resource: string) => `${structure} (${resource})`,
    purpose: (title: string) => `Objet\u00a0: ${title}`,
    bookedFor: (structure: string) => `Réservé pour ${structure}`,
    bookedBy: (person: string) => `Par ${person}`,
    waiting: "En attente d’une réponse",
    blocked: "Indisponible",
    maintenance: "En maintenance",
    closed: "Fermé",
  },
  en: {
    named: (what: string, pole: string) => `${what} · ${pole}`,
    titled: (what: string, title: string) => `${what} – ${title}`,
    inside: (structure: string, resource: string) => `${structure} (${resource})`,
    purpose: (title: string) => `Purpose: ${title}`,
    bookedFor: (structure: string) => `Booked for ${structure}`,
    bookedBy: (person: string) => `By ${person}`,
    waiting: "Waiting for an answer",
    blocked: "Not available",
    maintenance: "Under maintenance",
    closed: "Closed",
  },
};

/** The words of feeds in one language. */
export function wordsOf(locale: Locale) {
  return WORDS[locale];
}
