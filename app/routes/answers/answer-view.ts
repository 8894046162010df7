import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { missingIn, stageOf, type Answering } from "~server/tenders";
import { changesView } from "~/routes/needs/changes-view";
import { answerPanelView } from "./answer-panel-view";
import { closingWords, missingWords, preciseWords, sayAnswers } from "./words";

const DONE = "begun saved invited accepted refused left signed withdrawn called uncalled".split(" ");

export type AnswerView = Awaited<ReturnType<typeof answerView>>;

/** The page of an answer: where it stands, its parts, what is missing, what may be done by who looks. */
export async function answerView(actor: Actor, answering: Answering, fait: string | null) {
  const { need, answer, now, invitations, calls, others } = answering;
  const t = await sayAnswers(actor.locale);
  const { poleSlug: pole } = actor;
  const open = stageOf(need, now) === "published";
  const leads = answer?.structureId === actor.structureId;
  const which = { reponse: answer && !leads ? answer.id : undefined };
  const missing = answer && open ? missingIn(need, answer) : [];
  const linked = (blocks: boolean) =>
    missing
      .filter((each) => each.blocks === blocks)
      .map((each) => ({
        words: missingWords(each, t, actor.locale),
        to: `${each.place === "write" ? paths.writeAnswer(pole, need.id, which) : paths.answerGroup(pole, need.id, which)}#${each.at}`,
      }));
  const last = answer?.submissions.at(-1);
  const since = last && answer?.state === "invalidated" ? need.addenda.filter(({ at }) => at > last.at) : [];
  const lead = answer?.members.find((member) => member.lead)?.name ?? "";
  return {
    pole,
    needId: need.id,
    needTitle: need.title,
    needTo: paths.need(pole, need.id),
    lead: need.closesAt ? t(open ? "page.lead" : "page.closed", { closing: closingWords(need.closesAt, actor) }) : "",
    open,
    ours: need.ours,
    // A private person answers nothing: it registers a structure, and comes back.
    register: actor.guest === "public" ? paths.register(paths.need(pole, need.id)) : null,
    done: fait && DONE.includes(fait) ? t(`done.${fait as "saved"}`) : null,
    panel: await answerPanelView(actor, answering),
    answerId: answer?.id ?? null,
    parts: {
      write: paths.writeAnswer(pole, need.id, which),
      files: { to: paths.answerFiles(pole, need.id, which), count: answer?.files.length ?? 0 },
      group: {
        to: need.groupsAllowed || answer?.form !== "alone" ? paths.answerGroup(pole, need.id, which) : null,
        alone: answer?.form === "alone",
        count: answer?.members.filter(({ state }) => state === "accepted").length ?? 0,
      },
    },
    missing: linked(true),
    advice: linked(false),
    changes: await Promise.all(
      since.map(async ({ number, words, changes }) => ({
        ...{ number, words },
        told: await changesView(changes, actor.locale),
      })),
    ),
    submit: {
      may: Boolean(answer) && open && leads && can(actor, "answers.submit"),
      ready: missing.every(({ blocks }) => !blocks),
      words: t(
        answer?.state === "invalidated" ? "page.confirm" : answer?.submissionId ? "page.replace" : "page.submit",
      ),
      // Handing in again what is in already would change nothing.
      useful: answer ? answer.state !== "submitted" || answer.differs : false,
      whoElse: !answer ? null : leads ? t("page.onlyAdministrator") : t("page.onlyLead", { name: lead }),
      withdraw: answer?.submissionId !== null && answer !== null,
    },
    leave: Boolean(answer) && !leads && open && answer?.submissionId === null,
    lines: (answer?.submissions ?? []).map((line) => ({
      id: line.id,
      to: paths.answerReceipt(pole, need.id, line.id),
      number: t("page.registerLine", { number: line.number }),
      kind: t(`page.kind.${line.kind}`),
      at: preciseWords(line.at, actor),
      sha256: line.sha256.slice(0, 12),
      counts: line.id === answer?.submissionId && answer.state === "submitted",
    })),
    invitations: open
      ? invitations.map(({ from, task, ...invitation }) => ({
          ...invitation,
          initials: initials(from),
          title: t("page.invitation", { name: from }),
          task: task ? t("page.invitationTask", { task }) : null,
        }))
      : [],
    others: others.map(({ id, lead: name }) => ({
      to: paths.answer(pole, need.id, { reponse: id }),
      words: t("page.otherOf", { name }),
    })),
    partners: {
      shown: need.groupsAllowed && open && !need.ours && actor.guest !== "public",
      calls: calls.map((call) => ({ ...call, initials: initials(call.name) })),
      own: calls.find(({ ours }) => ours)?.words ?? null,
    },
  };
}
