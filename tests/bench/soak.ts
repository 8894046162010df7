import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { databaseErrorCode } from "../../db/transaction";
import { breaches, INVARIANTS_COUNTED } from "../support/invariants";
import type { Measured } from "./reading";
import { OPERATIONS, soakTown, type SoakTown } from "./soak-operations";

/** How long, and by how many at once. */
export interface SoakSize {
  readonly seconds: number;
  readonly clients: number;
}

/** What a soak came to. */
export interface Soaked {
  /** Operation after operation: how many were done, refused by each code, or failed in a way nobody expects. */
  readonly table: string;
  readonly operations: number;
  /** Sentences about what must hold and did not; empty when all is well. */
  readonly broken: readonly string[];
}

/**
 * Many clients who do anything to the same few resources for some time, then every invariant asked of the database by
 * SQL of its own. Whatever is refused is an answer; an error that no page knows how to tell is not.
 */
export async function soak({ ownerUrl, appUrl, pole }: Measured, { seconds, clients }: SoakSize): Promise<Soaked> {
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  openDatabase(appUrl, { connections: Math.min(clients, 32) });
  const counts = new Map<string, Map<string, number>>();
  const errors: string[] = [];
  try {
    const town = await soakTown(owner, pole);
    const until = performance.now() + seconds * 1000;
    const client = async () => {
      while (performance.now() < until) await one(town, counts, errors);
    };
    await Promise.all(Array.from({ length: clients }, client));
    // Quotas, parts and buffers never change during a soak: all that is asked of units is asked exactly.
    const broken = (await breaches(owner)).map(
      ({ sentence, count, first }) => `not true ${count} times that ${sentence}: ${JSON.stringify(first)}`,
    );
    return {
      table: tableOf(counts),
      operations: [...counts.values()].flatMap((codes) => [...codes.values()]).reduce((sum, count) => sum + count, 0),
      broken: [...broken, ...new Set(errors)],
    };
  } finally {
    await closeDatabase();
    await owner.end();
  }
}

export const soakTitle = ({ seconds, clients }: SoakSize) =>
  `${clients} clients for ${seconds} s, then ${INVARIANTS_COUNTED} invariants`;

async function one(town: SoakTown, counts: Map<string, Map<string, number>>, errors: string[]): Promise<void> {
  const [name, operation] = town.chance.weighted(OPERATIONS);
  let code: string;
  try {
    code = await operation(town);
  } catch (error) {
    code = expected(error) ?? "error";
    if (code === "error") errors.push(`${name} failed: ${databaseErrorCode(error) ?? ""} ${String(error)}`);
  }
  const codes = counts.get(name) ?? new Map<string, number>();
  counts.set(name, codes.set(code, (codes.get(code) ?? 0) + 1));
}

/** The four exceptional answers that pages and the API know: what somebody else ended a moment ago is one of them. */
function expected(error: unknown): string | null {
  const names = ["NotFound", "Forbidden", "Conflict", "Invalid"];
  return error instanceof Error && names.includes(error.constructor.name) ? error.constructor.name : null;
}

function tableOf(counts: Map<string, Map<string, number>>): string {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows
    .map(([name, codes]) => {
      const { done = 0, ...refused } = Object.fromEntries(codes);
      const others = Object.entries(refused).sort(([, a], [, b]) => b - a);
      const words = others.map(([code, count]) => `${count} ${code}`).join(", ");
      return `${name.padEnd(width)}  ${String(done).padStart(7)} done${words && `; ${words}`}`;
    })
    .join("\n");
}
