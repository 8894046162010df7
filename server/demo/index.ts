import { loadDemo as loadPoles } from "../../db/demo";
import { insertCosts } from "./costs";
import { insertNeeds } from "./needs";

/**
 * Loads the whole demonstration into an empty database whose application is not running: pôles and bookings, all or
 * nothing; then needs and a year of shared costs, by what the pages call. `say` tells how far it is.
 */
export async function loadDemo(ownerUrl: string, say: (line: string) => void): Promise<void> {
  await loadPoles(ownerUrl, say, async (sql, about) => {
    await insertNeeds(sql, about);
    say("Comptes d’une année");
    await insertCosts(sql, about);
    // Of what happened long ago, nobody is told today.
    await sql`delete from graphile_worker._private_jobs`;
  });
}
