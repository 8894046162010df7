import type { Locale } from "../kernel/actor";
import { formatInstant, formatReference } from "../kernel/format";
import type { Letter } from "./letter";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { addendumToTell, clarificationToTell, lineToTell, NeedReader, ToldNeed } from "./need-queries";
import type { NewEmail } from "./outbox";
import type { NeedNews } from "./payloads";
import { topicOf } from "./preferences";
import { fill, localeOf, oneLine, severalLines } from "./rules";
import type { MailSettings } from "./settings";

type Loaded<T extends (...asked: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<T>>>;

/** What a piece of news says beside the need. */
export interface NeedNewsDetails {
  readonly addendum?: Loaded<typeof addendumToTell> | undefined;
  readonly line?: Loaded<typeof lineToTell> | undefined;
  readonly clarification?: Loaded<typeof clarificationToTell> | undefined;
  readonly award?: string | undefined;
  /** Questions that this reader was not told of yet, by what names them. */
  readonly questions?: readonly (readonly [string, { question: string; answer: string | null }])[] | undefined;
}

type Facts = Letter["facts"];
type Told = NeedNewsDetails & { readonly need: ToldNeed; readonly news: NeedNews; readonly locale: Locale };

/**
 * A mail about a need. It holds words of the need, what the register says of a line, and never anything of an answer,
 * nor who answers. It belongs to no pôle: that somebody is told of a need says that they answer it.
 */
export function needEmail(
  need: ToldNeed,
  news: NeedNews,
  to: NeedReader,
  details: NeedNewsDetails,
  settings: MailSettings,
): NewEmail {
  const locale = localeOf(to.locale);
  const told = { ...details, need, news, locale };
  const words = wordsOf(locale).needs.news[wordsFor(told)];
  const values = {
    need: oneLine(need.title, 120),
    buyer: oneLine(need.buyer),
    closes: instant(told, need.closesAt),
    number: String(details.addendum?.number ?? formatReference(details.line?.number ?? 0, locale)),
  };
  return {
    topic: `need-${news.kind}`,
    thread: threadOf(need, to),
    dedupeKey: `need/${keyOf(told)}/${to.id}`,
    poleId: null,
    personId: to.id,
    to: { name: to.name, address: to.email },
    letter: {
      locale,
      subject: oneLine(fill(words.subject, values)),
      title: words.title,
      name: oneLine(to.name),
      intro: fill(words.intro, values),
      facts: factsOf(told),
      action: { label: words.action, url: addressOf(told, settings) },
      after: words.after,
      ...(topicOf(news.kind)
        ? { stops: [{ label: wordsOf(locale).needs.choose, url: links(settings.origin).mailTopics(need.poleSlug) }] }
        : {}),
      pole: oneLine(need.poleName),
    },
    attachments: [],
    secretUntil: null,
  };
}

/** The mails that a person gets about a need leave in the order they were written. */
export function threadOf(need: Pick<ToldNeed, "id">, to: Pick<NeedReader, "id">): string {
  return `need/${need.id}/${to.id}`;
}

function wordsFor({ news, addendum, line }: Told) {
  if (news.kind === "addendum" && addendum?.changesSubstance) return "substance";
  if (news.kind === "receipt" && line?.kind === "withdrawn") return "withdrawn";
  return news.kind;
}

/** After which the closing is still to come, or has just been. */
const CLOSING_MATTERS: ReadonlySet<NeedNews["kind"]> = new Set([
  ...(["addendum", "question-asked", "question-answered", "closes-soon", "invited"] as const),
  ...(["invitation-answered", "receipt", "to-open"] as const),
]);

/** What names the one event that a mail tells. */
function keyOf({ news: { kind, needId, ref, structureId }, need, questions }: Told): string {
  const [first] = questions ?? [];
  if (first) return first[0];
  // A closing that was put off is near another time.
  if (kind === "closes-soon" || kind === "to-open") return `${kind}/${needId}/${need.closesAt.getTime()}`;
  return [kind, ref, ...(structureId ? [structureId] : [])].join("/");
}

function factsOf(told: Told): Facts {
  const { need, news, locale, addendum, line, clarification, questions = [] } = told;
  const words = wordsOf(locale).needs.fact;
  const moved =
    addendum && addendum.closesAt > addendum.closesAtBefore
      ? fill(words.moved, { instant: instant(told, addendum.closesAt), before: instant(told, addendum.closesAtBefore) })
      : instant(told, need.closesAt);
  const over = !CLOSING_MATTERS.has(news.kind);
  const facts: [label: string, value: string | null | undefined | false][] = [
    [words.need, oneLine(need.title)],
    [words.buyer, oneLine(need.buyer)],
    [words.change, addendum && severalLines(addendum.words)],
    [words.reason, news.kind === "cancelled" && severalLines(need.endReason)],
    ...questions.map(([, { question, answer }]): [string, string] =>
      answer === null ? [words.toAnswer, severalLines(question)] : [severalLines(question), severalLines(answer)],
    ),
    [words.number, line && formatReference(line.number, locale)],
    [words.at, line && formatInstant(line.at, need.timeZone, locale, { weekday: true })],
    [words.sha256, line && line.kind !== "withdrawn" && line.sha256],
    [words.due, clarification && news.kind === "clarification-asked" && instant(told, clarification.dueAt)],
    [words.closes, !over && moved],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function addressOf({ need, news, clarification, award }: Told, { origin }: MailSettings): string {
  const at = links(origin);
  const [pole, id] = [need.poleSlug, need.id];
  switch (news.kind) {
    case "addendum":
    case "cancelled":
      return at.need(pole, id);
    case "satisfied":
      return at.award(pole, id);
    case "question-asked":
    case "question-answered":
      return `${at.need(pole, id)}#questions`;
    case "receipt":
      return at.receipt(pole, id, news.ref);
    case "invitation-answered":
      return at.answerGroup(pole, id);
    case "letters":
      return at.letters(pole, id);
    case "panel":
    case "to-score":
      return at.panel(pole, id);
    case "scored":
      return at.comparison(pole, id);
    case "delivered":
    case "delivery-answered":
      return at.market(pole, id, award ?? "");
    case "closes-soon":
    case "invited":
    case "clarification-asked":
      return at.ownAnswer(pole, id);
    case "to-open":
    case "second-opener":
      return at.opening(pole, id);
    case "clarification-answered":
      return at.openedAnswer(pole, id, clarification?.answerId ?? "");
  }
}

function instant({ need, locale }: Told, at: Date): string {
  return formatInstant(at, need.timeZone, locale, { weekday: true });
}
