import type postgres from "postgres";
import {
  agreeStatement,
  beginReview,
  closePeriod,
  decideDispute,
  fileDispute,
  lockPeriod,
  readStatement,
  statementOf,
} from "../../costs";
import type { Actor } from "../../kernel/actor";
import { addDays } from "../../kernel/time";
import { demoId } from "../../../db/demo/chance";
import { structureId } from "../../../db/demo/ids";
import { done } from "../done";
import type { Who } from "../people";
import { poolId } from "./pools";
import { nameOf, type DemoYear } from "./year";

/** What members did not find right. The first one was: what it gives back comes with the last month. */
const DISPUTES = [
  {
    rank: 10,
    by: "les-jardins-du-gue",
    cents: 1840,
    reason: "Le minibus du 12 a servi à l’Université populaire, pas à nous : une trentaine de kilomètres en trop.",
    upheld: "C’est juste : le carnet de bord portait le mauvais nom. Nous corrigeons sur le mois suivant.",
  },
  {
    rank: 11,
    by: "halles-paysannes",
    cents: 4688,
    reason: "Le fourgon du 14 a servi à la recyclerie, pas à nous : 50 km comptés en trop.",
    upheld: null,
  },
];

/** Who has found the last month right, and who has read it and said nothing yet. */
const AGREED = ["recyclerie-le-cerceau", "proche-en-proche", "mille-metiers", "universite-populaire"];
const READ = ["la-grande-tablee", "bielle-et-compagnie", "bois-d-appui"];

/** Puts a month to review, with what members said of it. */
export async function reviewMonth(manager: Actor, who: Who, year: DemoYear, rank: number): Promise<void> {
  const month = nameOf(year, rank);
  done(await beginReview(manager, month, addDays(year.today, 8)));
  for (const { by, cents, reason } of DISPUTES.filter((dispute) => dispute.rank === rank)) {
    const treasurer = await who(by, "treasurer");
    const id = demoId(`dispute ${rank} ${by}`);
    const key = { month, structureId: structureId(by) };
    done(await fileDispute(treasurer, key, { id, poolId: poolId("vehicules"), cents, reason }));
  }
  if (rank !== 11) return;
  for (const by of [...AGREED, ...READ]) {
    const member = await who(by);
    const key = { month, structureId: structureId(by) };
    const statement = await statementOf(member, key);
    await readStatement(member, statement);
    if (AGREED.includes(by)) done(await agreeStatement(member, key, statement.sums.netCents));
  }
}

/** Locks and closes a month whose review is over. `sql` is the owner's: only who owns the tables ends a review early. */
export async function closeMonth(sql: postgres.Sql, manager: Actor, year: DemoYear, rank: number): Promise<void> {
  const month = nameOf(year, rank);
  await sql`update periods set review_until = now() - interval '1 minute'
             where pole_id = ${manager.poleId} and starts_on = ${`${month}-01`}`;
  await sql`update statements s set told_at = now() - interval '10 days' from periods p
             where p.id = s.period_id and p.pole_id = ${manager.poleId} and p.starts_on = ${`${month}-01`}`;
  done(await lockPeriod(manager, month));
  const end = await closePeriod(manager, month);
  if (end !== "closed") throw new Error(`The demonstration's month ${month} was not closed: ${end}`);
  for (const { by, cents, upheld } of DISPUTES.filter((dispute) => dispute.rank === rank)) {
    if (upheld === null) continue;
    done(await decideDispute(manager, demoId(`dispute ${rank} ${by}`), { grantedCents: cents, words: upheld }));
  }
}
