import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "../../db/connection";
import { networkOf } from "../kernel/network";

/** Too many attempts: nothing was looked at; one may come back at `until`. */
export interface TooMany {
  readonly code: "too_many_attempts";
  readonly until: Date;
}

const QUARTER = 15 * 60;

/**
 * What is counted, over a quarter of an hour: attempts on an account from one address (a person who forgot, or one
 * who guesses), on an account from everywhere (many machines guessing), and from one address (one machine trying many
 * accounts; a whole office may stand behind it). Attempts that succeed are taken back.
 */
const LIMITS = {
  "sign-in": { pair: 8, account: 40, address: 100 },
  // Each sends an e-mail to somebody.
  link: { pair: 5, account: 8, address: 40 },
  // Of somebody signed in: the current password, asked again.
  "current-password": { pair: 8, account: 20, address: 100 },
  invitation: { pair: 60, account: 60, address: 120 },
} as const;

/** What attempts are counted for. */
export type Attempt = keyof typeof LIMITS;

/** rate-limiter-flexible speaks to node-postgres: this is the little of it that it asks for, over our pool. */
const client = {
  async query({ text, values }: { text: string; values: (string | number | null)[] }) {
    const rows = await pool().unsafe(text, values, { prepare: true });
    return { rows: [...rows], rowCount: rows.count };
  },
};

function limiter(keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: client,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix,
    points,
    duration: QUARTER,
  });
}

const limiters = Object.fromEntries(
  Object.entries(LIMITS).flatMap(([attempt, limits]) =>
    Object.entries(limits).map(([what, points]) => [`${attempt}/${what}`, limiter(`${attempt}/${what}`, points)]),
  ),
) as Record<`${Attempt}/${keyof (typeof LIMITS)[Attempt]}`, RateLimiterPostgres>;

/**
 * Counts an attempt on an account (an e-mail address, whether anybody has it or not, or a person's id) from a
 * client's address, before any work is done for it. Null when it may go on.
 */
export async function countAttempt(attempt: Attempt, account: string, address: string): Promise<TooMany | null> {
  try {
    const { account: who, address: where, pair } = keysOf(account, address);
    // One after the other: what is refused for one reason must not use up the patience of another.
    await limiters[`${attempt}/pair`].consume(pair);
    await limiters[`${attempt}/account`].consume(who);
    await limiters[`${attempt}/address`].consume(where);
    return null;
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    return { code: "too_many_attempts", until: new Date(Date.now() + Math.max(1000, reason.msBeforeNext)) };
  }
}

/** Takes back a counted attempt that succeeded. */
export async function forgiveAttempt(attempt: Attempt, account: string, address: string): Promise<void> {
  const { account: who, address: where, pair } = keysOf(account, address);
  await Promise.all([
    limiters[`${attempt}/pair`].delete(pair),
    limiters[`${attempt}/account`].reward(who),
    limiters[`${attempt}/address`].reward(where),
  ]);
}

/** Hashed: the table must not become a list of the addresses that people typed. */
function keysOf(account: string, address: string) {
  const hashed = (text: string) => createHash("sha256").update(text).digest("base64url");
  const network = networkOf(address);
  return { account: hashed(account), address: hashed(network), pair: hashed(`${account}\n${network}`) };
}
