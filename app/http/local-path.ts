/**
 * A page of this site to come back to, from an address that anybody may have written: a path, never another site.
 * Null for everything else. Browsers read a backslash as a slash and drop tabs and line ends, so "/\t/evil.example"
 * is another site, too.
 */
export function localPath(text: FormDataEntryValue | null | undefined): string | null {
  if (typeof text !== "string" || text.length > 2000) return null;
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return null;
  const here = "http://here.invalid";
  const url = URL.canParse(text, here) ? new URL(text, here) : null;
  if (url?.origin !== here || url.pathname.startsWith("//")) return null;
  return url.pathname + url.search + url.hash;
}
