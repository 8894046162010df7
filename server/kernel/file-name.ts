/** What no file name may hold on one of the systems that will save it, or that turns the reading of it around. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029<>:"/\\|?*]/gu;
const LONGEST = 120;

/** The name of a file that somebody sent, safe to save anywhere: its path, its hidden characters and its excess left out. */
export function cleanName(name: string): string {
  const last =
    name
      .replace(/\p{Surrogate}/gu, "")
      .split(/[/\\]/)
      .at(-1) ?? "";
  const clean = last
    .normalize("NFC")
    .replace(UNSAFE, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\.+|[. ]+$/g, "");
  const dot = clean.lastIndexOf(".");
  const ending = dot > 0 && clean.length - dot <= 10 ? clean.slice(dot) : "";
  const stem = [...clean.slice(0, clean.length - ending.length)].slice(0, LONGEST).join("").trim();
  return stem ? stem + ending : `fichier${ending}`;
}
