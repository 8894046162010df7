import { hash, verify } from "@node-rs/argon2";
import type { Tx } from "../../db/transaction";
import { normalizePassword } from "./password-rules";
import { newSecret } from "./secrets";

/** OWASP's first choice for argon2id (the default algorithm of the package): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is kept of a password. Takes some tens of milliseconds on purpose: never inside a transaction. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), COST);
}

let standIn: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Without a hash (nobody has that address, or they have no password) it
 * works just as long, and says no: the time of an answer must not tell who has an account.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  standIn ??= hashPassword(newSecret());
  const right = await verify(kept ?? (await standIn), normalizePassword(password));
  return right && kept !== null;
}

/** Replaces a person's password by an already hashed one; links sent before no longer work. */
export async function keepPassword(tx: Tx, now: Date, personId: string, hashed: string): Promise<void> {
  await tx
    .insertInto("passwords")
    .values({ personId, hash: hashed, changedAt: now })
    .onConflict((conflict) => conflict.column("personId").doUpdateSet({ hash: hashed, changedAt: now }))
    .execute();
  await tx.deleteFrom("signInLinks").where("personId", "=", personId).where("usedAt", "is", null).execute();
}
