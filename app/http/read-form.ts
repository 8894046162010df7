import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import { Invalid } from "~server/kernel/errors";

/** A form that a schema has read. */
export type ReadForm<T> =
  | { readonly ok: true; readonly value: T; readonly submission: Submission<unknown> }
  | { readonly ok: false; readonly submission: Submission<unknown> };

/** The fields of a request. @throws Invalid when what was sent is no form at all */
export async function fieldsOf(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => {
    throw new Invalid("not_a_form");
  });
  // conform's own fields, which our pages never send, and which it would take at their word.
  form.delete("__intent__");
  form.delete("__state__");
  return form;
}

/** Reads the form of a request. @throws Invalid when what was sent is no form at all */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<ReadForm<z.output<S>>> {
  const submission = parseWithZod(await fieldsOf(request), { schema });
  if (submission.status === "success") return { ok: true, value: submission.value as z.output<S>, submission };
  return { ok: false, submission };
}
