import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney, formatMonth, formatPercent, formatReference } from "~server/kernel/format";
import type { MonthWeights, PoolDetails } from "~server/costs";
import { keyWords, measureText } from "./key-words";

type T = Awaited<ReturnType<typeof translator<"costsPools">>>;

/** One pool, in words. */
export async function poolView(pool: PoolDetails, weights: MonthWeights, actor: Actor) {
  const t = await translator(actor.locale, "costsPools");
  const day = (date: string) => formatDay(date, actor.locale, { weekday: false, year: true });
  const names = new Map([...pool.stays, ...weights.members].map(({ structureId, name }) => [structureId, name]));
  const valid = pool.versions.find(
    ({ startsOn, endsOn }) => startsOn <= pool.today && (endsOn === null || endsOn >= pool.today),
  );
  return {
    pole: actor.poleSlug,
    id: pool.id,
    name: pool.name,
    description: pool.description,
    archived: pool.archivedAt !== null,
    can: { manage: pool.can.manage && pool.archivedAt === null, restore: pool.can.manage && pool.archivedAt !== null },
    hasVersions: pool.versions.length > 0,
    key: valid
      ? {
          ...keyWords(valid.definition, t, actor.locale, names),
          since: versionDates(valid, t, day),
          decided: valid.decided && t("page.decided", { who: valid.decided }),
        }
      : null,
    versions: pool.versions.map((version) => ({
      id: version.id,
      number: formatReference(version.number, actor.locale),
      dates: datesOf(version, t, day),
      rule: keyWords(version.definition, t, actor.locale, names).sentence,
      decided: version.decided,
      state: t(`page.${stateOf(version, pool.today)}`),
      change: pool.can.manage && !version.served ? paths.editCostKey(actor.poleSlug, pool.id, version.id) : null,
    })),
    weights: weightsView(weights, t, actor),
    facts: {
      kind: t(`kinds.${pool.kind}`),
      month: t("month", { month: formatMonth(weights.from, actor.locale) }),
      cost: pool.monthCents === 0 ? t("nothing") : formatMoney(pool.monthCents, actor.locale),
      mode: t(`modes.${pool.legalMode}`),
      modeWords: t(`modeWords.${pool.legalMode}`),
      role: t(`roles.${pool.actsAs}`),
      roleWords: t(`roleWords.${pool.actsAs}`),
      agreement:
        pool.agreement && pool.agreedOn ? t("page.agreement", { words: pool.agreement, day: day(pool.agreedOn) }) : "",
      publicMoney:
        pool.publicMoneyPoints < 10_000
          ? t("page.publicMoney", { part: formatPercent(pool.publicMoneyPoints / 10_000, actor.locale) })
          : "",
      account: t("page.account", { account: pool.expenseAccount }),
      resources: pool.resources.map(({ id, name }) => ({ name, to: paths.resource(actor.poleSlug, id) })),
      everyone: pool.everyone,
      stays: pool.everyone
        ? []
        : pool.stays.map((stay) => ({ name: stay.name, dates: datesOf(stay, t, day), id: stay.structureId })),
    },
  };
}

export type PoolView = Awaited<ReturnType<typeof poolView>>;

interface Dates {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

function datesOf({ startsOn, endsOn }: Dates, t: T, day: (date: string) => string): string {
  return endsOn === null
    ? t("page.from", { from: day(startsOn) })
    : t("page.fromTo", { from: day(startsOn), until: day(endsOn) });
}

function versionDates(version: Dates & { number: number }, t: T, day: (date: string) => string): string {
  const { number, startsOn, endsOn } = version;
  return endsOn === null
    ? t("page.since", { number, from: day(startsOn) })
    : t("page.sinceUntil", { number, from: day(startsOn), until: day(endsOn) });
}

function stateOf({ startsOn, endsOn, served }: Dates & { served: boolean }, today: string) {
  if (served) return "served" as const;
  if (startsOn > today) return "coming" as const;
  return endsOn === null || endsOn >= today ? ("valid" as const) : ("past" as const);
}

const EXPLAINED = ["no_key", "no_members", "zero_total_weight"] as const;

function weightsView(weights: MonthWeights, t: T, { locale }: Actor) {
  const amount = formatMoney(weights.example, locale);
  const month = formatMonth(weights.from, locale);
  const problem = weights.problem && (EXPLAINED.find((code) => code === weights.problem) ?? "other");
  return {
    title: t("page.weights", { month }),
    lead: t("page.weightsLead", { amount, month }),
    problem: problem && t(`page.problems.${problem}`),
    example: t("page.onExample", { amount }),
    measures: weights.measures.map((measure) => t(`measure.${measure}`)),
    rows: weights.members.map((member) => ({
      id: member.structureId,
      name: member.name,
      days: member.days,
      measures: weights.measures.map((measure) =>
        measureText(measure, member.measures[measure] ?? 0n, locale, weights.days),
      ),
      cents: member.cents === null ? "–" : formatMoney(member.cents, locale),
    })),
    pole: weights.poleCents === 0 ? null : formatMoney(weights.poleCents, locale),
  };
}
