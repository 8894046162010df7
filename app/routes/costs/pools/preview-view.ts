import { translator } from "~/i18n/translator";
import type { KeyPreview, PreviewedMonth } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";

type Sums = { was: number | null; would: number | null };

/** What a key would have given, in words: all months together, then each. */
export async function previewView(preview: KeyPreview, { locale }: Actor) {
  const t = await translator(locale, "costsPools");
  const money = (cents: number | null) => (cents === null ? "–" : formatMoney(cents, locale));
  const row = (name: string, { was, would }: Sums) => ({
    name,
    was: money(was),
    would: money(would),
    difference: was === null || would === null ? "–" : signed(would - was, money),
    tone: was === null || would === null ? null : tone(would - was),
  });
  const table = (months: readonly PreviewedMonth[]) => {
    const sums = sumsOf(months);
    const rows = [...sums.members]
      .map(([id, one]) => ({ id, ...row(preview.names[id] ?? "…", one) }))
      .sort((a, b) => a.name.localeCompare(b.name, locale));
    const pole =
      sums.pole.was !== 0 || sums.pole.would !== 0 ? [{ id: "pole", ...row(t("preview.pole"), sums.pole) }] : [];
    return { rows: [...rows, ...pole], total: money(sums.total) };
  };
  const months = preview.months.length > 0 ? preview.months : preview.example ? [preview.example] : [];
  const name = (month: PreviewedMonth) => formatMonth(month.startsOn, locale);
  const [last] = months;
  const first = months.at(-1);
  return {
    example: preview.example !== null,
    lead: preview.example
      ? t("preview.exampleLead", { amount: money(preview.example.totalCents), month: name(preview.example) })
      : t("preview.lead"),
    caption:
      last && first
        ? t("preview.months", {
            count: months.length,
            range: first === last ? name(last) : `${name(first)} – ${name(last)}`,
          })
        : "",
    ...table(months.filter(({ problem }) => problem === null)),
    cannot: months.flatMap((month) => {
      if (month.problem === null) return [];
      const why = month.problem === "no_members" || month.problem === "zero_total_weight" ? month.problem : "other";
      return [t("preview.cannot", { month: name(month), why: t(`preview.why.${why}`) })];
    }),
    months:
      months.length > 1
        ? months
            .filter(({ problem }) => problem === null)
            .map((month) => ({
              key: month.startsOn,
              name: month.draft ? `${name(month)} (${t("preview.draft")})` : name(month),
              ...table([month]),
            }))
        : [],
  };
}

export type PreviewView = Awaited<ReturnType<typeof previewView>>;

function sumsOf(months: readonly PreviewedMonth[]) {
  const members = new Map<string, Sums>();
  const add = (a: number | null | undefined, b: number | null) => (a == null ? b : a + (b ?? 0));
  for (const { shares } of months) {
    for (const { structureId, was, would } of shares) {
      const before = members.get(structureId);
      members.set(structureId, { was: add(before?.was, was), would: add(before?.would, would) });
    }
  }
  const sum = (of: (month: PreviewedMonth) => number) => months.reduce((all, month) => all + of(month), 0);
  return {
    members,
    pole: { was: sum(({ pole }) => pole.was), would: sum(({ pole }) => pole.would) },
    total: sum(({ totalCents }) => totalCents),
  };
}

function signed(cents: number, money: (cents: number) => string): string {
  if (cents === 0) return "=";
  return cents > 0 ? `+\u202f${money(cents)}` : money(cents);
}

function tone(cents: number): "gains" | "bears" | "same" {
  if (cents === 0) return "same";
  return cents > 0 ? "bears" : "gains";
}
