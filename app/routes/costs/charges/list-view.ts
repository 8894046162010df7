import { paths } from "~/paths";
import {
  CHARGE_SORTS,
  CHARGE_STATES,
  type ChargeChoices,
  type ChargeFilters,
  type ChargeList,
  type ChargeSort,
  type ListedCharge,
} from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney, formatMonth, formatNumber } from "~server/kernel/format";
import { parseLocalDate } from "~server/kernel/time";
import { serviceWords, STATE_LOOKS, type ChargeWords } from "./charge-words";

/** How many a page shows. */
export const PAGE = 50;

/** What the address asks of the list. */
export interface AskedList {
  readonly filters: ChargeFilters;
  readonly page: number;
  /** As the address holds it, without the page. */
  readonly query: Readonly<Record<string, string>>;
}

/** Reads the address: mois=2026-10, poste, etat, qui, q, sans=justificatif, tri, page. What makes no sense is left out. */
export function readAsked(search: URLSearchParams): AskedList {
  const of = (name: string) => search.get(name)?.trim() ?? "";
  const month = parseLocalDate(`${of("mois")}-01`);
  const state = CHARGE_STATES.find((one) => one === of("etat"));
  const sort: ChargeSort = CHARGE_SORTS.find((one) => one === of("tri")) ?? "day";
  const filters: ChargeFilters = {
    month,
    poolId: of("poste") || null,
    state: state ?? null,
    paidBy: of("qui") || null,
    text: of("q") || null,
    withoutProof: of("sans") === "justificatif",
    importId: of("import") || null,
    recurringId: of("recurrente") || null,
    sort,
  };
  const kept = {
    mois: month ? of("mois") : "",
    poste: of("poste"),
    etat: state ?? "",
    qui: of("qui"),
    q: of("q").slice(0, 100),
    sans: filters.withoutProof ? "justificatif" : "",
    import: of("import"),
    recurrente: of("recurrente"),
    tri: sort === "day" ? "" : sort,
  };
  const query = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ""));
  return { filters, page: Math.max(1, Math.floor(Number(of("page")) || 1)), query };
}

/** A line of the list, in words. */
export function chargeLine(charge: ListedCharge, actor: Actor, t: ChargeWords) {
  const { locale, poleSlug } = actor;
  const settled = charge.withoutProof !== "" || charge.corrects !== null || charge.proofs > 0;
  return {
    id: charge.id,
    version: charge.version,
    to: paths.charge(poleSlug, charge.id),
    label: charge.label,
    supplier: charge.supplier,
    pool: charge.poolName,
    number: charge.number,
    when: formatDay(charge.documentOn, locale, { weekday: false, year: true }),
    service: t("servedOn", { days: serviceWords(charge.servedFrom, charge.servedUntil, locale) }),
    amount: formatMoney(charge.amountCents, locale),
    cents: charge.amountCents,
    payer: charge.payerName && t("advancedBy", { who: charge.payerName }),
    correction: charge.corrects !== null,
    recurring: charge.recurringId !== null,
    proof: charge.proofs > 0,
    proofMissing: !settled && charge.state !== "refused",
    waits: charge.state === "submitted",
    state: { ...STATE_LOOKS[charge.state], label: t(`stateOne.${charge.state}`) },
    refusedBecause: charge.refusedBecause,
    postedIn: charge.postedIn && formatMonth(charge.postedIn, locale),
  };
}
export type ChargeLine = ReturnType<typeof chargeLine>;

/** The list as its page shows it. */
export function listView(list: ChargeList, asked: AskedList, choices: ChargeChoices, actor: Actor, t: ChargeWords) {
  const { locale, poleSlug: pole } = actor;
  const { etat: state, ...others } = asked.query;
  const total = CHARGE_STATES.reduce((sum, one) => sum + list.states[one], 0);
  return {
    query: asked.query,
    page: asked.page,
    pages: Math.max(1, Math.ceil(list.total / PAGE)),
    filtered: Object.keys(asked.query).some((name) => name !== "tri"),
    sum: t("sum", { count: list.total, total: formatMoney(list.totalCents, locale) }),
    waiting: list.items.some((charge) => charge.state === "submitted"),
    chips: [null, ...CHARGE_STATES]
      .filter((one) => one === null || list.states[one] > 0 || one === state)
      .map((one) => ({
        key: one ?? "all",
        to: paths.charges(pole, one ? { ...others, etat: one } : others),
        label: t(`state.${one ?? "all"}`),
        count: formatNumber(one ? list.states[one] : total, locale),
        current: (state ?? null) === one,
      })),
    months: choices.months.map((month) => ({ value: month.slice(0, 7), label: formatMonth(month, locale) })),
    pools: choices.pools.map(({ id, name }) => ({ value: id, label: name })),
    payers: choices.payers.map(({ id, name }) => ({ value: id, label: name })),
    sorts: CHARGE_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) })),
    lines: list.items.map((charge) => chargeLine(charge, actor, t)),
  };
}
export type ChargeListView = ReturnType<typeof listView>;
