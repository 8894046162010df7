import type { SubmissionResult } from "@conform-to/react";

/** What a form's fields start from, by their names: "rules.stepMinutes" is { rules: { stepMinutes } }. */
export interface StartValues {
  readonly [name: string]: string | undefined | readonly string[] | StartValues | readonly StartValues[];
}

/** A field of a form, to show: what it holds, what is wrong with it (keys of `errors`). */
export interface ReadField {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly errors: string[] | undefined;
}

/** Reads the fields of a form whose names are paths, some of them known only from a kind's file. */
export interface FormReader {
  readonly id: string;
  field(name: string): ReadField;
  /** The names of what is wrong, in the order the server found it. */
  readonly wrong: readonly (readonly [name: string, keys: string[]])[];
}

/** A form as it starts, or as it was typed when the server refused it. */
export function formReader(id: string, start: StartValues, result: SubmissionResult | undefined): FormReader {
  const values: unknown = result?.initialValue ?? start;
  const errors = result?.error ?? {};
  return {
    id,
    field(name) {
      const held = at(values, name);
      const all = (Array.isArray(held) ? held : [held]).filter((value) => typeof value === "string");
      return { id: `${id}-${name}`, name, value: all[0] ?? "", values: all, errors: errors[name] ?? undefined };
    },
    wrong: Object.entries(errors).flatMap(([name, keys]) => (name && keys ? [[name, keys] as const] : [])),
  };
}

function at(values: unknown, name: string): unknown {
  return name
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((held, key) => {
      return typeof held === "object" && held !== null ? (held as Record<string, unknown>)[key] : undefined;
    }, values);
}
