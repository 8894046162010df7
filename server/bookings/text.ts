/** A text that PostgreSQL keeps: every character but one, which people never type. */
export function kept(text: string): string {
  return text.replaceAll("\0", "");
}

/** The words of a search, a few of them. */
export function wordsOf(search: string | undefined): string[] {
  return kept(search ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8);
}
