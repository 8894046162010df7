import type { DemoPole } from "./describe";
import { unitId } from "./ids";

/** Units that are alike, and how many of them a booking takes: all, so many, or as many as it asks for. */
interface Group {
  readonly unitIds: readonly string[];
  readonly takes: number | "all" | "asked";
}

/** Who has which unit when, so that the demonstration never promises more than there is. */
export class Ledger {
  readonly #groups: ReadonlyMap<string, readonly Group[]>;
  readonly #held = new Map<string, { start: number; end: number }[]>();

  constructor(pole: DemoPole) {
    const own = new Map<string, Group>([
      ...pole.rooms.map(({ key }) => [key, { unitIds: [unitId(pole, key)], takes: "all" }] as const),
      ...pole.things.map(
        ({ key, units, unlimited }) =>
          [
            key,
            { unitIds: unlimited ? [] : units.map((_, index) => unitId(pole, key, index + 1)), takes: "asked" },
          ] as const,
      ),
    ]);
    const groups = new Map<string, Group[]>();
    for (const [key, group] of own) {
      const parts = pole.compositions.find(({ resource }) => resource === key)?.parts ?? [];
      const whole: Group[] = parts.map(({ of, takes }) => ({
        unitIds: own.get(of)?.unitIds ?? [],
        takes: takes ?? "all",
      }));
      groups.set(key, [parts.length > 0 ? { ...group, takes: "all" } : group, ...whole]);
    }
    this.#groups = groups;
  }

  /** The units that a booking gets, held from now on; null when there are not enough. Milliseconds, buffers included. */
  take(key: string, quantity: number, start: number, end: number): string[] | null {
    const taken: string[] = [];
    for (const { unitIds, takes } of this.#groups.get(key) ?? []) {
      const free = unitIds.filter((id) => !this.#held.get(id)?.some((held) => held.start < end && start < held.end));
      const wanted =
        takes === "all" ? unitIds.length : takes === "asked" ? Math.min(quantity, unitIds.length || 0) : takes;
      if (free.length < wanted || (takes === "asked" && unitIds.length > 0 && quantity > free.length)) return null;
      taken.push(...free.slice(0, wanted));
    }
    for (const id of taken) this.#held.set(id, [...(this.#held.get(id) ?? []), { start, end }]);
    return taken;
  }

  /** Units that a cancelled booking had: held no more. */
  gone(key: string, quantity: number): string[] {
    return (this.#groups.get(key) ?? []).flatMap(({ unitIds, takes }) =>
      unitIds.slice(0, takes === "all" ? undefined : takes === "asked" ? quantity : takes),
    );
  }
}
