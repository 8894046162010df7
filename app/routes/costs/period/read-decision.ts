import type { Decision } from "~server/costs";
import { euros, textOf } from "~server/tenders";

type Wrong = "answer" | "amount" | "required" | "too_long";

type ReadDecision =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly errors: Readonly<Record<string, Wrong>> };

/** What the form of a decision says: the whole, a part that is typed, or nothing; always with words. */
export function readDecision(typed: { answer: string; amount: string; words: string }, cents: number): ReadDecision {
  const words = textOf(typed.words, 2000);
  const part = euros(typed.amount);
  const inPart = typed.answer === "part";
  const granted = typed.answer === "raison" ? cents : typed.answer === "maintien" ? 0 : inPart ? part : null;
  const errors: Record<string, Wrong> = {};
  if (!["raison", "part", "maintien"].includes(typed.answer)) errors.answer = "answer";
  if (inPart && (part === null || part <= 0 || part >= cents)) errors.amount = "amount";
  if (!words.ok) errors.words = words.problem;
  if (granted === null || !words.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, decision: { grantedCents: granted, words: words.value } };
}
