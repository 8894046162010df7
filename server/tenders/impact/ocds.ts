import { dayBounds, type LocalDate } from "../../kernel/time";
import type { Need } from "../need";
import { euros, lotTitle, periodOf, statusOf, tenderOf, type Json } from "./ocds-tender";

/** An organisation that a release names. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly siret: string | null;
}

/** What one answer offers for one lot, as it was opened. */
export interface BidFact {
  /** Of the register. */
  readonly number: number;
  readonly lotId: string;
  readonly at: Date;
  readonly irregular: boolean;
  /** The lead first. */
  readonly tenderers: readonly Named[];
  readonly cents: number | null;
}

/** A lot that was won, and what was signed. */
export interface AwardFact {
  readonly id: string;
  readonly lotId: string;
  readonly decidedAt: Date;
  readonly cents: number | null;
  readonly winners: readonly Named[];
  readonly contract: {
    readonly signedOn: LocalDate;
    readonly startsOn: LocalDate | null;
    readonly endsOn: LocalDate | null;
    readonly endedOn: LocalDate | null;
    readonly cents: number;
  } | null;
}

/** All that a release may be made of, as far as whoever asks may read it. */
export interface ReleaseFacts {
  readonly need: Need;
  readonly timeZone: string;
  readonly buyerSiret: string | null;
  /** Its trades, the first of which classifies it. */
  readonly trades: readonly { readonly code: string; readonly label: string }[];
  /** When bidders were told what became of it; null before: then nothing that follows is written. */
  readonly toldAt: Date | null;
  readonly answersIn: number | null;
  readonly bids: readonly BidFact[];
  readonly awards: readonly AwardFact[];
}

/** A release, its keys in the order of the standard; what is undefined is left out when it is written. */
export type Release = { readonly [key: string]: Json };

/** The extensions that a release uses, by their addresses. */
const EXTENSIONS = ["lots", "bid", "awardCriteria"].map(
  (name) =>
    `https://raw.githubusercontent.com/open-contracting-extensions/ocds_${name}_extension/master/extension.json`,
);

/**
 * A need as a release of the Open Contracting Data Standard 1.1, with the extensions for lots, bids and award criteria.
 * Of answers there is nothing before bidders were told; an estimate that is hidden is in none, its buyer's neither.
 * @param prefix of the publisher, see docs/decisions
 */
export function releaseOf(facts: ReleaseFacts, prefix: string): Release {
  const { need, toldAt } = facts;
  const ocid = `${prefix}-${need.id}`;
  const told = toldAt !== null;
  const bids = told ? facts.bids : [];
  const awards = told ? facts.awards : [];
  const contracts = awards.filter(({ contract }) => contract !== null);
  const date = lastChange(facts);
  return {
    ocid,
    // Another content is another release: it changes with time, and with what its reader may know.
    id: [ocid, date.getTime(), statusOf(need, told), bids.length, contracts.length].join("-"),
    date: date.toISOString(),
    tag: tagsOf(need, awards.length > 0, contracts.length > 0),
    initiationType: "tender",
    language: "fr",
    parties: partiesOf(facts, bids, awards),
    buyer: { id: need.buyer.id, name: need.buyer.name },
    tender: tenderOf(facts, told),
    bids: bidsOf(need, bids, told ? facts.answersIn : null),
    awards: told ? awardsOf(need, awards, bids) : undefined,
    contracts: contracts.length > 0 ? contracts.map((award) => contractOf(award, need, facts.timeZone)) : undefined,
  };
}

/** Releases as the package that is published at `uri`; one at least. */
export function packageOf(
  releases: readonly Release[],
  { uri, publisher, at }: { readonly uri: string; readonly publisher: string; readonly at: Date },
): Release {
  return {
    uri,
    version: "1.1",
    extensions: EXTENSIONS,
    publishedDate: at.toISOString(),
    publisher: { name: publisher },
    releases,
  };
}

/** When what is public of a need last changed. */
function lastChange({ need, toldAt, awards }: ReleaseFacts): Date {
  const instants = [
    need.publishedAt,
    toldAt,
    ...need.addenda.map(({ at }) => at),
    ...need.questions.flatMap(({ askedAt, answeredAt }) => [askedAt, answeredAt]),
    ...(toldAt ? awards.map(({ decidedAt }) => decidedAt) : []),
  ];
  return new Date(Math.max(0, ...instants.map((instant) => instant?.getTime() ?? 0)));
}

function tagsOf({ state, addenda }: Need, awarded: boolean, contracted: boolean): string[] {
  if (state === "cancelled") return ["tenderCancellation"];
  const tender = addenda.length > 0 ? "tenderUpdate" : "tender";
  return [tender, ...(awarded ? ["award"] : []), ...(contracted ? ["contract"] : [])];
}

function partiesOf({ need, buyerSiret }: ReleaseFacts, bids: readonly BidFact[], awards: readonly AwardFact[]): Json[] {
  const parties = new Map<string, { named: Named; roles: Set<string> }>();
  const add = (named: Named, ...roles: string[]) => {
    const party = parties.get(named.id) ?? { named, roles: new Set<string>() };
    for (const role of roles) party.roles.add(role);
    parties.set(named.id, party);
  };
  add({ id: need.buyer.id, name: need.buyer.name, siret: buyerSiret }, "buyer", "procuringEntity");
  for (const { tenderers } of bids) for (const named of tenderers) add(named, "tenderer");
  for (const { winners } of awards) for (const named of winners) add(named, "supplier");
  return [...parties.values()].map(({ named: { id, name, siret }, roles }) => ({
    id,
    name,
    // A SIREN: the first nine digits of a SIRET.
    identifier: siret ? { scheme: "FR-INSEE", id: siret.slice(0, 9), legalName: name } : undefined,
    roles: [...roles],
  }));
}

function bidsOf(need: Need, bids: readonly BidFact[], answersIn: number | null): Json {
  const statistics = answersIn === null ? undefined : [{ id: "1", measure: "bids", value: answersIn }];
  if (!statistics && bids.length === 0) return undefined;
  return {
    statistics,
    details:
      bids.length === 0
        ? undefined
        : bids.map((bid) => ({
            id: bidId(need, bid),
            date: bid.at.toISOString(),
            status: bid.irregular ? "disqualified" : "valid",
            submissionType: need.kind === "interest" ? "expressionOfInterest" : "bid",
            tenderers: bid.tenderers.map(({ id, name }) => ({ id, name })),
            value: bid.cents === null ? undefined : euros(bid.cents),
            relatedLots: [bid.lotId],
          })),
  };
}

/** One answer that offers for several lots is a bid for each: number in the register, number of the lot. */
function bidId({ lots }: Need, { number, lotId }: Pick<BidFact, "number" | "lotId">): string {
  return `${number}-${lots.find(({ id }) => id === lotId)?.number ?? 0}`;
}

function awardsOf(need: Need, awards: readonly AwardFact[], bids: readonly BidFact[]): Json {
  const won = awards.map(({ id, lotId, decidedAt, cents, winners }) => {
    const bid = bids.find((one) => one.lotId === lotId && one.tenderers[0]?.id === winners[0]?.id);
    return {
      id,
      title: lotTitle(need, lotId),
      status: "active",
      date: decidedAt.toISOString(),
      value: cents === null ? undefined : euros(cents),
      suppliers: winners.map(({ id: structure, name }) => ({ id: structure, name })),
      relatedLots: [lotId],
      relatedBids: bid ? [bidId(need, bid)] : undefined,
    };
  });
  const left = need.lots.flatMap(({ id, unsuccessfulReason }) =>
    unsuccessfulReason === null
      ? []
      : [
          {
            id: `${id}-sans-suite`,
            title: lotTitle(need, id),
            description: unsuccessfulReason,
            status: "unsuccessful",
            relatedLots: [id],
          },
        ],
  );
  return won.length + left.length > 0 ? [...won, ...left] : undefined;
}

function contractOf({ id, lotId, contract }: AwardFact, need: Need, zone: string): Json {
  if (!contract) return null;
  const { signedOn, startsOn, endsOn, endedOn, cents } = contract;
  return {
    id: `${id}-contrat`,
    awardID: id,
    title: lotTitle(need, lotId),
    status: endedOn ? "terminated" : "active",
    period: periodOf(startsOn ? dayBounds(startsOn, zone).start : null, endsOn ? dayBounds(endsOn, zone).end : null),
    value: euros(cents),
    dateSigned: dayBounds(signedOn, zone).start.toISOString(),
  };
}
