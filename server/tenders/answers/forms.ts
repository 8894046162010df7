import type { Need } from "../need";
import type { AnswerTyped, LotTyped } from "./write-answer";

/** 999 999 999,99 €. */
const MOST = 99_999_999_999;

/** "6", "6,5", "1 234,56 €" as cents; null for anything else, for a fraction of a cent and for a negative amount. */
export function euros(text: string): number | null {
  const match = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})*|\d+)(?:[.,](\d{0,2}))?$/.exec(text.replace(/\s*€\s*$/, "").trim());
  if (!match) return null;
  const cents = Number((match[1] ?? "").replace(/\D/g, "")) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return cents <= MOST ? cents : null;
}

/** A whole number of hours; nothing typed is none; null for anything else. */
export function wholeHours(text: string): number | null {
  const typed = text.replace(/\s*h?\s*$/, "").replace(/[ \u00a0\u202f]/g, "");
  return typed === "" ? 0 : /^\d{1,6}$/.test(typed) ? Number(typed) : null;
}

/** What is wrong in a field of the form of an answer. */
export type AnswerFault = "priceWrong" | "hoursWrong" | "emailWrong" | "tooLong";

/** The most characters in each field. */
export const MOST_TYPED = {
  presentation: 10_000,
  contact: 120,
  courriel: 254,
  telephone: 30,
  words: 5_000,
  text: 10_000,
};

/** Whether a lot is answered, by its box, else by what is typed about it. */
export function isChosen(
  { id, criteria }: Need["lots"][number],
  form: FormData,
  kept: readonly { readonly lotId: string }[],
): boolean {
  if (form.getAll("lot").includes(id)) return true;
  if (kept.some(({ lotId }) => lotId === id)) return false;
  const names = [`prix-${id}`, `heures-${id}`, `mots-${id}`, ...criteria.map((criterion) => `texte-${criterion.id}`)];
  return names.some((name) => /\S/.test(formText(form, name)));
}

const formText = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/**
 * Reads the form of an answer: fields `contact`, `courriel`, `telephone`, `presentation`; `lot` the ids of the lots
 * answered, with `prix-`, `heures-` and `mots-` of each; `texte-` of each criterion. Who types about a lot answers it,
 * its box ticked or not: only a lot that is in already (`kept`) is taken out by its box.
 */
export function answerForm(
  need: Pick<Need, "lots">,
  form: FormData,
  kept: readonly { readonly lotId: string }[],
): { readonly typed: AnswerTyped; readonly faults: Readonly<Record<string, AnswerFault>> } {
  const faults: Record<string, AnswerFault> = {};
  const text = (name: string, most: number) => {
    const typed = formText(form, name).replaceAll("\0", "").replaceAll("\r\n", "\n").trim();
    if (typed.length > most) faults[name] = "tooLong";
    return typed;
  };
  const contactEmail = text("courriel", MOST_TYPED.courriel);
  if (contactEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contactEmail)) faults.courriel ??= "emailWrong";
  const lots = need.lots
    .filter((lot) => isChosen(lot, form, kept))
    .map(({ id }): LotTyped => {
      const price = text(`prix-${id}`, 40);
      const priceCents = price ? euros(price) : null;
      if (price && priceCents === null) faults[`prix-${id}`] = "priceWrong";
      const hours = wholeHours(text(`heures-${id}`, 40));
      if (hours === null) faults[`heures-${id}`] = "hoursWrong";
      return { lotId: id, priceCents, hours: hours ?? 0, words: text(`mots-${id}`, MOST_TYPED.words) };
    });
  const texts = Object.fromEntries(
    need.lots.flatMap(({ criteria }) => criteria.map(({ id }) => [id, text(`texte-${id}`, MOST_TYPED.text)] as const)),
  );
  return {
    faults,
    typed: {
      ...{ contactEmail, lots, texts },
      contactName: text("contact", MOST_TYPED.contact),
      contactTelephone: text("telephone", MOST_TYPED.telephone),
      presentation: text("presentation", MOST_TYPED.presentation),
    },
  };
}
