import { data } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { previewKey, readKeyForm, type Key, type KeyChoices, type KeyVersionProblem } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import type { Outcome } from "~server/kernel/outcome";
import { parseLocalDate } from "~server/kernel/time";
import { servedWords } from "./key-form-view";
import { previewView } from "./preview-view";
import { errorWords, typedOf } from "./problem-answer";

type Save = (version: {
  definition: Key;
  startsOn: string;
  decided: string;
}) => Promise<Outcome<unknown, KeyVersionProblem>>;

/** Reads the form of a key, and shows what it would give, or keeps it by `save`. */
export async function answerKeyForm(form: FormData, choices: KeyChoices, actor: Actor, save: Save) {
  const { fields } = typedOf(form);
  const read = readKeyForm(
    form,
    choices.members.map(({ id }) => id),
  );
  const startsOn = parseLocalDate(fields.depuis ?? "");
  const decided = (fields.decide ?? "").trim();
  const wrong = {
    ...(read.ok ? {} : read.errors),
    ...(startsOn ? {} : { depuis: "date" }),
    ...(decided.length > 200 ? { decide: "too_long" } : {}),
  };
  const again = { fields, preview: null, refusal: null, errors: await errorWords(wrong, actor.locale) };
  if (!read.ok || !startsOn || Object.keys(wrong).length > 0) return data(again, { status: 422 });
  if (fields.intent === "preview") {
    const preview = await previewView(await previewKey(actor, choices.pool.id, read.value), actor);
    return data({ ...again, preview });
  }
  const outcome = await save({ definition: read.value, startsOn, decided });
  if (!outcome.ok) return data({ ...again, refusal: await refusalWords(outcome.problem, actor) }, { status: 409 });
  throw await redirectWithFlash(paths.costPool(actor.poleSlug, choices.pool.id), { key: "keySaved" });
}

/** Why a version is not kept, and what to do. */
export async function refusalWords(problem: KeyVersionProblem, actor: Actor): Promise<string> {
  const t = await translator(actor.locale, "costsPools");
  if (problem.code === "same_day") return t("problems.same_day");
  return t("problems.key_version_served", servedWords(problem.until, actor));
}
