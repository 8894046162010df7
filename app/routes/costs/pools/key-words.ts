import type { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatList, formatMoney, formatNumber } from "~server/kernel/format";
import {
  unitOf,
  type BaseKey,
  type Key,
  type Limit,
  type Measure,
  type SimpleKey,
  type TwoPartKey,
} from "~server/costs";

type T = Awaited<ReturnType<typeof translator<"costsPools">>>;

/** A key in words: one sentence, and what it cannot hold. */
export interface KeyWords {
  readonly sentence: string;
  readonly details: readonly string[];
}

/** @param names of structures, by id: for fixed weights and limits of one's own */
export function keyWords(key: Key, t: T, locale: Locale, names: ReadonlyMap<string, string>): KeyWords {
  const words = new Words(t, locale, names);
  const text = words.sentence(key);
  return { sentence: text.charAt(0).toLocaleUpperCase(locale) + text.slice(1), details: words.details(key) };
}

/** What was measured, in the unit people know: 2,5 FTE, 85,50 m², 12 h. `days` divides what is summed over days. */
export function measureText(measure: Measure, value: bigint, locale: Locale, days = 1): string {
  const standing = { fte: 10_000, headcount: 1, surface: 100 } as const;
  const unit = measure in standing ? standing[measure as "fte"] * Math.max(1, days) : unitOf(measure);
  return formatNumber(Math.round((Number(value) / unit) * 100) / 100, locale);
}

class Words {
  constructor(
    private readonly t: T,
    private readonly locale: Locale,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  sentence(key: Key): string {
    switch (key.type) {
      case "two-part":
        return this.t("key.twoPart", {
          fixed: this.percent(key.fixedPoints),
          how: this.base(key.fixed),
          use: this.percent(10_000 - key.fixedPoints),
          by: this.base(key.use),
        });
      case "tiers": {
        const bands = key.bands.map(({ upToCents, key: of }) => {
          const how = of.type === "two-part" ? this.sentence(of) : this.base(of);
          return upToCents === null
            ? this.t("key.lastBand", { how })
            : this.t("key.firstBand", { how, amount: formatMoney(upToCents, this.locale) });
        });
        return this.t("key.tiers", { bands: bands.join(this.locale === "fr" ? "\u202f; " : "; ") });
      }
      case "capped":
        return this.t("key.capped", { key: this.sentence(key.key) });
      default:
        return this.base(key);
    }
  }

  details(key: Key): string[] {
    if (key.type !== "capped") return this.inner(key);
    const each = (what: "cap" | "floor", limits: Readonly<Record<string, Limit>> = {}) =>
      Object.entries(limits).map(([id, limit]) =>
        this.t(`key.${what}`, { name: this.names.get(id) ?? "…", limit: this.limit(limit) }),
      );
    return [
      ...this.inner(key.key),
      ...(key.everyCap ? [this.t("key.everyCap", { limit: this.limit(key.everyCap) })] : []),
      ...(key.everyFloor ? [this.t("key.everyFloor", { limit: this.limit(key.everyFloor) })] : []),
      ...each("cap", key.caps),
      ...each("floor", key.floors),
    ];
  }

  private inner(key: Exclude<Key, { type: "capped" }>): string[] {
    switch (key.type) {
      case "two-part":
        return [...this.inner(key.fixed), ...this.inner(key.use), ...this.idle(key)];
      case "tiers":
        return key.bands.flatMap((band) => this.inner(band.key));
      case "product":
        return key.of.flatMap((one) => this.inner(one));
      case "weights": {
        const weights = Object.entries(key.weights).map(
          ([id, weight]) => `${this.names.get(id) ?? "…"} ${formatNumber(weight, this.locale)}`,
        );
        return [this.t("key.weightsOf", { weights: formatList(weights, this.locale) })];
      }
      default:
        return [];
    }
  }

  private idle({ idle, capacity, use }: TwoPartKey): string[] {
    const measure = use.type === "measure" ? use.measure : null;
    const full =
      capacity !== undefined && measure
        ? [
            this.t("key.capacity", {
              capacity: `${measureText(measure, BigInt(capacity), this.locale)} ${this.t(`measure.${measure}`).toLocaleLowerCase(this.locale)}`,
            }),
          ]
        : [];
    return [this.t(idle === "fixed" ? "key.idleFixed" : "key.idlePole"), ...full];
  }

  private base(key: BaseKey): string {
    if (key.type !== "product") return this.t(`key.simple.${nameOf(key)}`);
    const [a, b] = key.of;
    return this.t("key.product", { a: this.t(`key.factor.${nameOf(a)}`), b: this.t(`key.factor.${nameOf(b)}`) });
  }

  private limit(limit: Limit): string {
    return "cents" in limit
      ? this.t("key.aMonth", { amount: formatMoney(limit.cents, this.locale) })
      : this.t("key.ofTotal", { percent: this.percent(limit.points) });
  }

  private percent(points: number): string {
    const text = formatNumber(points / 100, this.locale);
    return this.locale === "fr" ? `${text}\u00a0%` : `${text} %`;
  }
}

function nameOf(key: SimpleKey) {
  return key.type === "measure" ? key.measure : key.type;
}
