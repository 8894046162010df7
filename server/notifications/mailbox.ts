import { sql } from "kysely";
import { asIdentity } from "../../db/transaction";
import { isId } from "../kernel/ids";
import type { Locale } from "../kernel/actor";
import { localeOf } from "./rules";
import { mailSettings } from "./settings";
import type { Attachment } from "./transport";

export const MAILS_A_PAGE = 25;

/** One line of the demonstration mailbox. */
export interface MailSeen {
  readonly id: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly hasFiles: boolean;
}

/** A mail to read; bodies are empty once its secret is forgotten. */
export interface MailRead extends MailSeen {
  readonly from: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly Attachment[];
}

/** Whether mails stay here for want of a server: where the demonstration shows them to everybody. */
export function isMailboxOpen(demo: boolean): boolean {
  return demo && mailSettings().smtpUrl === null;
}

/** The kept mails whose addressee or subject has these words, the newest first. `page` begins at 1. */
export async function keptMails(words: string, page: number): Promise<{ mails: MailSeen[]; total: number }> {
  return asIdentity(async (tx) => {
    const wanted = words.split(/\s+/).filter(Boolean).slice(0, 8);
    const found = wanted.reduce(
      (query, word) =>
        query.where(
          sql<boolean>`strpos(app.fold(to_name || ' ' || to_address || ' ' || subject), app.fold(${word})) > 0`,
        ),
      tx.selectFrom("emails").where("keptAt", "is not", null),
    );
    const { total } = await found.select(sql<number>`count(*)::int`.as("total")).executeTakeFirstOrThrow();
    const mails = await found
      .select(["id", "toName", "toAddress", "subject", "locale", "createdAt"])
      .select(sql<boolean>`jsonb_array_length(attachments) > 0`.as("hasFiles"))
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(MAILS_A_PAGE)
      .offset((page - 1) * MAILS_A_PAGE)
      .execute();
    return { mails: mails.map((mail) => ({ ...mail, locale: localeOf(mail.locale) })), total };
  });
}

/** One kept mail; null without it. */
export async function keptMail(id: string): Promise<MailRead | null> {
  if (!isId(id)) return null;
  const row = await asIdentity((tx) =>
    tx.selectFrom("emails").selectAll().where("id", "=", id).where("keptAt", "is not", null).executeTakeFirst(),
  );
  if (!row) return null;
  const files = row.attachments as unknown as Attachment[];
  const { name, address } = mailSettings().from;
  return {
    id: row.id,
    toName: row.toName,
    toAddress: row.toAddress,
    subject: row.subject,
    createdAt: row.createdAt,
    hasFiles: files.length > 0,
    locale: localeOf(row.locale),
    from: name ? `${name} <${address}>` : address,
    text: row.textBody,
    html: row.htmlBody,
    files,
  };
}
