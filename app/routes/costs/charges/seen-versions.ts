import type { ChargeProblem } from "~server/costs";

/** What the page showed of each charge; a form that does not say it has seen nothing, and approves nothing. */
export function seenVersions(ids: readonly string[], field: (id: string) => string): Map<string, number> {
  return new Map(
    ids.map((id) => {
      const version = field(id);
      return [id, /^\d{1,9}$/.test(version) ? Number(version) : -1];
    }),
  );
}

/** A refusal as the page says it once it shows the charges anew: that they were changed, in words (`errors`) of its own. */
export function readAgain<W extends string>({ code, field }: ChargeProblem, words: W) {
  return { field, code: code === "changed_meanwhile" ? words : code };
}
