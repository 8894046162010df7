import type { Changes, Key, SimpleKey } from "~server/costs";
import { addMonths, parseLocalDate, type LocalDate } from "~server/kernel/time";

/** The keys of one weight that can be tried, as the address names them. */
export const SIMPLE_KEYS = [
  "equal",
  ...(["fte", "headcount", "surface", "minutes", "kilometres", "hours", "seats", "meals"] as const),
] as const;
type SimpleName = (typeof SIMPLE_KEYS)[number];

/** What the address of a simulation says. */
export interface AskedWhatIf {
  readonly changes: Changes;
  readonly months: { readonly from: LocalDate; readonly until: LocalDate };
  /** As typed, for the form. */
  readonly values: Readonly<Record<"periode" | "poste" | "cle" | "fixe" | "ajout" | "retrait" | "refus", string>>;
  readonly wrongFixed: boolean;
}

/** Reads `periode` (a month, else the last twelve that `latest` ends), `poste`, `cle`, `fixe`, `ajout`, `retrait`, `refus`. */
export function readWhatIf(search: URLSearchParams, latest: LocalDate): AskedWhatIf {
  const text = (name: string) => (search.get(name) ?? "").trim();
  const month = parseLocalDate(`${text("periode")}-01`);
  const [pool, cle, fixe] = [text("poste"), text("cle"), text("fixe")];
  const points = fixe === "" ? 0 : Number(fixe.replace(",", ".")) * 100;
  const wrongFixed = !Number.isInteger(points) || points < 0 || points > 10_000;
  const name = SIMPLE_KEYS.find((one) => one === cle);
  const definition = name && pool !== "" && !wrongFixed ? keyOf(name, points) : null;
  return {
    changes: {
      ...(definition && { key: { poolId: pool, definition } }),
      ...(text("ajout") && { joinsLike: text("ajout") }),
      ...(text("retrait") && { leaves: text("retrait") }),
      ...(text("refus") && { refused: text("refus") }),
    },
    months: month ? { from: month, until: month } : { from: addMonths(latest, -11), until: latest },
    values: {
      ...{ periode: month ? text("periode") : "", poste: pool, cle, fixe },
      ...{ ajout: text("ajout"), retrait: text("retrait"), refus: text("refus") },
    },
    wrongFixed,
  };
}

function keyOf(name: SimpleName, fixedPoints: number): Key {
  const simple: SimpleKey = name === "equal" ? { type: "equal" } : { type: "measure", measure: name };
  if (fixedPoints === 0) return simple;
  return { type: "two-part", fixedPoints, fixed: { type: "equal" }, use: simple, idle: "fixed" };
}
