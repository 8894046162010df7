import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import {
  addUnits,
  addUnitsForm,
  labelUnits,
  restoreUnit,
  retireUnit,
  unitLabelsForm,
  type Resource,
  type UnitProblem,
} from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { inTheWay, type Refused } from "./in-the-way";
import type { CompositionWords } from "./manage-tabs";

/** What the page of units gets back when something is left to say. */
export interface UnitsAnswer {
  readonly labels: SubmissionResult | null;
  readonly added: SubmissionResult | null;
  readonly refused: Refused | null;
}

/** Adds units; or keeps the names typed, then does what the button says: retire, put back, or no more. */
export async function changeUnits(actor: Actor, resource: Resource, form: FormData) {
  const here = paths.resourceUnits(actor.poleSlug, resource.id);
  const t = await translator(actor.locale, "composition");
  if (form.get("intent") === "add") {
    const submission = parseWithZod(form, { schema: addUnitsForm });
    if (submission.status !== "success") return answer({ added: submission.reply() });
    const outcome = await addUnits(actor, resource.id, submission.value.count);
    if (!outcome.ok) return answer({ refused: unitRefusal(outcome.problem, actor, t) }, 409);
    throw await redirectWithFlash(here, { key: "saved" });
  }
  const submission = parseWithZod(form, { schema: unitLabelsForm });
  if (submission.status !== "success") return answer({ labels: submission.reply() });
  const labels = Object.entries(submission.value.label).map(([id, label]) => ({ id, label }));
  await labelUnits(actor, resource.id, labels);
  const [retired, restored] = [form.get("retire"), form.get("restore")];
  if (typeof retired === "string") {
    const outcome = await retireUnit(actor, resource.id, retired);
    if (!outcome.ok) return answer({ refused: unitRefusal(outcome.problem, actor, t) }, 409);
  }
  if (typeof restored === "string") {
    const outcome = await restoreUnit(actor, resource.id, restored);
    if (!outcome.ok) return answer({ refused: unitRefusal(outcome.problem, actor, t) }, 409);
  }
  throw await redirectWithFlash(here, { key: "saved" });
}

/** Why nothing was changed, in words. */
export function unitRefusal(problem: UnitProblem, actor: Actor, t: CompositionWords): Refused {
  switch (problem.code) {
    case "unit_has_bookings":
      return {
        title: t("units.problems.booked"),
        text: t("units.problems.bookedText"),
        bookings: problem.bookings.map((booking) => inTheWay(booking, actor)),
      };
    case "last_unit":
      return { title: t("units.problems.last"), text: t("units.problems.lastText"), bookings: [] };
    case "too_many_units":
      return {
        title: t("units.problems.many"),
        text: t("units.problems.manyText", { most: problem.most }),
        bookings: [],
      };
  }
}

function answer(body: Partial<UnitsAnswer>, status: 409 | 422 = 422) {
  return data({ labels: null, added: null, refused: null, ...body } satisfies UnitsAnswer, { status });
}
