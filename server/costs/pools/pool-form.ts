import { z } from "zod";
import { parseLocalDate, type LocalDate } from "../../kernel/time";
import { readPercent } from "./key-form";

/** What a pool is, for its picture and its account. */
export const POOL_KINDS = [
  "building",
  "vehicle",
  "equipment",
  "canteen",
  "reception",
  "internet",
  "post",
  "animation",
  "project",
  "other",
] as const;
export type PoolKind = (typeof POOL_KINDS)[number];

/** Exempt by article 261 B of the CGI; taxed; out of the scope of VAT; a loan of staff. */
export const LEGAL_MODES = ["out_of_scope", "261B", "taxed", "staff_loan"] as const;
export type LegalMode = (typeof LEGAL_MODES)[number];

/** A structure that takes part from a day, perhaps until a day (included). */
export interface ParticipantForm {
  readonly structureId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** All that makes a pool, but its key. */
export interface PoolForm {
  readonly name: string;
  readonly description: string;
  readonly kind: PoolKind;
  readonly legalMode: LegalMode;
  readonly actsAs: "principal" | "agent";
  /** The reference and the day of the agreement: a loan of staff cannot do without. */
  readonly agreement: string;
  readonly agreedOn: LocalDate | null;
  readonly everyone: boolean;
  /** A class 6 account number. */
  readonly expenseAccount: string;
  /** Public money pays at most so much of its cost: hundredths of a per cent, 0 to 10 000. */
  readonly publicMoneyPoints: number;
  /** Who takes part, where not everyone does; one line for each structure. */
  readonly participants: readonly ParticipantForm[];
  /** The resources whose bookings are its use. */
  readonly resourceIds: readonly string[];
}

/** What is wrong, by field of the form: a code with words in the messages `costsPools.errors`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A form as the web sends it. */
export interface SentForm {
  get(name: string): unknown;
  getAll(name: string): unknown[];
}

/** What a form says, or what is wrong with it. */
export type ReadForm<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldErrors };

const text = (form: SentForm, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
const day = z.string().transform((value, context) => {
  if (value === "") return null;
  const read = parseLocalDate(value);
  if (!read) context.addIssue({ code: "custom", message: "date" });
  return read;
});

/** 100 %: no ceiling. */
const WHOLE = 10_000;

const schema = z.object({
  nom: z.string().min(1, "required").max(80, "too_long"),
  description: z.string().max(1000, "too_long"),
  nature: z.enum(POOL_KINDS, "choose"),
  mode: z.enum(LEGAL_MODES, "choose"),
  role: z.enum(["principal", "agent"], "choose"),
  accord: z.string().max(200, "too_long"),
  accordLe: day,
  qui: z.enum(["tous", "certains"], "choose"),
  compte: z.string().regex(/^6\d{2,7}$/, "account"),
  argentPublic: z.string().transform((value, context) => {
    if (value === "") return WHOLE;
    const points = readPercent(value.replace(/\s*%$/, ""));
    if (points !== null) return points;
    context.addIssue({ code: "custom", message: "points_out_of_range" });
    return z.NEVER;
  }),
});

/**
 * Reads the form of a pool: `nom`, `description`, `nature`, `mode`, `role`, `accord`, `accordLe`, `qui` (tous, certains),
 * `compte`, `argentPublic` (a percentage; empty: no ceiling), `participe` for each structure's id with `debut.<id>` and `fin.<id>`, `ressource` for each resource's id.
 * @param today where a structure's first day is left empty
 */
export function readPoolForm(form: SentForm, today: LocalDate): ReadForm<PoolForm> {
  const names = Object.keys(schema.shape) as (keyof typeof schema.shape)[];
  const read = schema.safeParse(Object.fromEntries(names.map((name) => [name, text(form, name)])));
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error?.issues ?? []) errors[String(path[0])] ??= message;
  const some = text(form, "qui") === "certains";
  const participants = some ? readParticipants(form, today, errors) : [];
  if (some && participants.length === 0) errors["participe"] ??= "nobody";
  if (!read.success || Object.keys(errors).length > 0) {
    if (read.success) Object.assign(errors, agreementErrors(read.data));
    return { ok: false, errors };
  }
  const { nom, description, nature, mode, role, accord, accordLe, compte, argentPublic } = read.data;
  const missing = agreementErrors(read.data);
  if (Object.keys(missing).length > 0) return { ok: false, errors: missing };
  return {
    ok: true,
    value: {
      name: nom,
      description,
      kind: nature,
      legalMode: mode,
      actsAs: role,
      agreement: accord,
      agreedOn: accordLe,
      everyone: !some,
      expenseAccount: compte,
      publicMoneyPoints: argentPublic,
      participants,
      resourceIds: ids(form, "ressource"),
    },
  };
}

/** A loan of staff has an agreement, and is the pôle's own. */
function agreementErrors({ mode, role, accord, accordLe }: z.output<typeof schema>): FieldErrors {
  if (mode !== "staff_loan") return {};
  return {
    ...(accord === "" ? { accord: "agreement" } : {}),
    ...(accordLe === null ? { accordLe: "agreement_day" } : {}),
    ...(role === "agent" ? { role: "staff_loan_agent" } : {}),
  };
}

function readParticipants(form: SentForm, today: LocalDate, errors: Record<string, string>): ParticipantForm[] {
  return ids(form, "participe").flatMap((structureId) => {
    const [from, until] = [`debut.${structureId}`, `fin.${structureId}`];
    const [starts, ends] = [day.safeParse(text(form, from)), day.safeParse(text(form, until))];
    if (!starts.success) errors[from] = "date";
    if (!ends.success) errors[until] = "date";
    if (!starts.success || !ends.success) return [];
    const startsOn = starts.data ?? today;
    if (ends.data !== null && ends.data < startsOn) errors[until] = "ends_before";
    return [{ structureId, startsOn, endsOn: ends.data }];
  });
}

function ids(form: SentForm, name: string): string[] {
  return [...new Set(form.getAll(name))].filter((id): id is string => z.uuid().safeParse(id).success);
}
