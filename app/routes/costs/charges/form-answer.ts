import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { fieldsOf } from "~/http/read-form";
import { translator } from "~/i18n/translator";
import type { Actor } from "~server/kernel/actor";
import type { ProofIn } from "~server/costs";

/** A form to show again: what was typed, what is wrong beside each field, and with the whole. */
export interface FormAnswer {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly whole: string | null;
}

/** A form as it came: its fields, its files, which button was pressed. */
export interface CameForm {
  readonly form: FormData;
  readonly proofs: readonly ProofIn[];
  readonly intent: string;
}

/** Reads a form with files. Two inputs may bring them: the camera, and the telephone's files. */
export async function cameForm(request: Request): Promise<CameForm> {
  const form = await fieldsOf(request);
  const files = [...form.getAll("proofs"), ...form.getAll("photo")].filter(
    (file): file is File => file instanceof File && file.name !== "",
  );
  const proofs = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  form.delete("proofs");
  form.delete("photo");
  const intent = form.get("intent");
  return { form, proofs, intent: typeof intent === "string" ? intent : "" };
}

/** What a schema reads in a form, or the form again. */
export async function readCame<S extends z.ZodType>(
  { form }: Pick<CameForm, "form">,
  schema: S,
  actor: Actor,
): Promise<{ ok: true; value: z.output<S> } | { ok: false; answer: Awaited<ReturnType<typeof formWrong>> }> {
  const submission = parseWithZod(form, { schema });
  if (submission.status === "success") return { ok: true, value: submission.value as z.output<S> };
  const problems = Object.entries(submission.error ?? {}).map(([field, codes]) => ({
    field: field === "" ? null : field,
    code: codes?.[0] ?? "invalid",
  }));
  return { ok: false, answer: await formWrong(form, problems, actor) };
}

/** The form again, each problem (a key of `errors`) beside its field. */
export async function formWrong(
  form: FormData,
  problems: readonly { readonly field: string | null; readonly code: string }[],
  actor: Actor,
) {
  const t = await translator(actor.locale, "errors");
  // Keys come from the schemas and the refusals: the type knows them, the form's data does not.
  const words = (code: string) => {
    const [, most] = /^too_long:(\d+)$/.exec(code) ?? [];
    if (most) return t("too_long_most", { most: Number(most) });
    return t.has(code as "invalid") ? t(code as "invalid") : t("invalid");
  };
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  const beside = problems.flatMap(({ field, code }) => (field === null ? [] : [[field, words(code)] as const]));
  const whole = problems.find(({ field }) => field === null);
  const answer: FormAnswer = {
    typed,
    errors: Object.fromEntries(beside),
    whole: whole ? words(whole.code) : null,
  };
  return data(answer, { status: 422 });
}
