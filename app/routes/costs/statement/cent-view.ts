import { centOf, type LineAllocation, type Statement } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { listOfNames, nameOf, whose } from "./names";
import { exactMoney, partOfCent } from "./figures";
import type { SayStatement } from "./words";

export type CentView = ReturnType<typeof centView>;

/** More than so many names are counted rather than named. */
const NAMED = 6;

/** « Et le centime ? »: who got the cents that were left, and why; then the rounding of each, for who wants it all. */
export function centView(
  actor: Actor,
  statement: Statement,
  allocation: LineAllocation,
  share: LineAllocation["shares"][number],
  t: SayStatement,
) {
  const { locale } = actor;
  const who = whose(statement);
  const cent = centOf(allocation, share);
  const others = cent.receivers.filter((id) => id !== share.structureId);
  const got = cent.extraCent !== 0;
  const words =
    cent.toHandOut === 0
      ? [t("cent.none")]
      : [
          cent.whole
            ? t("cent.whole", { who })
            : t("cent.floor", {
                who,
                floor: formatMoney(share.floorCents, locale),
                rest: partOfCent(cent.remainder, locale),
              }),
          t("cent.left", { count: cent.toHandOut, candidates: cent.candidates }),
          got ? t("cent.got", { who, rank: cent.rank ?? 1 }) : t("cent.gotNot", { who }),
          others.length > 0 && others.length <= NAMED
            ? t("cent.others", { names: listOfNames(statement, others, t, actor), got: got ? "also" : "only" })
            : others.length > NAMED
              ? t("cent.othersCount", { count: others.length })
              : "",
          t("cent.carry", {
            who,
            before: carryWords(cent.before, t, locale),
            after: carryWords(cent.after, t, locale),
          }),
        ];
  return {
    words: words.filter(Boolean).join(" "),
    rows:
      cent.toHandOut === 0
        ? []
        : [...allocation.shares]
            .sort((a, b) => placeOf(allocation, a.structureId) - placeOf(allocation, b.structureId))
            .map((one) => {
              const told = centOf(allocation, one);
              return {
                id: one.structureId,
                name: nameOf(statement, one.structureId, t),
                mine: one.structureId === share.structureId,
                exact: exactMoney(one.exact, locale),
                floor: formatMoney(one.floorCents, locale),
                remainder: partOfCent(told.remainder, locale),
                before: partOfCent(told.before, locale),
                cent: one.extraCent === 0 ? t("cent.no") : t("cent.yes"),
                after: partOfCent(told.after, locale),
              };
            }),
  };
}

/** Those with a fraction of a cent come first, in the order of the cents; then the others. */
function placeOf({ explanation }: LineAllocation, id: string): number {
  const place = explanation.order.indexOf(id);
  return place < 0 ? explanation.order.length : place;
}

/** What roundings brought so far: in one's favour when one has paid less than one's exact part. */
function carryWords(carry: { n: bigint; d: bigint }, t: SayStatement, locale: Actor["locale"]): string {
  const side = carry.n > 0n ? "gained" : carry.n < 0n ? "lost" : "even";
  const size = carry.n < 0n ? { n: -carry.n, d: carry.d } : carry;
  return t(`cent.${side}`, { part: partOfCent(size, locale) });
}
