import { dayBounds } from "../../kernel/time";
import type { Criterion, CriterionKind, Lot, Need, OpenTo, Reservation } from "../need";
import type { ReleaseFacts } from "./ocds";

/** What JSON holds; undefined is left out when it is written. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
// A release is written in the language of its need, as the feeds are.
const CRITERIA: Record<CriterionKind, string> = {
  ...{ price: "Prix", quality: "Qualité", social: "Social", environment: "Environnement" },
  ...{ proximity: "Proximité", delay: "Délai" },
};
const CALLED: Record<OpenTo, string> = {
  pole: "Appel aux structures du pôle",
  network: "Appel aux structures des pôles du réseau",
  public: "Appel ouvert à toutes les structures",
};
const RESERVED: Record<Reservation, string> = {
  ess: "réservé aux structures de l’économie sociale et solidaire",
  integration: "réservé aux structures d’insertion",
  fair_trade: "réservé aux structures du commerce équitable",
  local: "réservé aux structures du territoire",
};

/** What is asked, until when, how it is judged. That it was decided is said once bidders were `told`. */
export function tenderOf({ need, trades, timeZone }: ReleaseFacts, told: boolean): Json {
  const { buyer, lots, publishedAt, questionsUntil, closesAt } = need;
  const category = categoryOf(trades[0]?.code);
  const shown = lots.map(shownCents);
  return {
    id: need.id,
    title: need.title,
    description: [need.summary, need.description].filter(Boolean).join("\n\n") || undefined,
    status: statusOf(need, told),
    procuringEntity: { id: buyer.id, name: buyer.name },
    items: trades.length === 0 ? undefined : lots.map((lot) => itemOf(lot, need, trades)),
    value: shown.every((cents) => cents !== null)
      ? euros(shown.reduce<number>((sum, cents) => sum + (cents ?? 0), 0))
      : undefined,
    procurementMethod: need.openTo === "public" ? "open" : "selective",
    procurementMethodDetails: CALLED[need.openTo],
    mainProcurementCategory: category,
    submissionMethod: ["electronicSubmission"],
    tenderPeriod: periodOf(publishedAt, closesAt),
    enquiryPeriod: periodOf(publishedAt, questionsUntil),
    hasEnquiries: need.questions.length > 0,
    eligibilityCriteria: lots.some(({ reservedTo, minimumHours }) => reservedTo || minimumHours > 0)
      ? lots
          .map((lot) => eligibilityOf(lot))
          .filter(Boolean)
          .join("\n")
      : undefined,
    contractPeriod: periodOf(
      need.wantedFrom ? dayBounds(need.wantedFrom, timeZone).start : null,
      need.wantedUntil ? dayBounds(need.wantedUntil, timeZone).end : null,
    ),
    documents:
      need.files.length === 0
        ? undefined
        : need.files.map(({ id, name, type }) => ({ id, documentType: "biddingDocuments", title: name, format: type })),
    amendments:
      need.addenda.length === 0
        ? undefined
        : need.addenda.map(({ number, at, words }) => ({
            id: String(number),
            date: at.toISOString(),
            description: words,
          })),
    lots: lots.map((lot) => ({
      id: lot.id,
      title: lot.title || need.title,
      description: lot.description || undefined,
      status: lotStatus(lot, need, told),
      value: shownCents(lot) === null ? undefined : euros(shownCents(lot) ?? 0),
      mainProcurementCategory: category,
      awardCriteria: lot.criteria.length === 0 ? undefined : { criteria: lot.criteria.map(criterionOf) },
    })),
    lotDetails: need.maxLots === null ? undefined : { maximumLotsAwardedPerSupplier: need.maxLots },
  };
}

/** Where a need stands for the standard. That it was decided is told when its bidders are. */
export function statusOf({ state }: Need, told: boolean): string {
  if (state === "cancelled" || state === "unsuccessful") return state;
  return told ? "complete" : "active";
}

function lotStatus({ unsuccessfulReason }: Lot, need: Need, told: boolean): string {
  return told && unsuccessfulReason !== null ? "unsuccessful" : statusOf(need, told);
}

function itemOf({ id, number, title }: Lot, need: Need, trades: ReleaseFacts["trades"]): Json {
  const [first, ...others] = trades.map(({ code, label }) => ({ scheme: "CPV", id: code, description: label }));
  return {
    id: String(number),
    description: title || need.title,
    classification: first,
    additionalClassifications: others.length > 0 ? others : undefined,
    relatedLot: id,
  };
}

function criterionOf({ kind, label, weight, guideline, minimum }: Criterion): Json {
  return {
    type: kind === "price" ? "price" : "quality",
    name: label || CRITERIA[kind],
    description: guideline || undefined,
    numbers: [
      { number: weight, weight: "percentageExact" },
      ...(minimum === null ? [] : [{ number: minimum, threshold: "minimumScore" }]),
    ],
  };
}

function eligibilityOf({ number, reservedTo, minimumHours }: Lot): string {
  const asked = [
    reservedTo && RESERVED[reservedTo],
    minimumHours > 0 && `${minimumHours} heures d’insertion au moins`,
  ].filter(Boolean);
  return asked.length > 0 ? `Lot ${number}\u00a0: ${asked.join(", ")}.` : "";
}

/** The CPV's divisions: 45 is of works, those up to 44 and 48 of goods, the others of services. */
function categoryOf(code: string | undefined): string | undefined {
  if (!code) return undefined;
  const division = Number(code.slice(0, 2));
  if (division === 45) return "works";
  return division < 45 || division === 48 ? "goods" : "services";
}

/** The title of a lot, or of its need where it has none of its own. */
export function lotTitle(need: Need, lotId: string): string {
  return need.lots.find(({ id }) => id === lotId)?.title || need.title;
}

/** An estimate as anybody may know it. */
function shownCents({ estimateCents, estimateShown }: Lot): number | null {
  return estimateShown ? estimateCents : null;
}

/** An amount as the standard writes it. */
export function euros(cents: number): Json {
  return { amount: cents / 100, currency: "EUR" };
}

/** A period as the standard writes it; undefined where neither end is known. */
export function periodOf(start: Date | null, end: Date | null): Json {
  if (!start && !end) return undefined;
  return { startDate: start?.toISOString(), endDate: end?.toISOString() };
}
