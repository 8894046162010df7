import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { inTransaction } from "../../db/transaction";
import {
  askClosing,
  beginReview,
  closePeriod,
  lockPeriod,
  nettingOf,
  periodOverview,
  statementOf,
  tasks,
} from "../../server/costs";
import type { Actor } from "../../server/kernel/actor";
import { addDays, dayBounds, localDateOf } from "../../server/kernel/time";
import { lastCheck } from "../../server/ledger";
import { checkBooks } from "../support/ledger";
import { generateMonth, type MonthAmounts } from "./generate-month";
import { duration, median, milliseconds, type Measure } from "./measure";
import type { Measured } from "./reading";

/** A month's life, in milliseconds each. */
type Month = Record<
  "bare" | "open" | "statement" | "netting" | "review" | "lock" | "close" | "closed" | "closedStatement" | "check",
  number
> & { told: number };

const NAMES: Record<Exclude<keyof Month, "told">, string> = {
  bare: "the bare query of the month's use",
  open: "the open month's page",
  statement: "a member's draft statement",
  netting: "the month's compensation",
  review: "put to review",
  lock: "lock",
  close: "close",
  closed: "the closed month's page",
  closedStatement: "a member's statement of the closed month",
  check: "check of the books",
};

/** Under these, in milliseconds, at the larger size. */
const AIMS: Partial<Record<keyof Month, number>> = { open: 1500, statement: 1500, close: 15_000 };
/** Ten times the data takes at most so many times longer. */
const GROWTH = 13;

/** A month of `many` beside one of ten times less, in the same run: how long each step takes, and how it grows. */
export async function benchClosing(few: Measured, large: Measured, many: MonthAmounts): Promise<Measure[]> {
  const tenth = { charges: many.charges / 10, members: many.members / 10, bookings: many.bookings / 10 };
  const [small, big] = [await liveMonth(few, tenth), await liveMonth(large, many)];
  const measures = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((key): Measure => {
    const ratio = big[key] / small[key];
    const aim = AIMS[key];
    const reached = ratio <= GROWTH && (aim === undefined || big[key] <= aim);
    const words = `≤ ${GROWTH} times${aim === undefined ? "" : `, ≤ ${milliseconds(aim)}`}`;
    return {
      what: `month: ${NAMES[key]}`,
      ...{ value: milliseconds(big[key]), beside: milliseconds(small[key]), ratio, aim: { words, reached } },
    };
  });
  const beside = (what: string, value: number, bare: number): Measure => ({
    ...{ what, value: milliseconds(value), beside: milliseconds(bare), ratio: value / bare },
  });
  return [
    sizes(many, tenth),
    ...measures,
    beside("month: its open page beside the bare query of its use", big.open, big.bare),
    beside("month: closing beside the bare query of its use", big.close, big.bare),
    {
      what: "month: how often a closing told how far it is",
      ...{ value: String(big.told), beside: String(small.told), ratio: big.told },
      aim: { words: "it moves", reached: big.told > 3 },
    },
  ];
}

/** What the lines of a month are about. */
function sizes(many: MonthAmounts, few: MonthAmounts): Measure {
  const words = ({ charges, members, bookings }: MonthAmounts) => `${charges}, ${members}, ${bookings}`;
  return {
    what: "month: charges, members, bookings",
    ...{ value: words(many), beside: words(few), ratio: many.bookings / few.bookings },
  };
}

async function liveMonth({ ownerUrl, appUrl, pole }: Measured, amounts: MonthAmounts): Promise<Month> {
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1, connection: { statement_timeout: 0 } });
  const { poleId } = pole;
  await owner`insert into pole_staff (pole_id, person_id, role) values (${poleId}, ${pole.actor.personId}, 'manager') on conflict do nothing`;
  const { month, from, until } = await generateMonth(owner, pole, amounts);
  const manager: Actor = { ...pole.actor, roles: ["employee", "manager"] };
  const key = { month, structureId: manager.structureId ?? "" };
  openDatabase(appUrl);
  try {
    const start = dayBounds(from, manager.timeZone).start;
    const end = dayBounds(until, manager.timeZone).end;
    const bare = await median(
      5,
      () => owner`
        select r.pool_id, b.structure_id, sum(extract(epoch from b.ends_at - b.starts_at) / 60)
          from bookings b join pool_resources r on r.resource_id = b.resource_id
         where b.starts_at >= ${start} and b.starts_at < ${end} and b.state = 'confirmed' and b.price_cents = 0
         group by 1, 2`,
    );
    const open = await median(3, () => periodOverview(manager, month));
    const statement = await median(3, () => statementOf(manager, key));
    const netting = await median(1, () => nettingOf(manager, month));
    const lastDay = addDays(localDateOf(new Date(), manager.timeZone), 10);
    const review = await duration(async () => worked(await beginReview(manager, month, lastDay)));
    await owner`update statements set read_at = now() where pole_id = ${poleId}`;
    const lock = await duration(async () => worked(await lockPeriod(manager, month)));
    worked(await askClosing(manager, month));
    const { close, told } = await closing(owner, manager, month);
    const closed = await median(3, () => periodOverview(manager, month));
    const closedStatement = await median(3, () => statementOf(manager, key));
    const check = await duration(() => checkBooks(manager));
    const found = await inTransaction(manager, (tx) => lastCheck(tx, poleId));
    if (found?.faults !== 0) throw new Error(`The books are wrong: ${JSON.stringify(found)}`);
    return { bare, open, statement, netting, review, lock, close, closed, closedStatement, check, told };
  } finally {
    await closeDatabase();
    await owner.end();
  }
}

/** Closes a month as its job does, while somebody else looks at how far it is. */
async function closing(owner: postgres.Sql, manager: Actor, month: string): Promise<{ close: number; told: number }> {
  const [row] = await owner<{ id: string }[]>`
    select id from periods where pole_id = ${manager.poleId} and starts_on = ${`${month}-01`}`;
  const seen = new Set<string>();
  let over = false;
  const looking = (async () => {
    while (!over) {
      const [now] = await owner`select step, done, total from closings where period_id = ${row?.id ?? ""}`;
      seen.add(JSON.stringify(now));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const close = await duration(() => tasks["close-period"]({ periodId: row?.id ?? "", month, actor: manager }));
  over = true;
  await looking;
  const end = await closePeriod(manager, month);
  if (end !== "was_closed") throw new Error(`The month was not closed: ${end}`);
  return { close, told: seen.size };
}

function worked(outcome: { ok: boolean }): void {
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
}
