import type { Statement } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatList } from "~server/kernel/format";
import type { SayStatement } from "./words";

/** "votre": to its own people; "sa", to the manager. */
export const whose = ({ byManager }: Pick<Statement, "byManager">) => (byManager ? "theirs" : "yours");

/** "Vous" for who reads its own; names of the others. */
export function nameOf({ structure, byManager, names }: Statement, id: string, t: SayStatement): string {
  if (id === structure.id && !byManager) return t("table.you");
  return names.get(id) ?? t("table.unknown");
}

/** "La Grande Tablée, Tempo et Bois d’Appui". */
export const listOfNames = (statement: Statement, ids: readonly string[], t: SayStatement, { locale }: Actor) =>
  formatList(
    ids.map((id) => nameOf(statement, id, t)),
    locale,
  );
