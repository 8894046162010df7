import type { Words } from "~/routes/catalogue/words";
import { paths } from "~/paths";
import {
  headingOf,
  type CellProblem,
  type ImportKind,
  type ImportPreview,
  type ImportSeen,
  type LineAction,
  type LineNote,
  type PlannedLine,
} from "~server/imports";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatList, formatNumber } from "~server/kernel/format";
import type { ImportWords } from "./file-words";
import { kindNames } from "./kind-words";

/** How many lines a page shows. */
const PAGE = 100;
const TONES = { create: "ok", update: "you", same: undefined, skip: "wait", error: "no" } as const;
const ICONS = { create: "plus", update: "pencil", same: "check", skip: "minus", error: "triangle-alert" } as const;
export const ACTIONS = ["error", "create", "update", "same", "skip"] as const satisfies readonly LineAction[];

/** An import that is over or under way, in a list. */
export function recentLine(seen: ImportSeen, actor: Actor, t: ImportWords) {
  const tones = { preview: "wait", running: "wait", done: "ok", failed: undefined } as const;
  return {
    id: seen.id,
    href: paths.import(actor.poleSlug, seen.id),
    title: `${t(`of.${seen.kind}`)}, ${seen.fileName || "…"}`,
    when: t("when", { day: formatInstant(seen.createdAt, actor.timeZone, actor.locale), who: seen.personName }),
    state: t(`state.${seen.state}`),
    tone: tones[seen.state],
  };
}
export type RecentLine = ReturnType<typeof recentLine>;

/** The lines of a preview as its page shows them: a filter, a page, and every reason in words. */
export function previewView(
  seen: ImportPreview,
  search: URLSearchParams,
  actor: Actor,
  t: ImportWords,
  catalogue: Words,
) {
  const { kind, content, counts } = seen;
  const asked = ACTIONS.find((action) => action === search.get("voir"));
  const shown = asked && counts[asked] > 0 ? asked : counts.error > 0 && search.get("voir") !== "tout" ? "error" : null;
  const chosen = content.plan
    .map((plan, index) => ({ plan, line: content.lines[index]! }))
    .filter(({ plan }) => !shown || plan.action === shown);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(search.get("page")) || 1)));
  const kinds = kindNames(catalogue);
  return {
    shown,
    page,
    pages,
    chips: [null, ...ACTIONS].flatMap((action) => {
      const count = action ? counts[action] : content.plan.length;
      if (count === 0) return [];
      const label = action ? actionWord(kind, action, t) : t("preview.all");
      return [{ key: action ?? "tout", label, count: formatNumber(count, actor.locale), current: action === shown }];
    }),
    columns: formatList(
      content.columns.map(({ heading }) => heading),
      actor.locale,
    ),
    ignored: { count: content.ignored.length, columns: formatList(content.ignored, actor.locale) },
    lines: chosen.slice((page - 1) * PAGE, page * PAGE).map(({ plan, line }) => {
      const { cells } = line;
      return {
        number: plan.number,
        title: cells.name ?? cells.email ?? Object.values(cells)[0] ?? "…",
        action: actionWord(kind, plan.action, t),
        tone: TONES[plan.action],
        icon: ICONS[plan.action],
        about: content.columns.flatMap(({ field, heading }) =>
          field === "name" || !cells[field] ? [] : [{ heading, value: short(cells[field]) }],
        ),
        problems: plan.problems.map((problem) => cellProblem(kind, problem, t, kinds)),
        notes: notesOf(plan, cells, t, kind, actor),
      };
    }),
  };
}

function actionWord(kind: ImportKind, action: LineAction, t: ImportWords): string {
  return t(`action.${kind === "people" && action === "create" ? "invite" : action}`);
}

/** What is wrong with a cell, and in which column, in words. */
export function cellProblem(kind: ImportKind, { field, code, value = "" }: CellProblem, t: ImportWords, kinds: string) {
  return { field: field ? headingOf(kind, field) : "", sentence: t(`problem.${code}`, { value, kinds }) };
}

/** What to know of a line, in words. */
export function noteSentence(note: LineNote, cells: Readonly<Partial<Record<string, string>>>, t: ImportWords): string {
  return t(`note.${note}`, { email: cells.email ?? "", place: cells.place ?? "" });
}

function notesOf(
  { notes, changes }: PlannedLine,
  cells: Readonly<Partial<Record<string, string>>>,
  t: ImportWords,
  kind: ImportKind,
  { locale }: Actor,
): string[] {
  const words = notes.map((note) => noteSentence(note, cells, t));
  if (changes.length === 0) return words;
  const fields = formatList(
    changes.map((field) => headingOf(kind, field)),
    locale,
  );
  return [t("preview.changes", { fields }), ...words];
}

function short(cell: string): string {
  return cell.length > 120 ? `${cell.slice(0, 119)}…` : cell;
}
