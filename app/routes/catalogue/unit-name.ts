import type { KindKey } from "~server/catalogue";
import { kindWord, type Words } from "./words";

/** What a unit is called: its label, else its number. */
export function unitName({ label, number }: { label: string; number: number }, kind: KindKey, t: Words): string {
  return label || kindWord(t, kind, "unitName", { number });
}
