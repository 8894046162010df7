import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { formatTime } from "~server/kernel/format";
import { allow } from "~server/kernel/permissions";
import { localDateOf, minutesOf } from "~server/kernel/time";
import {
  criteriaOf,
  editCriteria,
  editLots,
  editNeed,
  MODELS,
  needNow,
  STEPS,
  type Need,
  type Step,
} from "~server/tenders";
import { readCriteria, readLots, readWhat, readWho, type Wrong } from "./edit-reader";
import { editView } from "./edit-view";
import { NeedForm } from "./need-form";

/** One step of the form of a draft; what is out is not written here any more. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.write", need.buyer.id);
  if (need.state !== "draft") throw redirect(paths.need(actor.poleSlug, need.id));
  const asked = new URL(args.request.url).searchParams;
  const step = STEPS.find((each) => each === asked.get("etape")) ?? "quoi";
  if (step === "documents") throw redirect(paths.needDocuments(actor.poleSlug, need.id));
  const view = await editView(need, step, asked.get("lot"), actor);
  const t = await translator(actor.locale, "needsForm");
  return { title: await pageTitle(actor.locale, t(`steps.${step}`)), ...view };
});

/** Keeps what was typed, then goes where the button says; or says what is wrong, and keeps nothing of it. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { need, now } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.write", need.buyer.id);
  const form = await fieldsOf(args.request);
  const here = (step: Step, more = {}) => paths.editNeed(actor.poleSlug, need.id, step, more);
  const step = STEPS.find((each) => each === formText(form, "step")) ?? "quoi";
  const wrong = await keep(step);
  if (formText(form, "intent") === "keep") return data({ kept: await keptWords(Object.keys(wrong).length === 0) });
  if (Object.keys(wrong).length > 0) return again(wrong);
  const then = formText(form, "then");
  if (step === "lots" && (then === "add" || then.startsWith("remove"))) return redirect(`${here("lots")}#lots`);
  if (step === "criteres" && then !== "next") return redirect(here("criteres", { lot: formText(form, "lot") }));
  const next = nextStep(step, need, then);
  return redirect(next ? here(next) : paths.need(actor.poleSlug, need.id));

  async function keep(which: Step): Promise<Wrong> {
    if (which === "quoi" || which === "visibilite") {
      const { fields, wrong: found } = which === "quoi" ? readWhat(form) : readWho(form, actor.timeZone);
      if (Object.keys(found).length === 0) await editNeed(actor, need.id, fields);
      return found;
    }
    if (which === "lots") {
      const { lots, wrong: all } = readLots(form, need);
      const [does, lot] = formText(form, "then").split(" ");
      const removes = does === "remove" && lot ? { remove: lot } : {};
      // What is wrong in a lot that goes is no matter.
      const kept = Object.entries(all).filter(([name]) => !removes.remove || !name.endsWith(removes.remove));
      const found: Wrong = Object.fromEntries(kept);
      if (Object.keys(found).length === 0) await editLots(actor, need.id, lots, { add: does === "add", ...removes });
      return found;
    }
    const model = MODELS.find((each) => each === formText(form, "then"));
    const { criteria, wrong: found } = model ? { criteria: criteriaOf(model), wrong: {} } : readCriteria(form);
    const lot = formText(form, "everyLot") === "oui" ? null : formText(form, "lot");
    if (Object.keys(found).length === 0) await editCriteria(actor, need.id, lot, criteria);
    return found;
  }

  async function keptWords(kept: boolean) {
    const t = await translator(actor.locale, "needsForm");
    const minutes = minutesOf(now, localDateOf(now, actor.timeZone), actor.timeZone);
    return kept ? t("kept", { at: formatTime(minutes, actor.locale) }) : t("notKept");
  }

  async function again(found: Wrong) {
    const t = await translator(actor.locale, "needsForm");
    const errors = Object.fromEntries(
      Object.entries(found).map(([name, { code, most }]) => [name, t(`wrong.${code}`, { most: most ?? 0 })]),
    );
    const typed = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    return data({ errors, typed: typed as Record<string, string> }, { status: 422 });
  }
});

/** What was kept while typing is in the fields already: shown anew, they would lose the cursor. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "keep" && defaultShouldRevalidate;

/** The step after this one; null after the last: the preview. Only a call has criteria. */
function nextStep(step: Step, need: Need, then: string): Step | null {
  if (then === "later") return null;
  const steps = STEPS.filter((each) => each !== "criteres" || need.kind === "call");
  return steps[steps.indexOf(step) + 1] ?? null;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function EditNeed() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // Kept anew, it is shown anew: what the fields were shown with before must not stay in them.
  return <NeedForm key={page.step + JSON.stringify(page.values)} page={page} answer={answer} />;
}
