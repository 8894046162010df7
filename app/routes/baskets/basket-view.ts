import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { photoSource } from "~/routes/catalogue/photo-source";
import type { Addon, Basket, ConfirmationProblem, Line } from "~server/baskets";
import type { KindKey } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatPeriod, initials } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { priceNote } from "../bookings/price-words";
import { refusalSentence, suggestionWords } from "../bookings/refusal";
import { slotAt } from "../bookings/when";
import { capital, WAY_ICONS, type Say } from "../bookings/words";
import { wayValue } from "./ways";

/** The messages `baskets`. */
export type SayBasket = Awaited<ReturnType<typeof translator<"baskets">>>;

/** What was typed beside the basket. */
export interface TypedBasket {
  readonly title: string;
  readonly titleShared: boolean;
}

/** The basket in words: its lines as they would be booked now, the sum, what prevents it. */
export async function basketView(actor: Actor, basket: Basket, typed: TypedBasket, problem?: ConfirmationProblem) {
  const { locale } = actor;
  const [t, tb] = await Promise.all([translator(locale, "baskets"), translator(locale, "bookings")]);
  const words = { actor, t, tb };
  const lines = basket.lines.map((line) => lineView(line, basket, words));
  const refused = lines.filter(({ state }) => state === "refused" || state === "gone");
  return {
    // Made here, sent with the form: sent twice, it books once.
    id: newId(),
    typed,
    groups: lines
      .filter(({ parentId }) => parentId === null)
      .map((line) => ({ ...line, with: lines.filter(({ parentId }) => parentId === line.id) })),
    itemIds: lines.map(({ id }) => id),
    count: lines.length,
    asked: lines.filter(({ state }) => state === "asked").length,
    refused: refused.map(({ id }) => id),
    cents: basket.cents,
    total: formatMoney(basket.cents, locale),
    structure: actor.structureName,
    problem: problem && problemView(problem, locale, t),
  };
}

export type BasketView = Awaited<ReturnType<typeof basketView>>;
export type LineView = BasketView["groups"][number]["with"][number];

function problemView(problem: ConfirmationProblem, locale: Actor["locale"], t: SayBasket) {
  const facts = {
    count: problem.code === "not_all" ? problem.refusals.size : 0,
    price: problem.code === "dearer" ? formatMoney(problem.cents, locale) : "",
  };
  return { title: t(`problem.${problem.code}`, facts), text: t(`problem.${problem.code}Text`) };
}

function lineView(line: Line, basket: Basket, { actor, t, tb }: { actor: Actor; t: SayBasket; tb: Say }) {
  const { locale, timeZone, poleSlug } = actor;
  const { now, id, quantity } = line;
  const slot = slotAt(line.start, line.end, line.attendees, timeZone);
  const name = now?.card.name ?? "";
  const proposed = basket.addons.filter(
    ({ resourceId, addonId }) =>
      resourceId === line.resourceId &&
      line.parentId === null &&
      !basket.lines.some((other) => other.parentId === id && other.resourceId === addonId),
  );
  return {
    id,
    parentId: line.parentId,
    name,
    title: quantity > 1 ? t("quantity", { name, count: quantity }) : name,
    to: now && paths.resource(poleSlug, line.resourceId, slot.query),
    kind: (now?.card.kind ?? "room") as KindKey,
    photo: now?.card.photo ? photoSource(poleSlug, now.card.photo, "") : null,
    owner: now && {
      name: now.card.owner.name,
      initials: initials(now.card.owner.name),
      colour: now.card.owner.colour,
    },
    place: now?.card.place?.name ?? null,
    when: capital(formatPeriod(line.start, line.end, timeZone, locale)),
    people: line.attendees && t("people", { count: line.attendees }),
    message: line.message,
    price: now && formatMoney(now.booking.price.cents, locale),
    priceNote: now && priceNote(now.booking.price, locale, tb),
    state: !now ? ("gone" as const) : now.problem ? "refused" : now.approvalBy ? "asked" : "free",
    asks: now?.approvalBy
      ? {
          who: t(`asks.${now.approvalBy.who}`, { owner: now.card.owner.name }),
          until: t("asksUntil", { until: formatInstant(now.approvalBy.until, timeZone, locale) }),
        }
      : null,
    refusal: refusalOf(line, slot, { actor, t, tb }),
    change: paths.changeBasketItem(poleSlug, id),
    remove: paths.removeBasketItem(poleSlug, id),
    addons: proposed.map((addon: Addon) => ({
      id: addon.addonId,
      label: t("addAddon", { name: addon.name }),
      to: paths.addToBasket(poleSlug, addon.addonId, { ...slot.query, personnes: undefined }, id),
    })),
  };
}

/** Why a line cannot be had, and the ways out, each taken in one gesture. */
function refusalOf(line: Line, slot: ReturnType<typeof slotAt>, words: { actor: Actor; t: SayBasket; tb: Say }) {
  const problem = line.now?.problem;
  if (!problem) return null;
  const { actor, t, tb } = words;
  const reader = { locale: actor.locale, zone: actor.timeZone, kind: line.now.card.kind };
  const { quantity } = line;
  const fewer =
    problem.code === "not_enough_units" && problem.units > 0
      ? [
          {
            icon: "minimize-2" as const,
            how: t("fewer"),
            what: t("fewerWhat", { units: problem.units, quantity }),
            full: t("fewerFull", { units: problem.units, quantity }),
            value: wayValue({ ...line, quantity: problem.units }),
          },
        ]
      : [];
  return {
    sentence: line.now.excludedBy
      ? t("excluded", { name: line.now.excludedBy })
      : problem.code === "slot_taken"
        ? tb("new.taken")
        : refusalSentence(tb, problem, reader),
    others: problem.others.map((other) => refusalSentence(tb, other, reader)),
    ways: [
      ...fewer,
      ...problem.suggestions.map((suggestion) => {
        const said = suggestionWords(tb, suggestion, slot, reader);
        return {
          icon: WAY_ICONS[suggestion.kind],
          how: said.how,
          what: tb("new.wayWhat", { when: said.when, name: said.resourceName }),
          full: t("takeFull", { name: said.resourceName, when: said.when }),
          value: wayValue({ ...suggestion, quantity }),
        };
      }),
    ],
  };
}
