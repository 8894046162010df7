import type { Tx } from "../../db/transaction";

/**
 * Notes that people are told of these; answers, of each person, those that they were not told of before, in the order
 * given. In the realm of identity; with the mail in the same transaction, each is told once, whatever runs twice.
 */
export async function noteNews(
  tx: Tx,
  people: readonly string[],
  news: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (people.length === 0 || news.length === 0) return new Map();
  const rows = await tx
    .insertInto("newsTold")
    .values([...people].sort().flatMap((personId) => news.map((each) => ({ personId, news: each }))))
    .onConflict((conflict) => conflict.doNothing())
    .returning(["personId", "news"])
    .execute();
  const told = new Set(rows.map((row) => `${row.personId} ${row.news}`));
  return new Map(people.map((id) => [id, news.filter((each) => told.has(`${id} ${each}`))]));
}
