import { data } from "@remix-run/node";
import { translator } from "~/i18n/translator";
import type { PoolProblem } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";

/** What was typed in a form, to show it again: single fields, and boxes that were checked, by name. */
export interface Typed {
  readonly fields: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** A form that was refused: why, as a whole or by field, and what was typed. */
export interface Refused {
  readonly refusal: string | null;
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Typed | null;
}

/** What the server would not do with a pool: as a whole, or beside the field that it is about. */
export async function answerProblem({ code }: PoolProblem, { locale }: Actor, typed: Typed | null = null) {
  const t = await translator(locale, "costsPools");
  const words = t(`problems.${code}`);
  const beside = code === "pool_has_open_charges";
  return data<Refused>(
    { refusal: beside ? null : words, errors: beside ? { mode: words } : {}, typed },
    { status: 409 },
  );
}

/** What is wrong beside each field. */
export async function answerErrors(errors: Readonly<Record<string, string>>, locale: Locale, typed: Typed) {
  return data<Refused>({ refusal: null, errors: await errorWords(errors, locale), typed }, { status: 422 });
}

/** Codes of forms in words. */
export async function errorWords(errors: Readonly<Record<string, string>>, locale: Locale) {
  const t = await translator(locale, "costsPools");
  return Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, t(`errors.${code as "required"}`)]));
}

/** All that a form says. */
export function typedOf(form: FormData, lists: readonly string[] = []): Typed {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    fields: Object.fromEntries([...form].map(([name, value]) => [name, text(value)])),
    lists: Object.fromEntries(lists.map((name) => [name, form.getAll(name).map(text)])),
  };
}
