import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatTime } from "~server/kernel/format";
import { timeText } from "~server/kernel/time";
import {
  CRITERION_KINDS,
  MODELS,
  NEED_KINDS,
  OPENNESS,
  pointsLeft,
  RESERVATIONS,
  STEPS,
  TRADES,
  type Need,
  type Step,
} from "~server/tenders";
import { valuesOf } from "./edit-values";

/** Where one is in the form, as links. */
export async function stepsView(need: Need, step: Step, actor: Actor) {
  const t = await translator(actor.locale, "needsForm");
  const steps = STEPS.filter((each) => each !== "criteres" || need.kind === "call");
  return [
    ...steps.map((each) => ({
      label: t(`steps.${each}`),
      to:
        each === "documents"
          ? paths.needDocuments(actor.poleSlug, need.id)
          : paths.editNeed(actor.poleSlug, need.id, each),
      current: each === step,
    })),
    { label: t("steps.apercu"), to: paths.need(actor.poleSlug, need.id), current: false },
  ];
}

/** One step of a draft, with what is kept and what may be chosen. */
export async function editView(need: Need, step: Exclude<Step, "documents">, asked: string | null, actor: Actor) {
  const t = await translator(actor.locale, "needsForm");
  const n = await translator(actor.locale, "needs");
  const judged = need.lots.find(({ id }) => id === asked) ?? need.lots[0];
  const alike = new Set(
    need.lots.map(({ criteria }) => JSON.stringify(criteria.map(({ id: _, lotId: __, ...same }) => same))),
  );
  const hours = Array.from({ length: 29 }, (_, half) => 7 * 60 + half * 30);
  return {
    ...{ pole: actor.poleSlug, need: { id: need.id, title: need.title, kind: need.kind }, step },
    steps: await stepsView(need, step, actor),
    values: valuesOf(need, actor.timeZone, judged?.id ?? null),
    lot: judged?.id ?? "",
    lots: need.lots.map(({ id, number, title }) => ({
      id,
      legend: need.lots.length === 1 ? t("onlyLot") : n("lotNumber", { number }),
      label: title ? n("lotTitle", { number, title }) : n("lotNumber", { number }),
      to: paths.editNeed(actor.poleSlug, need.id, "criteres", { lot: id }),
      current: id === judged?.id,
    })),
    everyLot: alike.size <= 1,
    rows: (judged?.criteria.length ?? 0) + 1,
    pointsLeft: pointsLeft(judged?.criteria ?? []),
    choices: {
      kinds: NEED_KINDS.map((value) => ({ value, label: t(`kind.${value}`), hint: t(`kindHint.${value}`) })),
      openTo: OPENNESS.map((value) => ({ value, label: t(`open.${value}`), hint: t(`openHint.${value}`) })),
      reserved: [
        { value: "", label: n("reserved.none") },
        ...RESERVATIONS.map((value) => ({ value, label: n(`reserved.${value}`) })),
      ],
      criteria: CRITERION_KINDS.map((value) => ({ value, label: n(`criterionKind.${value}`) })),
      models: MODELS.map((value) => ({ value, label: t(`model.${value}`) })),
      times: hours.map((minutes) => ({ value: timeText(minutes), label: formatTime(minutes, actor.locale) })),
      trades: [
        { value: "", label: t("noTrade") },
        ...TRADES.filter(({ parent }) => parent === null).map(({ code, label }) => ({
          value: code,
          label: label[actor.locale],
        })),
      ],
    },
  };
}

export type EditView = Awaited<ReturnType<typeof editView>>;
