import type { Submission, SubmissionResult } from "@conform-to/react";
import { data } from "@remix-run/node";
import { readForm } from "~/http/read-form";
import {
  kindOf,
  editForm,
  firstRulesForm,
  resourceForm,
  type ChangedMeanwhile,
  type EditForm,
  type KindKey,
  type ResourceForm,
} from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { ruleSentences, type RuleSentence } from "./rule-sentences";
import type { Words } from "./words";

/** What the form's page gets back when it is not saved. */
export interface FormAnswer {
  readonly result: SubmissionResult;
  /** Somebody else saved meanwhile: the version to save over. */
  readonly changed: { readonly version: number } | null;
  /** The rules typed, in sentences; null while they cannot be read. */
  readonly sentences: readonly RuleSentence[] | null;
  /** What is doubtful about them, in words. */
  readonly warnings?: readonly string[] | null;
}

type Read<Form> =
  | { readonly ok: true; readonly value: Form; readonly submission: Submission<unknown> }
  | { readonly ok: false; readonly answer: FormAnswer; readonly status: 200 | 422 };

/** Reads the form that changes a resource; when it is wrong, says what the page shows. */
export async function readEditForm(request: Request, kind: KindKey): Promise<Read<EditForm>> {
  const form = await readForm(request, editForm(kindOf(kind)));
  if (form.ok) return form;
  return { ok: false, answer: { result: form.submission.reply(), changed: null, sentences: null }, status: 422 };
}

/** Reads the form that adds a resource; when it asks for a preview, or is wrong, says what the page shows. */
export async function readResourceForm(
  request: Request,
  kind: KindKey,
  t: Words,
  locale: Locale,
): Promise<Read<ResourceForm>> {
  const copy = request.clone();
  const form = await readForm(request, resourceForm(kindOf(kind)));
  const preview = "intent" in form.submission.payload && form.submission.payload.intent === "preview";
  if (form.ok && !preview) return form;
  // The sentences need no more than the hours and the rules, whatever else is still missing.
  const rules = await readForm(copy, firstRulesForm);
  const sentences = rules.ok ? ruleSentences({ kind, ...rules.value }, t, locale) : null;
  const { submission } = preview ? rules : form;
  return { ok: false, answer: { result: submission.reply(), changed: null, sentences }, status: preview ? 200 : 422 };
}

/** The form again, everything typed kept, after somebody else saved meanwhile. */
export function changedAnswer(submission: Submission<unknown>, { version }: ChangedMeanwhile) {
  return answerWith({ result: submission.reply(), changed: { version }, sentences: null }, 409);
}

/** An answer with its status. */
export function answerWith(answer: FormAnswer, status: 200 | 409 | 422) {
  return data(answer, { status });
}
