import { COMMON_WORDS } from "./common-words";

/** Length in characters as people count them, once normalised. */
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

/** Why a password is refused: keys of the messages `errors`. */
export type PasswordProblem = "password_too_short" | "password_too_long" | "password_too_common";

/** One spelling for what keyboards and systems encode in several ways (é as one or two characters, wide digits…). */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

/** What is wrong with a password for this person; null when it will do. No composition rules: length and surprise. */
export function passwordProblem(password: string, owner: { name: string; email: string }): PasswordProblem | null {
  const text = normalizePassword(password);
  const length = [...text].length;
  if (length < PASSWORD_LENGTH.min) return "password_too_short";
  if (length > PASSWORD_LENGTH.max) return "password_too_long";
  return isObvious(text, owner) ? "password_too_common" : null;
}

/** A guesser's list starts with what is made of little else than one or two known words, a year and a sign. */
const KNOWN_WORDS_FORGIVEN = 2;
const DIGITS_FORGIVEN = 8;
const LETTERS_FORGIVEN = 3;
const SIGNS_FORGIVEN = 3;
/** Beyond this, even two known words repeated take too long to guess. Bounds the work, too. */
const LONGEST_JUDGED = 64;

function isObvious(text: string, owner: { name: string; email: string }): boolean {
  const plain = fold(text);
  if (isMonotonous(text) || (plain.length >= 6 && isMonotonous(plain))) return true;
  const known = [...COMMON_WORDS, ...wordsOf(owner)];
  const surprises = Math.max(0, new Set(text.replace(/[\p{L}\p{M}\p{N}\s]/gu, "")).size - SIGNS_FORGIVEN);
  return [plain, fold(unmask(text))].some(
    (spelling) =>
      spelling.length <= LONGEST_JUDGED && surprises + lettersBesideKnownWords(spelling, known) <= LETTERS_FORGIVEN,
  );
}

/** Few characters, a short piece over and over, or steps along the alphabet or the digits. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size <= 4) return true;
  if (/^(.{1,6}?)\1+$/s.test(text) || (text.length >= 12 && /^(.{1,4}?)\1{2,}.{0,3}$/s.test(text))) return true;
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const small = codes.slice(1).filter((code, i) => Math.abs(code - (codes[i] ?? 0)) <= 1).length;
  return small >= (codes.length - 1) * 0.7;
}

/** The account's own words: pieces of the name and of the address, and the address as a whole. */
function wordsOf({ name, email }: { name: string; email: string }): string[] {
  const [local = "", domain = ""] = email.split("@");
  const pieces = [...name.split(/[^\p{L}\p{N}]+/u), ...local.split(/[^\p{L}\p{N}]+/u)].map(fold);
  return [...pieces.filter(({ length }) => length >= 3), fold(name), fold(local), fold(domain), fold(email)].filter(
    ({ length }) => length >= 3,
  );
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** "p@55w0rd" hides nothing. */
function unmask(text: string): string {
  const letters: Record<string, string> = {
    "@": "a",
    "4": "a",
    "3": "e",
    "1": "i",
    "0": "o",
    "5": "s",
    $: "s",
    "7": "t",
  };
  return text.replace(/[@4310$57]/g, (sign) => letters[sign] ?? sign);
}

/** How many characters are left when at most two known words, as often as they come, and some digits are taken out. */
function lettersBesideKnownWords(text: string, known: readonly string[]): number {
  const present = [...new Set(known.filter((word) => text.includes(word)))];
  const best = new Map<string, number>();
  const leftFrom = (at: number, used: readonly string[]): number => {
    if (at >= text.length) return 0;
    const state = `${at} ${used.join(" ")}`;
    const computed = best.get(state);
    if (computed !== undefined) return computed;
    let least = (/\d/.test(text.charAt(at)) ? 0 : 1) + leftFrom(at + 1, used);
    for (const word of present) {
      if (!text.startsWith(word, at)) continue;
      const then = used.includes(word) ? used : [...used, word].sort();
      if (then.length <= KNOWN_WORDS_FORGIVEN) least = Math.min(least, leftFrom(at + word.length, then));
    }
    best.set(state, least);
    return least;
  };
  const digits = text.replace(/\D/g, "").length;
  return leftFrom(0, []) + Math.max(0, digits - DIGITS_FORGIVEN);
}
