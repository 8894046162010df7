import type { Submission } from "@conform-to/react";
import { readForm } from "~/http/read-form";
import { translator } from "~/i18n/translator";
import { rulesForm, rulesOfResource, type Resource, type RulesForm } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import type { FormAnswer } from "./form-answer";
import { said } from "./rules-view";

type Read =
  | { readonly ok: true; readonly value: RulesForm; readonly submission: Submission<unknown> }
  | { readonly ok: false; readonly answer: FormAnswer; readonly status: 200 | 422 };

/** Reads the page of rules; when it asks for a preview, or is wrong, says what the page shows. */
export async function readRulesForm(request: Request, actor: Actor, resource: Resource): Promise<Read> {
  const form = await readForm(request, rulesForm);
  const preview = "intent" in form.submission.payload && form.submission.payload.intent === "preview";
  if (form.ok && !preview) return form;
  const result = form.submission.reply();
  if (!form.ok) return { ok: false, answer: { result, changed: null, sentences: null }, status: preview ? 200 : 422 };
  const known = await rulesOfResource(actor, resource.id);
  const words = said({ ...known, resource, rules: form.value }, actor, await translator(actor.locale, "catalogue"));
  return { ok: false, answer: { result, changed: null, ...words }, status: 200 };
}
