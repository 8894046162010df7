import { sql } from "kysely";
import { asIdentity } from "../../db/transaction";
import { isLive } from "./sessions";

/** Removes what no longer opens anything: sessions past their limits, links a day after theirs. */
export async function forgetExpired(): Promise<void> {
  await asIdentity(async (tx) => {
    await tx
      .deleteFrom("sessions")
      .where(sql<boolean>`not (${isLive})`)
      .execute();
    await tx
      .deleteFrom("signInLinks")
      .where("expiresAt", "<", sql<Date>`now() - interval '1 day'`)
      .execute();
  });
}

/** The jobs of the background worker. */
export const tasks = { "forget-expired": forgetExpired };

/** When the worker does what nobody asks for: at night. */
export const crontab = "17 3 * * * forget-expired";
