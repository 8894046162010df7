import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatNumber, initials } from "~server/kernel/format";
import { spreadOf, type Criterion, type Judging, type Score } from "~server/tenders";
import { stepView } from "./step-view";
import { criterionNames, lotName, sayScoring } from "./words";

/** What the page is for, now and for who looks. */
type Mode = "sealed" | "hidden" | "nothing" | "mine" | "finished" | "common" | "ended";

type Answer = Judging["answers"][number];

/** One's own scores, answer by answer; then those that the panel agrees on. `typed`: what was refused. */
export async function scoresView(actor: Actor, judging: Judging, chosen: string | null, typed: FormData | null = null) {
  const { need, answers, toScore, scores, members } = judging;
  const t = await sayScoring(actor.locale);
  const nameOf = await criterionNames(need, actor);
  const mode = modeOf(judging);
  // Whose scores are given on this page.
  const by = mode === "common" || mode === "ended" ? null : actor.personId;
  const find = (answerId: string, criterionId: string) =>
    scores.find((one) => one.answerId === answerId && one.criterionId === criterionId && one.personId === by);
  const asked = (answer: Answer) => toScore.filter(({ answerId }) => answerId === answer.id);
  const given = (answer: Answer) => asked(answer).filter((each) => find(answer.id, each.criterionId)).length;
  const unfinished = answers.filter((answer) => given(answer) < asked(answer).length);
  const shows = mode !== "sealed" && mode !== "hidden" && mode !== "nothing";
  const answer = shows ? (answers.find(({ id }) => id === chosen) ?? unfinished[0] ?? answers[0] ?? null) : null;
  const writes = mode === "mine" || (mode === "common" && judging.me?.declared === "none");
  return {
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title, to: paths.need(actor.poleSlug, need.id) },
    step: await stepView(actor, judging),
    ...{ mode, writes },
    here: paths.needScores(actor.poleSlug, need.id),
    answers: shows
      ? answers.map((each) => ({
          id: each.id,
          name: each.lead.name,
          to: paths.needScores(actor.poleSlug, need.id, { reponse: each.id }),
          current: each.id === answer?.id,
          count: t("scores.count", { given: given(each), all: asked(each).length }),
        }))
      : [],
    last: unfinished.every(({ id }) => id === answer?.id),
    finish: mode === "mine" && judging.left.mine === 0,
    answer: answer && {
      id: answer.id,
      ...{ name: answer.lead.name, initials: initials(answer.lead.name), colour: answer.lead.colour },
      group:
        answer.content.members.length > 1
          ? t("scores.group", { names: answer.content.members.map(({ name }) => name).join(", ") })
          : null,
      presentation: answer.content.presentation,
      to: paths.openedAnswer(actor.poleSlug, need.id, answer.id),
      lots: need.lots.flatMap((lot) => {
        const bid = answer.content.lots.find(({ lotId }) => lotId === lot.id);
        const criteria = lot.criteria.filter(({ kind }) => kind !== "price");
        if (!bid || criteria.length === 0) return [];
        return [
          {
            id: lot.id,
            title: lotName(need, lot, t),
            words: bid.words,
            hours: bid.hours > 0 ? t("scores.hours", { hours: formatNumber(bid.hours, actor.locale) }) : null,
            criteria: criteria.map((criterion) => criterionView(answer, criterion)),
          },
        ];
      }),
    },
  };

  function criterionView(answer: Answer, criterion: Criterion) {
    const { id, weight, scale, minimum, guideline } = criterion;
    const number = (value: number) => formatNumber(value, actor.locale);
    const own = find(answer.id, id);
    const all = by === null ? everybodys(scores, members, { answerId: answer.id, criterionId: id }) : [];
    const spread = spreadOf(
      all.map(({ value }) => value),
      scale,
    );
    // Where they all say the same, that is where the panel starts from; else, what it agrees on is theirs to say.
    const start = own ?? (spread?.low === spread?.high ? all[0] : undefined);
    const keep = (name: string, kept: string) => {
      const value = typed?.get(name);
      return typeof value === "string" ? value : kept;
    };
    return {
      ...{ id, guideline },
      name: nameOf(criterion),
      about: [
        t("scores.weight", { weight }),
        ...(minimum === null ? [] : [t("scores.minimum", { minimum: number(minimum), scale })]),
      ].join(", "),
      said: answer.content.texts[id] ?? "",
      label: t("scores.score", { scale }),
      value: keep(`note-${id}`, start ? number(start.value) : ""),
      words: keep(`mots-${id}`, own?.words ?? (all.length === 1 ? (all[0]?.words ?? "") : "")),
      shown: own ? number(own.value) : null,
      each: all.map(({ name, value, words }) => ({
        said: t("scores.gave", { name, value: number(value) }),
        words,
      })),
      apart:
        spread?.apart && mode === "common"
          ? t("scores.apart", { low: number(spread.low), high: number(spread.high) })
          : null,
      middle:
        mode === "common" && spread && spread.low !== spread.high
          ? t("scores.middle", { middle: number(spread.middle) })
          : null,
    };
  }
}
export type ScoresView = Awaited<ReturnType<typeof scoresView>>;

function modeOf({ need, me, reads, toScore, step }: Judging): Mode {
  if (need.openedAt === null) return "sealed";
  if (!reads) return "hidden";
  if (toScore.length === 0) return "nothing";
  if (need.consensusAt !== null) return step === "ranked" ? "ended" : "common";
  if (me?.declared !== "none") return "hidden";
  return me.finishedAt ? "finished" : "mine";
}

/** What each of those who sit gave, in the order of the panel. */
function everybodys(
  scores: readonly Score[],
  members: Judging["members"],
  { answerId, criterionId }: { answerId: string; criterionId: string },
) {
  return members
    .filter(({ removedAt, declared }) => removedAt === null && declared === "none")
    .flatMap(({ id, name }) => {
      const given = scores.find(
        (score) => score.personId === id && score.answerId === answerId && score.criterionId === criterionId,
      );
      return given ? [{ name, value: given.value, words: given.words }] : [];
    });
}
