import { paths } from "~/paths";
import { type ChargeSeen } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import { formatDay, formatInstant, formatMoney, formatMonth } from "~server/kernel/format";
import { sizeWords } from "../../answers/size-words";
import { accountWords, capital, serviceWords, STATE_LOOKS, type ChargeWords } from "./charge-words";

/** A charge as its page shows it, in words. */
export function chargeView(charge: ChargeSeen, actor: Actor, t: ChargeWords) {
  const { locale, poleSlug: pole, timeZone } = actor;
  const money = (cents: number) => formatMoney(cents, locale);
  const at = (instant: Date) => formatInstant(instant, timeZone, locale, { year: true });
  const remaining = charge.corrections.reduce((sum, { amountCents }) => sum + amountCents, charge.amountCents);
  const related = ({ id, number, label, amountCents }: ChargeSeen["corrections"][number]) => ({
    id,
    to: paths.charge(pole, id),
    number: number ?? label,
    label,
    amount: money(amountCents),
  });
  const payer = charge.payerName ?? (charge.hiddenProofs ? null : t("thePole"));
  const facts: [string, string | null][] = [
    [t("fields.pool"), charge.poolName],
    [t("fields.supplier"), charge.supplier],
    [t("fields.reference"), charge.reference || null],
    [t("fields.documentOn"), formatDay(charge.documentOn, locale, { year: true })],
    [t("served"), serviceWords(charge.servedFrom, charge.servedUntil, locale)],
    [t("fields.account"), accountWords(charge.account, t)],
    [t("fields.nature"), charge.legalMode === "staff_loan" ? t(`nature.${charge.nature}`) : null],
    [t("fields.paidBy"), payer],
  ];
  return {
    id: charge.id,
    version: charge.version,
    number: charge.number,
    label: charge.label,
    amount: money(charge.amountCents),
    cents: charge.amountCents,
    state: { ...STATE_LOOKS[charge.state], label: t(`stateOne.${charge.state}`), key: charge.state },
    facts: facts.flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    by: byWords(charge, at, t),
    approvedBy:
      charge.approvedAt && charge.approverName
        ? t("one.approvedBy", { who: charge.approverName, when: at(charge.approvedAt) })
        : null,
    postedIn: charge.postedIn && t("one.postedIn", { month: formatMonth(charge.postedIn, locale) }),
    late: lateWords(charge, actor, t),
    refusedBecause: charge.state === "refused" ? charge.refusedBecause : null,
    agent: charge.agent,
    proofs: charge.proofs.map(({ id, name, size, type }) => ({
      id,
      name,
      to: paths.chargeProof(pole, charge.id, id),
      size: sizeWords(size, locale),
      photo: type !== "application/pdf",
    })),
    hiddenProofs: charge.hiddenProofs,
    withoutProof: charge.withoutProof,
    // A correction is proven by what it corrects.
    needsProof: charge.corrects === null,
    corrects: charge.corrects && related(charge.corrects),
    corrections: charge.corrections.map(related),
    remaining: charge.corrections.length > 0 ? t("one.remaining", { amount: money(remaining) }) : null,
    can: { ...charge.can, correct: can(actor, "costs.manage") && charge.state === "approved" && !charge.corrects },
  };
}
export type ChargeView = ReturnType<typeof chargeView>;

function byWords(charge: ChargeSeen, at: (instant: Date) => string, t: ChargeWords): string | null {
  const { personName: who, structureName: structure } = charge;
  if (!who) return null;
  const when = at(charge.createdAt);
  return structure ? t("one.byStructure", { who, structure, when }) : t("one.by", { who, when });
}

/** A document that comes after its month was closed goes to another one: said before and after. */
function lateWords(charge: ChargeSeen, { locale }: Actor, t: ChargeWords): string | null {
  if (!charge.late || charge.state === "refused") return null;
  const month = capital(formatMonth(charge.documentOn, locale));
  if (!charge.postedIn) return charge.can.decide || charge.can.edit ? t("one.lateWaiting", { month }) : null;
  return t("one.latePosted", { month, posted: formatMonth(charge.postedIn, locale) });
}
