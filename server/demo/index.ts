import { loadDemo as loadPoles } from "../../db/demo";
import { insertNeeds } from "./needs";

/**
 * Loads the whole demonstration into an empty database whose application is not running: pôles and bookings, all or
 * nothing; then needs, by what the pages call. `say` tells how far it is.
 */
export async function loadDemo(ownerUrl: string, say: (line: string) => void): Promise<void> {
  await loadPoles(ownerUrl, say, insertNeeds);
}
