import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { translator } from "~/i18n/translator";
import { stateForm, type StateForm, type UseProblem } from "~server/use";
import { problemWords, type StateField } from "./problem-words";
import type { Reader, SayUse } from "./words";

/** What was typed, and what is wrong with it. */
export interface StateAnswer {
  readonly typed: { readonly compteur: string; readonly niveau: string; readonly remarque: string };
  readonly errors: Partial<Record<StateField, string>>;
  /** A leap that can be confirmed by a box. */
  readonly leap: boolean;
}

/** The files of a form, however many were chosen; what is empty was not chosen. */
export async function filesOf(form: FormData, name: string): Promise<Uint8Array[]> {
  const files = form.getAll(name).filter((file) => file instanceof File && file.size > 0);
  return Promise.all(files.map(async (file) => new Uint8Array(await (file as File).arrayBuffer())));
}

/** Reads the form of a state; or what to show again. */
export async function readState(
  form: FormData,
  reader: Reader,
): Promise<{ ok: true; value: Omit<StateForm, "bookingId"> } | { ok: false; again: ReturnType<typeof again> }> {
  const submission = parseWithZod(form, { schema: stateForm });
  if (submission.status === "success") {
    const { compteur, niveau, remarque, certain } = submission.value;
    const photos = await filesOf(form, "photos");
    return {
      ok: true,
      value: { odometer: compteur, level: niveau, note: remarque, photos, certain: certain !== undefined },
    };
  }
  const t = await translator(reader.locale, "use");
  const errors = Object.fromEntries(
    Object.entries(submission.error ?? {}).map(([field, keys]) => [field, wrongWords(keys?.[0], t)]),
  );
  return { ok: false, again: again(form, { errors, leap: false }, 422) };
}

/** The form again after a refusal. */
export async function refusedState(form: FormData, problem: UseProblem, reader: Reader) {
  const t = await translator(reader.locale, "use");
  const { field, message } = await problemWords(problem, reader, t);
  return again(form, { errors: { [field]: message }, leap: problem.code === "odometer_leap" }, field ? 422 : 409);
}

function again(form: FormData, answer: Omit<StateAnswer, "typed">, status: number) {
  const typed = {
    compteur: formText(form, "compteur"),
    niveau: formText(form, "niveau"),
    remarque: formText(form, "remarque"),
  };
  return data({ ...answer, typed } satisfies StateAnswer, { status });
}

const KNOWN = ["odometer_invalid", "level_invalid", "too_long", "no_show_invalid"] as const;

/** The message of a schema, in words. */
export function wrongWords(key: string | undefined, t: SayUse): string {
  const known = KNOWN.find((each) => each === key);
  return t(`problems.${known ?? "invalid"}`);
}
