import { sql } from "kysely";
import { z } from "zod";
import { asIdentity, inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";
import { contextsOf } from "../../poles";
import { draftOf } from "../draft";
import { tellAmounts } from "./begin-review";
import { closePeriod, type ClosingEnd, type TellProgress } from "./close-period";
import { takeYourTime } from "./long-work";
import { monthOfBooks } from "./month-of-books";
import { remindUnread } from "./remind-members";
import { sumsOfMonth } from "./sums-of-month";

const Payload = z.object({
  periodId: z.uuid(),
  month: z.string(),
  actor: z.looseObject({ poleId: z.uuid(), personId: z.uuid() }),
});

/** How long may pass between two words on how far a closing is: milliseconds. */
const EVERY = 400;

/**
 * Closes a month that somebody asked to close. A job begun twice (its worker was killed) finds either nothing done, or
 * all. What fails is said on the month's page, where it may be tried again.
 */
async function closeInBackground(payload: unknown): Promise<void> {
  const { periodId, month, actor: given } = Payload.parse(payload);
  const actor = given as unknown as Actor;
  const asked = await inTransaction(actor, (tx) =>
    tx.selectFrom("closings").select("state").where("periodId", "=", periodId).executeTakeFirst(),
  );
  if (asked?.state !== "running") return;
  if (!(await stillMay(actor))) return conclude(actor, periodId, "not_allowed");
  try {
    const end = await closePeriod(actor, month, tellingOf(actor, periodId));
    await conclude(actor, periodId, end);
  } catch (error) {
    // Nothing was written. Whoever waits is told at once; should even that fail, the job is tried again.
    await conclude(actor, periodId, "failed");
    throw new Error(`closing ${periodId}`, { cause: error });
  }
}

/** Rights may have ended since it was asked for. */
async function stillMay(actor: Actor): Promise<boolean> {
  const contexts = await contextsOf(actor.personId);
  return contexts.some(({ poleId, roles }) => poleId === actor.poleId && can({ ...actor, roles }, "costs.manage"));
}

/** In transactions of their own, so that those who look see it before the end; not more often than anybody looks. */
function tellingOf(actor: Actor, periodId: string): TellProgress {
  let last = 0;
  let lastStep = "";
  return async (step, done, total) => {
    if (step === lastStep && Date.now() - last < EVERY) return;
    [last, lastStep] = [Date.now(), step];
    await inTransaction(actor, (tx) =>
      tx.updateTable("closings").set({ step, done, total }).where("periodId", "=", periodId).execute(),
    );
  };
}

async function conclude(actor: Actor, periodId: string, end: ClosingEnd | "failed" | "not_allowed"): Promise<void> {
  const closed = end === "closed" || end === "was_closed";
  await inTransaction(actor, (tx, now) =>
    tx
      .updateTable("closings")
      .set({ state: closed ? "done" : "failed", problem: closed ? "" : end, endedAt: now })
      .where("periodId", "=", periodId)
      .where("state", "=", "running")
      .execute(),
  );
}

/**
 * Writes to those who read another amount than the one their statement comes to now; and to those who have not read
 * theirs yet, two days before the review ends.
 */
async function remindReaders(): Promise<void> {
  const running = await asIdentity(async (tx) => {
    const { rows } = await sql<{ poleId: string; startsOn: string }>`
      select pole_id, starts_on from app.reviews_running()`.execute(tx);
    return rows;
  });
  for (const { poleId, startsOn } of running) {
    await inTransaction({ poleId, books: true }, async (tx, now) => {
      await takeYourTime(tx);
      const period = await monthOfBooks(tx, poleId, startsOn.slice(0, 7), true);
      if (period.state !== "review") return;
      const sums = await sumsOfMonth(tx, period, await draftOf(tx, period));
      await tellAmounts(tx, period, sums, { now, everybody: false });
    });
  }
  const ending = await asIdentity(async (tx) => {
    const { rows } = await sql<{ id: string; poleId: string }>`
      select id, pole_id from app.reviews_ending()`.execute(tx);
    return rows;
  });
  for (const period of ending) {
    await inTransaction({ poleId: period.poleId, books: true }, (tx, now) => remindUnread(tx, period, now));
  }
}

/** The jobs of the background worker. */
export const periodTasks = { "close-period": closeInBackground, "remind-readers": remindReaders };

/** Each morning. */
export const periodCrontab = "30 6 * * * remind-readers";
