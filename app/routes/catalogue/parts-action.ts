import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { addPartForm, compositionOf, setParts, type PartsProblem, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatList } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import type { Refused } from "./in-the-way";
import type { CompositionWords } from "./manage-tabs";

/** What the page of parts gets back when something is left to say. */
export interface PartsAnswer {
  readonly added: SubmissionResult | null;
  readonly refused: Refused | null;
}

/** Takes a part away, or adds one. */
export async function changeParts(actor: Actor, resource: Resource, form: FormData) {
  const { parts } = await compositionOf(actor, resource.id);
  const kept = parts.map(({ id, takes }) => ({ sourceId: id, takes }));
  const removed = form.get("remove");
  let wanted = kept.filter(({ sourceId }) => sourceId !== removed);
  let added: SubmissionResult | null = null;
  if (typeof removed !== "string") {
    const submission = parseWithZod(form, { schema: addPartForm });
    if (submission.status !== "success") return answer({ added: submission.reply() });
    added = submission.reply();
    const { sourceId, takes } = submission.value;
    wanted = [...kept.filter((part) => part.sourceId !== sourceId), { sourceId, takes: takes ?? null }];
  }
  const outcome = await setParts(actor, resource.id, wanted);
  if (outcome.ok) throw await redirectWithFlash(paths.resourceParts(actor.poleSlug, resource.id), { key: "saved" });
  const t = await translator(actor.locale, "composition");
  return answer({ added, refused: partsRefusal(outcome.problem, actor, t) }, 409);
}

/** Why nothing was changed, in words. */
export function partsRefusal(problem: PartsProblem, { locale, timeZone }: Actor, t: CompositionWords): Refused {
  const said = (
    code: "nested" | "many" | "part" | "units" | "takes" | "booked",
    facts: Record<string, string | number>,
  ) => ({
    title: t(`parts.problems.${code}`),
    text: t(`parts.problems.${code}Text`, facts as never),
    bookings: [],
  });
  switch (problem.code) {
    case "part_of_a_part":
      return said("nested", {});
    case "too_many_parts":
      return said("many", { most: problem.most });
    case "is_a_part":
      return said("part", { names: formatList(problem.names, locale) });
    case "has_several_units":
      return said("units", { units: problem.units });
    case "takes_too_many":
      return said("takes", { units: problem.units });
    case "has_bookings":
      return said("booked", {
        count: problem.count,
        day: formatDay(localDateOf(problem.until, timeZone), locale, { year: true }),
      });
  }
}

function answer(body: Partial<PartsAnswer>, status: 409 | 422 = 422) {
  return data({ added: null, refused: null, ...body } satisfies PartsAnswer, { status });
}
