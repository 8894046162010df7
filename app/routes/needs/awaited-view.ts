import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import type { Awaited, AwaitedKind } from "~server/tenders";

/** What waits for somebody, with the page where it is done. */
export interface AwaitedLine {
  readonly to: string;
  readonly icon: IconName;
  readonly title: string;
  readonly about: string;
  /** Null where nothing ends. */
  readonly until: string | null;
}

const ICONS: Record<AwaitedKind, IconName> = {
  invited: "users",
  sign: "signature",
  signatures: "signature",
  reconfirm: "stamp",
  finish: "pencil-line",
  clarify: "message-circle-question-mark",
  questions: "message-circle-question-mark",
  open: "door-open",
  open_second: "door-open",
  declare: "shield-check",
  score: "scale",
  propose: "trophy",
  decide: "trophy",
  delivery: "truck",
};

/** Done on the answer's own page; what judging asks, where it is done; all else, on the need's, which says what is next. */
const ON_ANSWER: ReadonlySet<AwaitedKind> = new Set([
  "invited",
  "sign",
  "signatures",
  "reconfirm",
  "finish",
  "clarify",
]);

/** « Ce qui vous attend », in words. */
export async function awaitedView(awaited: readonly Awaited[], actor: Actor): Promise<AwaitedLine[]> {
  const t = await translator(actor.locale, "awaited");
  return awaited.map(({ kind, needId, title, who, count, until }) => ({
    to: pageOf(kind)(actor.poleSlug, needId),
    icon: ICONS[kind],
    title: t(kind, { who: who ?? t("somebody"), count }),
    about: t(ON_ANSWER.has(kind) ? "answer" : "need", { title }),
    until: until && t("until", { at: formatInstant(until, actor.timeZone, actor.locale) }),
  }));
}

function pageOf(kind: AwaitedKind): (pole: string, need: string) => string {
  if (kind === "declare") return paths.needPanel;
  if (kind === "score") return paths.needScores;
  if (kind === "propose" || kind === "decide" || kind === "delivery") return paths.awardNeed;
  return ON_ANSWER.has(kind) ? paths.answer : paths.need;
}
