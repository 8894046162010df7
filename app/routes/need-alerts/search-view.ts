import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { translator } from "~/i18n/translator";
import { needFiltersOf, needQuery } from "~/routes/needs-found/address";
import type { Actor, Locale } from "~server/kernel/actor";
import { MAIL_TOPICS, mailTopicsOf } from "~server/notifications";
import { FREQUENCIES, textOf, tradeLabel, TRADES, VALUES, type Frequency, type NeedFilters } from "~server/tenders";

type FoundWords = Awaited<ReturnType<typeof translator<"needsFound">>>;
type AlertWords = Awaited<ReturnType<typeof translator<"needAlerts">>>;

/** What a search asks for, in a few words each; none for one that asks for everything. */
function askedWords(filters: NeedFilters, t: AlertWords, f: FoundWords, locale: Locale): string[] {
  const { q, trade, place, value, reserved, kind, where } = filters;
  return [
    q && t("quoted", { words: q }),
    trade && tradeLabel(trade, locale),
    place,
    value && f(`filter.values.${value}`),
    reserved && (reserved === "none" ? t("notReserved") : f(`row.reserved.${reserved}`)),
    kind && f(`kind.${kind}`),
    where && f(`where.${where}`),
  ].filter((words): words is string => Boolean(words));
}

/** What a search asks for, as one line. */
export async function searchWords(filters: NeedFilters, locale: Locale): Promise<string> {
  const [t, f] = [await translator(locale, "needAlerts"), await translator(locale, "needsFound")];
  const asked = askedWords(filters, t, f, locale);
  return asked.length === 0 ? t("everything") : asked.join(" · ");
}

/** The form of a search: what may be chosen, and what is there to begin with. */
export async function searchFormView(
  { locale, guest }: Pick<Actor, "locale" | "guest">,
  { name, filters, frequency }: { name: string | null; filters: NeedFilters; frequency: Frequency },
) {
  const [t, f] = [await translator(locale, "needAlerts"), await translator(locale, "needsFound")];
  const any = { value: "", label: f("filter.any") };
  const asked = askedWords({ ...filters, q: "" }, t, f, locale);
  const named = [filters.q, ...asked].filter(Boolean).join(", ").slice(0, 80);
  const query = needQuery(filters);
  return {
    values: {
      name: name ?? (named || t("everything")),
      q: filters.q,
      metier: query.metier ?? "",
      lieu: filters.place,
      montant: query.montant ?? "",
      reserve: query.reserve ?? "",
      genre: query.genre ?? "",
      ou: query.ou ?? "",
      frequency,
    },
    more: [filters.value, filters.reserved, filters.kind, filters.where].filter(Boolean).length,
    trades: [
      any,
      ...TRADES.filter(({ parent, code }) => parent === null || code === filters.trade)
        .map(({ code }) => ({ value: code, label: tradeLabel(code, locale) }))
        .sort((a, b) => a.label.localeCompare(b.label, locale)),
    ],
    amounts: [any, ...keys(VALUES).map((value) => ({ value, label: f(`filter.values.${value}`) }))],
    reserveds: [
      any,
      ...(["ess", "integration", "fair_trade", "local", "none"] as const).map((value) => ({
        value,
        label: f(`filter.reserveds.${value}`),
      })),
    ],
    kinds: [any, ...(["call", "quotes", "interest"] as const).map((value) => ({ value, label: f(`kind.${value}`) }))],
    // A guest looks in the pôle that opened itself.
    wheres: guest
      ? []
      : [any, { value: "ici", label: f("where.here") }, { value: "ailleurs", label: f("where.elsewhere") }],
    frequencies: FREQUENCIES.map((value) => ({
      value,
      label: t(`frequency.${value}`),
      hint: value === "never" ? undefined : t(`frequencyHint.${value}`),
    })),
  };
}

export type SearchFormView = Awaited<ReturnType<typeof searchFormView>>;

/** Reads the form of a search; what is wrong comes with what was typed. */
export async function readSearchForm(form: FormData, actor: Pick<Actor, "locale" | "guest">) {
  const t = await translator(actor.locale, "needAlerts");
  const search = new URLSearchParams(
    ["q", "metier", "lieu", "montant", "reserve", "genre", "ou"].map((name) => [name, formText(form, name)]),
  );
  const filters = { ...needFiltersOf(search), within: null, list: "open" as const };
  const frequency = FREQUENCIES.find((one) => one === formText(form, "frequency")) ?? "immediate";
  const typed = formText(form, "name");
  const name = textOf(typed, 80);
  const again = async (wrong: { name?: string; form?: string }) =>
    data({ wrong, view: await searchFormView(actor, { name: typed, filters, frequency }) }, { status: 422 });
  if (!name.ok) return { ok: false, again: await again({ name: t(`wrong.${name.problem}`) }) } as const;
  return { ok: true, search: { name: name.value, filters, frequency }, again } as const;
}

/** What else one is written about, and whether one wants it. */
export async function topicsView(actor: Actor) {
  const t = await translator(actor.locale, "needAlerts");
  const wanted = await mailTopicsOf(actor);
  return MAIL_TOPICS.map((topic) => ({
    topic,
    label: t(`topic.${topic}`),
    hint: t(`topicHint.${topic}`),
    wanted: wanted.includes(topic),
  }));
}

export type TopicsView = Awaited<ReturnType<typeof topicsView>>;

function keys<T extends object>(object: T): (keyof T & string)[] {
  return Object.keys(object) as (keyof T & string)[];
}
