import { paths } from "~/paths";
import { typedAmount } from "~/routes/catalogue/amounts-typed";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatMoney, initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import {
  askableStructures,
  euros,
  remainders,
  signingMark,
  stageOf,
  wholeHours,
  type Answering,
} from "~server/tenders";
import { leftWords, sayAnswers } from "./words";

export type GroupView = NonNullable<Awaited<ReturnType<typeof groupView>>>;

/** The group of an answer: how it is bound, who is in it, what each does and has. @param form what was typed, refused */
export async function groupView(actor: Actor, { need, answer, now }: Answering, form: FormData | null = null) {
  if (!answer) return null;
  const t = await sayAnswers(actor.locale);
  const leads = answer.structureId === actor.structureId;
  const open = stageOf(need, now) === "published";
  const accepted = answer.members.filter(({ state }) => state === "accepted");
  const own = accepted.find(({ structureId }) => structureId === actor.structureId);
  const left = remainders(answer);
  const typed = (name: string, kept: string) => {
    const value = form?.get(name);
    return typeof value === "string" ? value : kept;
  };
  return {
    ...{ open, leads, answerId: answer.id, pole: actor.poleSlug, form: answer.form },
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    back: paths.answer(actor.poleSlug, need.id, { reponse: leads ? undefined : answer.id }),
    groups: need.groupsAllowed,
    members: answer.members.map((member) => ({
      ...{ id: member.structureId, name: member.name, colour: member.colour, state: member.state, lead: member.lead },
      initials: initials(member.name),
      me: member.structureId === actor.structureId,
      signed: member.signedAt !== null,
    })),
    askable: leads && open ? await askableStructures(actor, { needId: need.id, answerId: answer.id }) : [],
    tasks: accepted.map((member) => ({
      id: member.structureId,
      label: t("group.taskOf", { name: member.name }),
      task: typed(`tache-${member.structureId}`, member.task),
      writable: open && (leads || member.structureId === actor.structureId),
    })),
    lots: answer.lots.map((offer) => {
      const lot = need.lots.find(({ id }) => id === offer.lotId);
      const rest = left.find(({ lotId }) => lotId === offer.lotId) ?? { cents: 0, hours: 0 };
      return {
        id: offer.lotId,
        title: t("group.lot", { number: lot?.number ?? 0, title: lot?.title || need.title }),
        total: t("group.total", { money: formatMoney(offer.priceCents ?? 0, actor.locale), hours: offer.hours }),
        cents: offer.priceCents ?? 0,
        hours: offer.hours,
        left: leftWords(rest, t, actor.locale),
        even: rest.cents === 0 && rest.hours === 0,
        shares: accepted.map((member) => {
          const share = answer.shares.find(
            ({ structureId, lotId }) => structureId === member.structureId && lotId === offer.lotId,
          );
          const name = `${offer.lotId}-${member.structureId}`;
          return {
            name,
            amountLabel: t("group.amountOf", { name: member.name }),
            hoursLabel: t("group.hoursOf", { name: member.name }),
            amount: typed(`montant-${name}`, typedAmount(share?.amountCents, actor.locale) ?? ""),
            wrong: form && {
              amount:
                Boolean(typed(`montant-${name}`, "").trim()) && euros(typed(`montant-${name}`, "").trim()) === null,
              hours: wholeHours(typed(`heures-${name}`, "").trim()) === null,
            },
            hours: typed(`heures-${name}`, share?.hours ? String(share.hours) : ""),
            writable: open && (leads || member.structureId === actor.structureId),
          };
        }),
      };
    }),
    sign: {
      mark: own ? signingMark(answer, own.structureId) : "",
      may:
        open && answer.form !== "alone" && own !== undefined && own.signedAt === null && can(actor, "answers.submit"),
      label: t("group.signGo", { name: own?.name ?? "" }),
      at: own?.signedAt ? t("group.signedAt", { at: formatInstant(own.signedAt, actor.timeZone, actor.locale) }) : null,
      who: can(actor, "answers.submit") ? null : t("page.onlyAdministrator"),
    },
  };
}
