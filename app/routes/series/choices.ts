import type { Choice } from "~server/bookings";
import { isId } from "~server/kernel/ids";

/** What the choice of a date is called in the form. */
export const CHOICE = "choix ";

/** A choice with the price that was shown beside it, in cents. */
export interface PricedChoice {
  readonly choice: Choice;
  readonly cents: number;
}

/**
 * A choice as the form sends it, with its price: "reserver 1800", "passer", "attendre",
 * "deplacer <resource> <start> <end> 1800". So the sum that was shown is known without a script too.
 */
export function choiceText(choice: Choice, cents: number): string {
  switch (choice.do) {
    case "book":
      return `reserver ${cents}`;
    case "skip":
      return "passer";
    case "wait":
      return "attendre";
    case "move":
      return ["deplacer", choice.resourceId, choice.start.toISOString(), choice.end.toISOString(), cents].join(" ");
  }
}

/** Reads what choiceText() wrote; null for anything else. */
export function readChoice(text: string): PricedChoice | null {
  if (text === "passer") return { choice: { do: "skip" }, cents: 0 };
  if (text === "attendre") return { choice: { do: "wait" }, cents: 0 };
  const [verb, ...words] = text.split(" ");
  const cents = Number(words.at(-1));
  if (!Number.isSafeInteger(cents)) return null;
  if (verb === "reserver") return { choice: { do: "book" }, cents };
  const [resourceId, from = "", to = ""] = words;
  const [start, end] = [new Date(from), new Date(to)];
  if (verb !== "deplacer" || !isId(resourceId)) return null;
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return null;
  return { choice: { do: "move", resourceId, start, end }, cents };
}

/** The choices of a form, by date ("2026-11-26T09:00"), and the sum that was shown for them. */
export function choicesIn(form: FormData): { choices: Map<string, Choice>; shownCents: number } {
  const choices = new Map<string, Choice>();
  let shownCents = 0;
  for (const [name, value] of form) {
    if (!name.startsWith(CHOICE) || typeof value !== "string") continue;
    const read = readChoice(value);
    if (!read) continue;
    choices.set(name.slice(CHOICE.length), read.choice);
    shownCents += read.cents;
  }
  return { choices, shownCents };
}
