import { sql } from "kysely";
import { asIdentity, type Tx } from "../../db/transaction";
import { newId } from "../kernel/ids";
import { htmlOf, textOf, type Letter } from "./letter";
import type { MailSettings } from "./settings";
import { sendMail, type Attachment } from "./transport";

/** A mail to write; `dedupeKey` names the one event that it tells. */
export interface NewEmail {
  topic: string;
  thread: string;
  dedupeKey: string;
  poleId: string | null;
  personId: string | null;
  to: { name: string; address: string };
  letter: Letter;
  attachments: readonly Attachment[];
  /** Until when its link opens an account; null for a mail without secrets. */
  secretUntil: Date | null;
}

/** Longer than a send may last, so that the row's lock holds until its end is noted. */
const SENDING_SECONDS = 90;

/** Writes a mail, unless one with its key exists; returns the id of the one that there is. */
export async function writeEmail(tx: Tx, email: NewEmail, settings: MailSettings): Promise<string> {
  const { letter, to, attachments, ...row } = email;
  const inserted = await tx
    .insertInto("emails")
    .values({
      ...row,
      id: newId(),
      toAddress: to.address,
      toName: to.name,
      locale: letter.locale,
      subject: letter.subject,
      textBody: textOf(letter),
      htmlBody: htmlOf(letter),
      attachments: sql`${JSON.stringify(attachments)}::text::jsonb`,
      keptAt: settings.smtpUrl ? null : sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.column("dedupeKey").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted) return inserted.id;
  const { id } = await tx
    .selectFrom("emails")
    .select("id")
    .where("dedupeKey", "=", email.dedupeKey)
    .executeTakeFirstOrThrow();
  return id;
}

/** The mail with this key, if it is written already. */
export async function emailWith(tx: Tx, dedupeKey: string): Promise<string | null> {
  const row = await tx.selectFrom("emails").select("id").where("dedupeKey", "=", dedupeKey).executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Sends a mail that waits, after those of its thread that wait since longer. Whoever comes second waits for the row's
 * lock, then finds it sent. A worker that dies between the server's "accepted" and the commit will send it again: the
 * same Message-ID, hence the same mail to its reader.
 * @throws Error when the server refuses or is away; kept in `last_error`, and the job is tried again later
 */
export async function deliver(emailId: string, settings: MailSettings): Promise<void> {
  const { smtpUrl } = settings;
  if (!smtpUrl) return;
  for (const id of await asIdentity((tx) => waiting(tx, emailId))) {
    try {
      await asIdentity(async (tx, now) => {
        await sql`select set_config('idle_in_transaction_session_timeout', ${`${SENDING_SECONDS}s`}, true)`.execute(tx);
        const email = await lockUnsent(tx, id);
        if (!email) return;
        const blank = email.secretUntil ? { textBody: "", htmlBody: "" } : {};
        const row = tx.updateTable("emails").where("id", "=", id);
        // The server was away for so long that the link opens nothing any more: its mail would only mislead.
        if (email.secretUntil && email.secretUntil <= now) {
          await row.set({ lastError: "expired", ...blank }).execute();
          return;
        }
        await sendMail(email, { ...settings, smtpUrl });
        await row.set({ sentAt: sql<Date>`clock_timestamp()`, lastError: null, ...blank }).execute();
      });
    } catch (error) {
      await noteFailure(id, error);
      throw error;
    }
  }
}

/** Sends what waits in a thread, if anything does. */
export async function deliverThread(thread: string, settings: MailSettings): Promise<void> {
  const last = await asIdentity((tx) =>
    tx
      .selectFrom("emails")
      .select("id")
      .where("thread", "=", thread)
      .where("sentAt", "is", null)
      .where("keptAt", "is", null)
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  if (last) await deliver(last.id, settings);
}

/**
 * Sends what waits in several threads: an address that is refused holds up nobody else.
 * @throws the first failure, once the others are sent
 */
export async function deliverThreads(threads: readonly string[], settings: MailSettings): Promise<void> {
  const failures: unknown[] = [];
  for (const thread of threads) await deliverThread(thread, settings).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** The ids of a mail's thread that are still to be sent, up to this one, in the order they were written. */
async function waiting(tx: Tx, emailId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("emails as e")
    .innerJoin("emails as mine", "mine.thread", "e.thread")
    .select("e.id")
    .where("mine.id", "=", emailId)
    .where("e.sentAt", "is", null)
    .where("e.keptAt", "is", null)
    .whereRef("e.createdAt", "<=", "mine.createdAt")
    .orderBy("e.createdAt")
    .orderBy("e.id")
    .execute();
  return rows.map(({ id }) => id);
}

function lockUnsent(tx: Tx, id: string) {
  return tx
    .selectFrom("emails")
    .selectAll()
    .where("id", "=", id)
    .where("sentAt", "is", null)
    .where("keptAt", "is", null)
    .forUpdate()
    .executeTakeFirst();
}

async function noteFailure(id: string, error: unknown): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  await asIdentity((tx) =>
    tx.updateTable("emails").set({ lastError }).where("id", "=", id).where("sentAt", "is", null).execute(),
  );
}

/** Blanks the mails whose link no longer opens anything, sent or not. */
export async function forgetSecrets(): Promise<void> {
  await asIdentity((tx) =>
    tx
      .updateTable("emails")
      .set({ textBody: "", htmlBody: "" })
      .where("secretUntil", "<", sql<Date>`now()`)
      .where("textBody", "<>", "")
      .where((on) => on.or([on("sentAt", "is not", null), on("keptAt", "is not", null)]))
      .execute(),
  );
}
