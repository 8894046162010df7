import { paths } from "~/paths";
import type { Standing, StandingStep } from "~/routes/needs/standing-card";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney, initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { answeringOf, missingIn, stageOf, type Answer, type Answering, type Missing } from "~server/tenders";
import { toMakeClear } from "~/routes/judging/asked-of-us-view";
import { missingWords, preciseWords, sayAnswers, type SayAnswers } from "./words";

export interface PanelSigner {
  readonly name: string;
  readonly initials: string;
  readonly colour: number;
  readonly me: boolean;
  readonly share: string;
  readonly signed: boolean;
}

export interface PanelStep extends StandingStep {
  readonly signers: readonly PanelSigner[];
}

/** Where the answer of a structure stands, for the side of a need's page and the top of the answer's. */
export interface AnswerPanelView extends Standing<PanelStep> {
  readonly missing: readonly { readonly words: string; readonly to: string }[];
}

/** For the need's page: null for who answers nothing (the buyer, the pôle's team), or where there is nothing to say. */
export async function answerPanelOf(actor: Actor, needId: string): Promise<AnswerPanelView | null> {
  if (!actor.structureId || !can(actor, "answers.write")) return null;
  const answering = await answeringOf(actor, needId);
  if (answering.need.ours) return null;
  const panel = await answerPanelView(actor, answering);
  return panel && { ...panel, missing: [...(await toMakeClear(actor, answering)), ...panel.missing] };
}

/** Where the answer stands, in words. */
export async function answerPanelView(actor: Actor, answering: Answering): Promise<AnswerPanelView | null> {
  const { need, answer, invitations, now } = answering;
  const t = await sayAnswers(actor.locale);
  const open = stageOf(need, now) === "published";
  const to = paths.answer(actor.poleSlug, need.id);
  const nothing = { steps: [], missing: [], links: [], about: t("answer") };
  if (!answer) {
    const [invitation] = invitations;
    if (!open) return null;
    if (actor.guest === "public")
      return {
        ...nothing,
        badge: { icon: "user", words: t("state.person") },
        title: t("panel.begin"),
        text: t("problem.person_answers"),
        main: registering(actor, need.id, t),
      };
    const badge = { icon: invitation ? "users" : "pencil-line", words: t(invitation ? "state.invited" : "state.none") };
    return {
      ...nothing,
      badge: badge as AnswerPanelView["badge"],
      title: invitation ? t("panel.invited", { name: invitation.from }) : t("panel.begin"),
      text: t(invitation ? "page.invitationText" : "panel.beginText"),
      main: { to, label: t(invitation ? "panel.invitedGo" : "panel.beginGo"), icon: "arrow-right" },
    };
  }
  const missing = missingIn(need, answer).filter(({ blocks }) => blocks);
  return { ...said(actor, answering, answer, missing, t), steps: stepsOf(actor, answering, answer, missing, t) };
}

/** Where a private person registers a structure, and comes back. */
function registering({ poleSlug }: Actor, need: string, t: SayAnswers): AnswerPanelView["main"] {
  return { to: paths.register(paths.need(poleSlug, need)), label: t("panel.register"), icon: "user-plus" };
}

function said(
  actor: Actor,
  { need, now }: Answering,
  answer: Answer,
  missing: readonly Missing[],
  t: SayAnswers,
): Omit<AnswerPanelView, "steps"> {
  const open = stageOf(need, now) === "published";
  const which = { reponse: answer.structureId === actor.structureId ? undefined : answer.id };
  const page = paths.answer(actor.poleSlug, need.id, which);
  const line = answer.submissions.find(({ id }) => id === answer.submissionId);
  const numbers = need.lots.filter(({ id }) => answer.lots.some(({ lotId }) => lotId === id)).map((lot) => lot.number);
  const list = formatList(numbers.map(String), actor.locale);
  const about = t("panel.lots", {
    lots: numbers.length,
    names: t("panel.lotNames", { count: numbers.length, list }),
  });
  const linkTo = { write: paths.writeAnswer, group: paths.answerGroup };
  const receipt = line && paths.answerReceipt(actor.poleSlug, need.id, line.id);
  const state = open || answer.state !== "draft" ? answer.state : "closed";
  const signatures = missing.length > 0 && missing.every(({ code }) => code === "signature");
  const at = line && preciseWords(line.at, actor);
  const [title, text] =
    answer.state === "invalidated"
      ? [t(open ? "panel.confirm" : "panel.unconfirmed"), t(open ? "panel.confirmText" : "panel.unconfirmedText")]
      : line
        ? [
            t("panel.in", { number: line.number }),
            t(open ? "panel.inText" : need.openedAt ? "panel.inOpened" : "panel.inLocked", { at: at ?? "" }),
          ]
        : !open
          ? [t("panel.late"), t("panel.lateText")]
          : missing.length === 0
            ? [t("panel.ready"), ""]
            : [t(signatures ? "panel.signature" : "panel.missing", { count: missing.length }), ""];
  const label = answer.state === "invalidated" ? "panel.confirmGo" : missing.length === 0 ? "panel.review" : "panel.go";
  return {
    about,
    title,
    text: [text, line && answer.differs && open ? t("panel.differs") : ""].filter(Boolean).join(" "),
    badge: { words: t(`state.${state}`), ...BADGES[state] },
    missing: open
      ? missing.map((each) => ({
          words: missingWords(each, t, actor.locale),
          to: `${linkTo[each.place](actor.poleSlug, need.id, which)}#${each.at}`,
        }))
      : [],
    main: {
      to: page,
      label: line && answer.state === "submitted" ? t("panel.open") : t(open ? label : "panel.open"),
      icon: "arrow-right",
    },
    links: [
      ...(open
        ? [
            { to: paths.writeAnswer(actor.poleSlug, need.id, which), label: t("panel.write") },
            { to: paths.answerFiles(actor.poleSlug, need.id, which), label: t("panel.files") },
          ]
        : []),
      ...(receipt ? [{ to: receipt, label: t("panel.receipt") }] : []),
    ],
  };
}

/** How each state of an answer looks. */
export const BADGES = {
  draft: { tone: "wait", icon: "pencil-line" },
  submitted: { tone: "ok", icon: "circle-check" },
  invalidated: { tone: "no", icon: "triangle-alert" },
  withdrawn: { icon: "undo-2" },
  closed: { icon: "timer-off" },
  invited: { tone: "wait", icon: "users" },
  to_clarify: { tone: "wait", icon: "message-circle-question-mark" },
  retained: { tone: "ok", icon: "award" },
  not_retained: { icon: "circle-x" },
} as const satisfies Record<string, Omit<AnswerPanelView["badge"], "words">>;

function stepsOf(
  actor: Actor,
  { need, now }: Answering,
  answer: Answer,
  missing: readonly Missing[],
  t: SayAnswers,
): PanelStep[] {
  const open = stageOf(need, now) === "published";
  const accepted = answer.members.filter(({ state }) => state === "accepted");
  const lead = accepted.find((member) => member.lead);
  const signed = accepted.filter(({ signedAt }) => signedAt).length;
  const grouped = answer.form !== "alone";
  const unsigned = missing.some(({ code }) => code === "signature");
  const unformed = missing.some(({ place, code }) => place === "group" && code !== "signature");
  const line = answer.submissions.find(({ id }) => id === answer.submissionId);
  const about = { lots: answer.lots.length, files: answer.files.length };
  const done: (Omit<PanelStep, "state"> & { done: boolean })[] = [
    {
      done: !missing.some(({ place }) => place === "write"),
      ...{ title: t("panel.written"), words: t("panel.writtenText", about), signers: [] },
    },
  ];
  if (answer.form === "alone")
    done.push({
      ...{ done: true, title: t("panel.alone"), signers: [] },
      words: open ? t(need.groupsAllowed ? "panel.aloneText" : "panel.aloneOnly") : "",
    });
  else {
    const leads = answer.structureId === actor.structureId;
    const who = leads ? t("panel.youLead") : t("panel.leadIs", { name: lead?.name ?? "" });
    done.push({ done: !unformed, title: t("panel.group"), words: `${t(`panel.${answer.form}`)}, ${who}`, signers: [] });
    done.push({
      done: !unsigned && !unformed,
      title: t("panel.signatures", { signed, all: accepted.length }),
      words: "",
      signers: accepted.map((member) => signerOf(actor, answer, member, t)),
    });
  }
  done.push({
    done: line !== undefined && answer.state === "submitted",
    title: t("panel.deposit"),
    words: line ? t("panel.depositDone", { number: line.number }) : t("panel.depositText"),
    signers: [],
  });
  const current = done.findIndex((step) => !step.done);
  return done.map(({ done: isDone, ...step }, rank) => ({
    ...step,
    state: isDone ? "done" : rank === current || (grouped && rank < current) ? "now" : "later",
  }));
}

function signerOf(actor: Actor, answer: Answer, member: Answer["members"][number], t: SayAnswers): PanelSigner {
  const own = answer.shares.filter(({ structureId }) => structureId === member.structureId);
  const cents = own.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const hours = own.reduce((sum, share) => sum + share.hours, 0);
  return {
    name: member.name,
    initials: initials(member.name),
    colour: member.colour,
    me: member.structureId === actor.structureId,
    share: t("panel.share", { money: formatMoney(cents, actor.locale), hours }),
    signed: member.signedAt !== null,
  };
}
