import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import { colourOf } from "~/ui/grain";
import type { Actor } from "~server/kernel/actor";
import { initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { biddersToDeclare, panelCandidates, type Candidate, type Judging, type PanelMember } from "~server/tenders";
import { stepView } from "./step-view";
import { sayScoring, type SayScoring } from "./words";

/** The panel of a need: who sits, what each has said and done, what who looks may do about it. */
export async function panelView(actor: Actor, judging: Judging) {
  const { need, members, me } = judging;
  const t = await sayScoring(actor.locale);
  const chooses = need.ours && can(actor, "needs.publish", need.buyer.id);
  const open = need.consensusAt === null && (need.state === "published" || need.state === "opened");
  const opened = need.openedAt !== null;
  return {
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title, to: paths.need(actor.poleSlug, need.id) },
    step: await stepView(actor, judging),
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      initials: initials(member.name),
      colour: colourOf(member.id),
      me: member.me,
      sub: [member.me ? t("panel.you") : "", member.structure ?? t("panel.ofPole")].filter(Boolean).join(", "),
      badge: stateOf(member, opened, open, t),
      words: member.removedAt ? member.removedReason : member.declaration,
      remove: chooses && open && member.removedAt === null ? (opened ? ("reason" as const) : ("once" as const)) : null,
    })),
    candidates: chooses && open ? groupsOf(await panelCandidates(actor, need.id), need.buyer, t) : null,
    whoChooses: need.ours && !chooses && open ? t("panel.onlyAdministrator") : null,
    declare: me && opened && open && me.declared !== "conflict" ? await declaration(actor, judging) : null,
    conflicted: me?.declared === "conflict",
  };
}
export type PanelView = Awaited<ReturnType<typeof panelView>>;

async function declaration(actor: Actor, { need, me }: Judging) {
  const bidders = me?.declared === null ? await biddersToDeclare(actor, need.id) : [];
  return {
    // Declared already: a conflict may still be found out.
    later: me?.declared === "none",
    own: bidders.some(({ own }) => own),
    bidders: bidders.map(({ name }) => name),
  };
}

function stateOf(member: PanelMember, opened: boolean, open: boolean, t: SayScoring) {
  const face = (tone: "ok" | "wait" | "no" | undefined, icon: IconName, key: Parameters<typeof word>[0]) => ({
    ...(tone ? { tone } : {}),
    icon,
    words: word(key),
  });
  const word = (key: "waiting" | "undeclared" | "scoring" | "finished" | "conflict" | "removed" | "done") =>
    t(`panel.state.${key}`);
  if (member.removedAt) return face(undefined, "user-x", "removed");
  if (member.declared === "conflict") return face("no", "ban", "conflict");
  if (!opened) return face(undefined, "lock-keyhole", "waiting");
  if (member.declared === null) return face("wait", "signature", "undeclared");
  if (member.finishedAt) return face("ok", "circle-check", open ? "finished" : "done");
  return face("wait", "pencil-line", "scoring");
}

/** The buyer's own people, those of the pôle, then the others, structure by structure. */
function groupsOf(candidates: readonly Candidate[], buyer: Judging["need"]["buyer"], t: SayScoring) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { personId, name, structureId, structure } of candidates) {
    const group = structureId === buyer.id ? t("panel.ownPeople") : (structure ?? t("panel.polePeople"));
    const option = { value: `${personId} ${structureId ?? ""}`.trim(), label: name };
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
