import { MEASURES, KEY_GENRES, readMeasure, type Changes, type KeyGenre } from "~server/costs";
import { addMonths, parseLocalDate, type LocalDate } from "~server/kernel/time";

/** What the address of a simulation says, but the fields of a key: those are the guided form's (readKeyForm). */
export interface AskedWhatIf {
  readonly changes: Changes;
  /** The pool to share otherwise, and by which kind of key. */
  readonly key: { readonly poolId: string; readonly genre: KeyGenre } | null;
  /** Whether the fields of that key came with it. */
  readonly keySent: boolean;
  readonly months: { readonly from: LocalDate; readonly until: LocalDate };
  /** As typed, for the form. */
  readonly values: Readonly<Record<string, string>>;
  /** By field: a code of the messages `costsPools.errors`. */
  readonly errors: Readonly<Record<string, string>>;
}

/** These say all by their name. */
const WHOLE: readonly KeyGenre[] = ["equal", "fte", "headcount", "surface"];
const OF_KEY =
  /^(mesure|a\.|partFixe|fixe\.|usage\.|vide|capacite|jusqua\.|tranche\.|reste\.|poids\.|plafond|plancher)/;

/**
 * Reads `periode` (a month, else the last twelve that `latest` ends), `poste`, `genre`, `ajout` with `ajout.<measure>`,
 * `ajout.poids` and `ajoutLe`, `retrait` with `retraitLe`, `refus`.
 */
export function readWhatIf(search: URLSearchParams, latest: LocalDate): AskedWhatIf {
  const text = (name: string) => (search.get(name) ?? "").trim();
  const errors: Record<string, string> = {};
  const day = (name: string) => {
    const read = text(name) === "" ? null : parseLocalDate(text(name));
    if (text(name) !== "" && !read) errors[name] = "date";
    return read;
  };
  const month = parseLocalDate(`${text("periode")}-01`);
  const genre = KEY_GENRES.find((one) => one === text("genre"));
  const [ajout, retrait, refus] = [text("ajout"), text("retrait"), text("refus")];
  const [from, on] = [day("ajoutLe"), day("retraitLe")];
  const own = ownMeasures(text, errors);
  const joins = ajout && { like: ajout, ...own, ...(from && { from }) };
  // What nobody has is of nobody: it takes part where the one that it resembles does.
  if (!ajout && [...search].some(([name, value]) => name.startsWith("ajout") && value.trim())) errors.ajout = "choose";
  return {
    changes: {
      ...(joins && { joins }),
      ...(retrait && { leaves: { id: retrait, ...(on && { on }) } }),
      ...(refus && { refused: refus }),
    },
    key: genre && text("poste") ? { poolId: text("poste"), genre } : null,
    keySent: (genre && WHOLE.includes(genre)) || [...search.keys()].some((name) => OF_KEY.test(name)),
    months: month ? { from: month, until: month } : { from: addMonths(latest, -11), until: latest },
    values: { ...Object.fromEntries(search), ...(month ? {} : { periode: "" }) },
    errors,
  };
}

function ownMeasures(text: (name: string) => string, errors: Record<string, string>): Partial<Changes["joins"]> {
  const measures: Record<string, number> = {};
  for (const measure of MEASURES) {
    const typed = text(`ajout.${measure}`);
    const value = typed === "" ? null : readMeasure(measure, typed);
    if (value !== null) measures[measure] = value;
    else if (typed !== "") errors[`ajout.${measure}`] = "number";
  }
  const weight = text("ajout.poids");
  const whole = /^\d{1,9}$/.test(weight);
  if (weight !== "" && !whole) errors["ajout.poids"] = "weights_not_whole";
  return { measures, ...(whole ? { weight: Number(weight) } : {}) };
}

/** The same address without what is left empty: short enough to be sent; null where nothing is. */
export function withoutBlanks(url: URL): string | null {
  const kept = [...url.searchParams].filter(([, value]) => value.trim() !== "");
  if (kept.length === url.searchParams.size) return null;
  const search = new URLSearchParams(kept).toString();
  return url.pathname + (search && `?${search}`);
}
